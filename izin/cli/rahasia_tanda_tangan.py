"""The keys for trying in a folder of secrets: for whom they are made, what is said of them, and
whether the office could sign with what is there today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from izin.cli.catalogue import load_catalogue, roles
from izin.cli.errors import Failed
from izin.cli.output import plain, stderr
from izin.rahasia.folder_tanda_tangan import FOLDER, KUNCI, UMUM, uji_coba
from izin.rahasia.instalasi import TEMPAT
from izin.rahasia.tempat import Tempat, baca_tempat
from shared.akun.aturan import penanda_tangan
from shared.kantor.penanda_tangan import para_penanda, periksa
from shared.petugas.loader import baca_berkas
from shared.petugas.model import DaftarPetugas
from shared.settings import Settings
from shared.sop.model import Sop
from shared.tandatangan.folder_uji_coba import Pejabat
from shared.tandatangan.susunan import BERKAS, TandaTanganKantor, baca_susunan
from shared.words import office_zone

NOBODY = (
    "Kunci tanda tangan UJI COBA: belum ada, karena daftar petugas (IZIN_DAFTAR_PETUGAS) tidak"
    " menyebut penanda tangan. Setelah ditulis: izin rahasia FOLDER --tambah"
)


def signing_roles(settings: Settings) -> frozenset[str]:
    """Raises `SopTidakSah`."""
    return frozenset(penanda_tangan(_sops(settings)))


def signatories(settings: Settings, now: datetime) -> tuple[Pejabat, ...]:
    """Plh and Plt of now and later among them. Raises `DaftarPetugasTidakSah`."""
    register = _register(settings)
    found = para_penanda(register, _sops(settings), now) if register else ()
    return tuple(Pejabat(one.id, one.nama) for one in found)


def keys_told(folder: Path, new: Sequence[Pejabat], place: Tempat) -> Iterator[str]:
    kantor = baca_susunan(folder / FOLDER / KUNCI / BERKAS)
    if not uji_coba(kantor):
        yield f"Kunci tanda tangan di {folder / FOLDER} milik kantor sendiri; tidak diubah."
        return
    for one in new:
        yield f"{one.nama} mendapat kunci tanda tangan UJI COBA, bukan sertifikat resmi."
    if not kantor.susunan.kunci:
        yield NOBODY
    if place.tanda_tangan is None:
        yield (
            "Instalasi ini belum menandatangani dengan kunci itu. Mulai: --tambah --tanda-tangan"
            " JALUR (docs/tanda-tangan.md)"
        )


@dataclass(frozen=True)
class Look:
    """`ends`: until when each authority is good, by file. In an installation that signs in another
    way nothing here is a problem."""

    ends: Mapping[str, datetime] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def tell(self) -> None:
        """Raises `Failed` where an SK could not be signed."""
        for warning in self.warnings:
            stderr().print(plain(f"Peringatan: {warning}", style="yellow"), soft_wrap=True)
        if self.problems:
            raise Failed(
                "SK belum dapat ditandatangani dengan kunci di folder ini",
                details=self.problems,
                remedy="Melengkapi kunci uji coba: izin rahasia FOLDER --tambah"
                " (docs/tanda-tangan.md)",
            )


def look(settings: Settings, folder: Path, now: datetime) -> Look:
    """Each key tried, and both files compared. Raises `TandaTanganTidakSah`."""
    own = folder / FOLDER
    if not own.exists():
        return Look(warnings=(f"{own} belum ada; membuatnya: izin rahasia FOLDER --tambah",))
    signing, public = (baca_susunan(own / one / BERKAS) for one in (KUNCI, UMUM))
    report = periksa(signing, _register(settings), _sops(settings), now)
    ends = {f"{FOLDER}/{one.berkas}": one.berlaku_sampai for one in report.akar}
    problems = (*report.masalah, *_unkept(folder, signing), *_differs(signing, public))
    warnings = tuple(report.peringatan)
    if signing.cara == "lokal" and not signing.ada_kunci:
        without = [f"{one.nama} belum punya kunci" for one in signatories(settings, now)]
        warnings, problems = (), (*problems, *(without or [NOBODY]))
    if baca_tempat(folder / TEMPAT).tanda_tangan is None:
        return Look(ends, (*warnings, *problems))
    return Look(ends, warnings, problems)


def _differs(signing: TandaTanganKantor, public: TandaTanganKantor) -> Iterator[str]:
    """An SK that is signed by one and not believed by the other would be refused by every tool."""
    if signing.cara != public.cara:
        yield f"{KUNCI}/{BERKAS} berkata {signing.cara}, {UMUM}/{BERKAS} {public.cara}"
    if set(signing.kepercayaan.akar) - set(public.kepercayaan.akar):
        yield f"{UMUM}/{BERKAS} tidak mempercayai semua akar dalam {KUNCI}/{BERKAS}"
    if public.ada_kunci:
        yield f"{UMUM}/{BERKAS} menyebut kunci; kunci hanya untuk pelaksana yang menandatangani"


def _unkept(folder: Path, signing: TandaTanganKantor) -> Iterator[str]:
    if signing.ada_kunci and folder.stat().st_mode & 0o077:
        yield f"{folder} dapat dimasuki orang lain di komputer ini: chmod 700 {folder}"


def _register(settings: Settings) -> DaftarPetugas | None:
    if settings.daftar_petugas is None:
        return None
    return baca_berkas(settings.daftar_petugas, office_zone(settings), roles(settings))


def _sops(settings: Settings) -> Sequence[Sop]:
    return [loaded.sop for loaded in load_catalogue(settings).values()]
