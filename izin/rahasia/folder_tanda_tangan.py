"""Keys for trying out in a folder of secrets, and who is told what.

tanda-tangan/         the authority for trying: nobody's process gets its key
tanda-tangan/kunci/   for the workers that sign: the signatories' keys, and how to sign with them
tanda-tangan/umum/    for everybody else: how SKs are signed and whom to believe, without keys

What an office has put in their place is kept: a file that does not believe the authority for trying
is the office's own, and gets no keys from here.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from pydantic import ValidationError

from izin.rahasia.tempat import FolderRahasia
from shared.akses.pengguna import KABAR, PORTAL, WATCHDOG, layanan
from shared.os_words import sebab_os
from shared.petugas.orang import pengenal_baku
from shared.tandatangan.folder_uji_coba import CA, KETERANGAN, KunciPejabat, Pejabat, siapkan
from shared.tandatangan.susunan import BERKAS, Susunan, TandaTanganKantor, baca_susunan
from shared.text_reading import TidakTerbaca, urai_toml
from shared.whole_file import make_folder, write_file

FOLDER, KUNCI, UMUM = "tanda-tangan", "kunci", "umum"
VARIABEL = "IZIN_TANDA_TANGAN"

TERBACA_LAYANAN = 0o644
"""Containers run under a user of their own, whom a file's owner is not. What keeps the others of
this machine away is the folder of secrets itself, which only its owner may enter."""
_DIMASUKI_LAYANAN = 0o755

_TIDAK_PERLU = frozenset({PORTAL, layanan(WATCHDOG), layanan(KABAR)})
"""Accounts of processes that neither sign nor judge an SK."""

_TAK_BERKUNCI = re.compile(r"^kunci[ \t]*=[ \t]*\[\s*\][ \t]*(#.*)?\n?", re.MULTILINE)

_SUSUNAN_KUNCI = f"""\
# UJI COBA, bukan sertifikat resmi: kunci di folder ini untuk mencoba tanda tangan SK.
# Dibaca pelaksana yang menandatangani. Kunci resmi menggantikannya: docs/tanda-tangan.md
cara = "lokal"
akar = ["{CA}"]
kunci = []
"""
_SUSUNAN_UMUM = f"""\
# UJI COBA, bukan sertifikat resmi: siapa yang dipercaya, untuk yang tidak menandatangani
# (pelaksana lain, meja, alat). Kunci resmi menggantikannya: docs/tanda-tangan.md
cara = "lokal"
akar = ["{CA}"]
kunci = []
"""


def lengkapi(folder: Path, penanda: Sequence[Pejabat]) -> tuple[Pejabat, ...]:
    """The authority where there is none, and a key for each signatory who has none; those who got
    one. Raises `FolderRahasia`, `KunciTidakTerbuka` and `TandaTanganTidakSah`."""
    tempat = folder / FOLDER
    if not (tempat / KUNCI / BERKAS).exists():
        _mulai(tempat)
    kantor = baca_susunan(tempat / KUNCI / BERKAS)
    if not uji_coba(kantor):
        return ()
    punya = {pengenal_baku(satu.nip) for satu in kantor.susunan.kunci}
    baru = [satu for satu in penanda if pengenal_baku(satu.nip) not in punya]
    if baru:
        _pastikan_tertutup(folder)
        dibuat = siapkan(tempat, baru, kunci_di=tempat / KUNCI, hak_kunci=TERBACA_LAYANAN).kunci
        _catat(tempat / KUNCI / BERKAS, dibuat)
    return tuple(baru)


def uji_coba(kantor: TandaTanganKantor) -> bool:
    """Whether it believes the authority for trying."""
    return any(satu.name == CA for satu in kantor.susunan.akar)


def susunan_untuk(pengguna: str, tempat: Path, menandatangani: Collection[str]) -> Path | None:
    """What the process of this account reads, where it finds the folder at `tempat`; None for one
    that need not know how SKs are signed."""
    if pengguna in _TIDAK_PERLU:
        return None
    kunci = pengguna in {layanan(satu) for satu in menandatangani}
    return tempat / (KUNCI if kunci else UMUM) / BERKAS


def _mulai(tempat: Path) -> None:
    ca = siapkan(tempat, ()).ca.read_bytes()
    for nama, isi in ((UMUM, _SUSUNAN_UMUM), (KUNCI, _SUSUNAN_KUNCI)):
        bagian = tempat / nama
        make_folder(bagian)
        bagian.chmod(_DIMASUKI_LAYANAN)
        for berkas, teks in (
            (bagian / KETERANGAN, (tempat / KETERANGAN).read_bytes()),
            (bagian / CA, ca),
            (bagian / BERKAS, isi),
        ):
            if not berkas.exists():
                write_file(berkas, teks, mode=TERBACA_LAYANAN)


def _pastikan_tertutup(folder: Path) -> None:
    if folder.stat().st_mode & 0o077:
        raise FolderRahasia(
            f"{folder} dapat dimasuki orang lain di komputer ini; kunci tidak dibuat di sana",
            f"Tutup dahulu: chmod 700 {folder}",
        )


def _catat(berkas: Path, kunci: Sequence[KunciPejabat]) -> None:
    """Behind what stands there, which is the office's to change. Raises `FolderRahasia`."""
    try:
        lama = berkas.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as galat:
        sebab = sebab_os(galat) if isinstance(galat, OSError) else "bukan UTF-8"
        raise FolderRahasia(f"{berkas} tidak dapat dibaca ({sebab})") from galat
    teks = "\n".join((_TAK_BERKUNCI.sub("", lama).rstrip(), *map(_satu, kunci)))
    try:
        Susunan.model_validate(urai_toml(teks))
    except (TidakTerbaca, ValidationError) as galat:
        nip = ", ".join(satu.pejabat.nip for satu in kunci)
        raise FolderRahasia(
            f"{berkas} tidak dapat dilengkapi; kunci NIP {nip} ada di sampingnya",
            "Tulis [[kunci]]-nya sendiri di berkas itu (docs/tanda-tangan.md)",
        ) from galat
    write_file(berkas, teks, mode=TERBACA_LAYANAN)


def _satu(kunci: KunciPejabat) -> str:
    return (
        f'\n[[kunci]] # {kunci.pejabat.nama}\nnip = "{kunci.pejabat.nip}"\n'
        f'pkcs12 = "{kunci.berkas.name}"\nsandi = "{kunci.berkas_frasa.name}"\n'
    )
