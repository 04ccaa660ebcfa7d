"""What the simulated people share, and what they leave for the one who watches."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from izin.demo.giliran import Giliran, Tempo, giliran, sisa_batas
from izin.demo.jam import Jam
from izin.demo.material.profil import nama_orang, pengacak, teks_tanggal
from izin.demo.pemeriksaan import Kabar, Pengumuman
from izin.demo.skenario import Skenario
from shared.contracts import Petugas, Tugas
from shared.kalender.model import Kalender
from shared.sop.model import Sop
from shared.store.port import DokumenStore
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON

# The demo's officers: one a role, and two of them with a mandate beside it. From the SOPs alone.
#
# Whoever approves last stands in for the one who signs, and whoever drafts for the first to
# approve: so a decree is signed by a Plh now and then, and four eyes are needed although the
# mandate is there.
_SETIAP = 3
_HARI_MANDAT = 60
"""Longer than any demo."""


def petugas_demo(benih: int, pelaksana: str) -> Petugas:
    """One officer a role, with an NIP that nobody has."""
    urut = pengacak(benih, pelaksana).randrange(10**14)
    return Petugas(id=f"9999{urut:014d}", nama=nama_orang(benih, pelaksana))


class Wakil(NamedTuple):
    """The holder of `peran` stands in for the holder of `sebagai`."""

    peran: str
    sebagai: str


def wakil_penanda_tangan(sop: Sop) -> Wakil | None:
    """None where nobody approves before it is signed."""
    setuju, tanda = _peran(sop, Tindakan.SETUJUI), _peran(sop, Tindakan.TANDA_TANGANI)
    return Wakil(setuju[-1], tanda[0]) if setuju and tanda and setuju[-1] != tanda[0] else None


def wakil_penyetuju(sop: Sop) -> Wakil | None:
    susun, setuju = _peran(sop, Tindakan.SUSUN_DRAF), _peran(sop, Tindakan.SETUJUI)
    return Wakil(susun[0], setuju[0]) if susun and setuju and susun[0] != setuju[0] else None


def oleh_wakil(no: int, sop: Sop) -> Wakil | None:
    """For every third application the one who signs is away."""
    return wakil_penanda_tangan(sop) if no % _SETIAP == 0 else None


def _peran(sop: Sop, tindakan: Tindakan) -> list[str]:
    return [satu.pelaksana for satu in sop.langkah if satu.tindakan is tindakan]


def tulis_daftar(semua: Iterable[Sop], benih: int, mulai: date) -> str:
    """The register as an office would write it."""
    sop = list(semua)
    peran = dict.fromkeys(nama for satu in sop for nama in satu.pelaksana)
    wakil = dict.fromkeys(
        satu for s in sop for satu in (wakil_penanda_tangan(s), wakil_penyetuju(s)) if satu
    )
    return "\n".join(
        (
            *(_orang(nama, benih, mulai) for nama in peran if nama != PELAKSANA_PEMOHON),
            *(_mandat(satu, ke, (benih, mulai)) for ke, satu in enumerate(wakil, start=1)),
        )
    )


def _orang(peran: str, benih: int, mulai: date) -> str:
    petugas = petugas_demo(benih, peran)
    return _tabel("petugas", [
        ("id", petugas.id), ("nama", petugas.nama), ("peran", [peran]),
        ("sejak", date(mulai.year, 1, 1)),
    ])  # fmt: skip


def _mandat(wakil: Wakil, ke: int, rencana: tuple[int, date]) -> str:
    benih, mulai = rencana
    tanggal = teks_tanggal(mulai - timedelta(days=1))
    return _tabel("mandat", [
        ("petugas", petugas_demo(benih, wakil.peran).id), ("jenis", "plh"),
        ("sebagai", wakil.sebagai), ("menggantikan", petugas_demo(benih, wakil.sebagai).id),
        ("sejak", mulai), ("sampai", mulai + timedelta(days=_HARI_MANDAT)),
        ("dasar", f"Surat Perintah Nomor DEMO/{ke} tanggal {tanggal}"),
    ])  # fmt: skip


def _tabel(nama: str, isi: Iterable[tuple[str, str | list[str] | date]]) -> str:
    def baris() -> Iterator[str]:
        yield f"[[{nama}]]"
        for kunci, nilai in isi:
            # Text and lists of text are written in TOML as they are in JSON.
            yield f"{kunci} = {nilai if isinstance(nilai, date) else json.dumps(nilai)}"

    return "\n".join(baris()) + "\n"


_BIASA = (Tempo(0.15, longgar=0.15), Tempo(0.3, longgar=0.15))
_KEMBALI = Tempo(0.1, longgar=0.15)
"""What comes back is done first: less than the whole limit is left for it."""


@dataclass
class Catatan:
    """What went wrong, as soon as it went wrong; the notices and the alerts that came; decisions
    that were refused as they had to be, by kode; and how many messages the simulated people have
    in hand at this moment."""

    gagal: list[str] = field(default_factory=list)
    kabar: set[Kabar] = field(default_factory=set)
    pengumuman: list[Pengumuman] = field(default_factory=list)
    penolakan: dict[str, str] = field(default_factory=dict)
    di_tangan: int = 0

    def kegagalan(self, pesan: str) -> None:
        self.gagal.append(pesan)

    @contextmanager
    def memegang(self) -> Iterator[None]:
        self.di_tangan += 1
        try:
            yield
        finally:
            self.di_tangan -= 1


@dataclass(frozen=True)
class Dunia:
    """`skenario` by permohonan_id; `mulai`: when the first morning began."""

    skenario: Mapping[str, Skenario]
    dokumen: DokumenStore
    batas_berkas_bytes: int
    kalender: Kalender
    jam: Jam
    mulai: datetime
    benih: int
    catatan: Catatan = field(default_factory=Catatan)

    @property
    def zona(self) -> ZoneInfo:
        return self.kalender.zona

    def kini(self) -> datetime:
        return self.jam().astimezone(self.zona)

    async def tunggu(self, skenario: Skenario, kapan: Giliran) -> None:
        """Sleep until it is time to go on with this application."""
        await self.jam.sampai(skenario.permohonan_id, kapan)

    def giliran(self, tugas: Tugas, skenario: Skenario) -> Giliran:
        """When this task is taken in hand and decided."""
        waktu = skenario.sop.langkah_ke(tugas.langkah).waktu
        sisa = sisa_batas(self.kalender, tugas.dibuka_pada, tugas.jatuh_tempo, waktu)
        return giliran(self.kalender, tugas.dibuka_pada, self._tempo(tugas, skenario), sisa)

    def _tempo(self, tugas: Tugas, skenario: Skenario) -> Tempo:
        for satu in skenario.kasus.lambat:
            if (satu.langkah, satu.putaran) == (tugas.langkah, tugas.putaran):
                return satu.tempo
        if tugas.putaran > 1:
            return _KEMBALI
        return skenario.profil.rng(f"tempo {tugas.langkah}").choice(_BIASA)

    def petugas(self, pelaksana: str) -> Petugas:
        """Whoever holds that role."""
        return petugas_demo(self.benih, pelaksana)

    def pemutus(self, pelaksana: str, skenario: Skenario) -> Petugas:
        """Who decides in that role about this application: the holder, or who stands in."""
        wakil = oleh_wakil(skenario.no, skenario.sop)
        if wakil is not None and wakil.sebagai == pelaksana:
            return self.petugas(wakil.peran)
        return self.petugas(pelaksana)
