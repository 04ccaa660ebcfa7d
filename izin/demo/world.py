"""What the simulated people share, and what they leave for the one who watches."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from izin.demo.checks.wire import Kabar, Pengumuman
from izin.demo.clockwork import Jam
from izin.demo.pace import Giliran, Tempo, giliran, sisa_batas
from izin.demo.register import oleh_wakil, petugas_demo
from izin.demo.scenario import Skenario
from shared.contracts import Petugas, Tugas
from shared.kalender.model import Kalender
from shared.store.port import DokumenStore

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
