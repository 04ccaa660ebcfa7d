"""Reports of months for pages: made one at a time, and kept for a while."""

import asyncio
from dataclasses import dataclass, field
from time import monotonic
from zoneinfo import ZoneInfo

from shared.kantor.kantor import Kantor
from shared.kantor.laporan import kumpulkan
from shared.laporan.bulan import Bulan
from shared.laporan.model import Laporan
from shared.words import office_zone

BULAN_MAKS = 24
"""So many months back, from a list; older ones by their address."""
SEGAR_DETIK = 120.0
DISIMPAN = 12

Kunci = tuple[Bulan, str | None]


@dataclass
class PapanLaporan:
    """One a process. A report reads every application: a page and the two files that it leads to
    are of one reading."""

    kantor: Kantor
    segar_detik: float = SEGAR_DETIK
    _ada: dict[Kunci, tuple[float, Laporan]] = field(default_factory=dict)
    _satu: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def lihat(self, bulan: Bulan, sop: str | None) -> Laporan:
        """Raises `BulanBelumMulai`, `SopTidakDikenal` and `StoreTidakTerjangkau`."""
        async with self._satu:
            pada, laporan = self._ada.get((bulan, sop), (0.0, None))
            if laporan is None or monotonic() - pada > self.segar_detik:
                laporan = await kumpulkan(self.kantor, bulan, self.kantor.clock(), sop)
                self._keep((bulan, sop), laporan)
            return laporan

    def _keep(self, kunci: Kunci, laporan: Laporan) -> None:
        self._ada.pop(kunci, None)
        self._ada[kunci] = (monotonic(), laporan)
        while len(self._ada) > DISIMPAN:
            self._ada.pop(next(iter(self._ada)))

    def bulan(self) -> tuple[Bulan, ...]:
        """The running one first."""
        kini = self.kantor.clock().astimezone(self.zona)
        ke = kini.year * 12 + kini.month - 1
        return tuple(Bulan(n // 12, n % 12 + 1) for n in range(ke, ke - BULAN_MAKS, -1))

    @property
    def zona(self) -> ZoneInfo:
        return office_zone(self.kantor.settings)
