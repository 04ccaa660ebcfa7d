"""Moves the clock on when everybody waits: nights, weekends and slow officers take no time.

It never goes past an instant at which something falls due without the watchdog having seen it, so
that a breach is announced as promptly as in life.
"""

import asyncio
import time
from datetime import datetime, timedelta

from izin.demo.board import Papan
from izin.demo.clockwork import JamDemo
from izin.demo.errors import DemoGagal
from shared.store.port import PermohonanStore
from shared.store.watch_port import WatchStore

_LIHAT_DETIK = 0.02
_SESUDAH = timedelta(seconds=1)
"""A limit is exceeded when now is later than its due instant."""

_SAPUAN_DETIK = 30.0


class Sutradara:
    """`papan` knows who has ended; everybody else sleeps, or is at work."""

    def __init__(
        self, jam: JamDemo, papan: Papan, permohonan: PermohonanStore, jaga: WatchStore
    ) -> None:
        self._jam = jam
        self._papan = papan
        self._permohonan = permohonan
        self._jaga = jaga
        self._menunggu_sejak: float | None = None

    async def pimpin(self) -> None:
        """For ever. Raises DemoGagal when the watchdog does not look at what is due."""
        while True:
            await asyncio.sleep(_LIHAT_DETIK)
            self._jam.bangunkan()
            if self._ada_yang_bekerja():
                self._jam.tahan()
            else:
                await self._lanjut()

    def _ada_yang_bekerja(self) -> bool:
        berakhir = self._papan.selesai + self._papan.ditolak
        return self._jam.penunggu + berakhir < self._papan.jumlah

    async def _lanjut(self) -> None:
        batas = self._jam.batas_lompat
        tempo = await self.jatuh_tempo(batas or self._jam())
        if tempo is not None and tempo < self._jam():
            self._tunggu_sapuan(tempo)
            return
        self._menunggu_sejak = None
        if batas is not None:
            self._jam.lompat(min(batas, tempo + _SESUDAH) if tempo else batas)

    async def jatuh_tempo(self, sebelum: datetime) -> datetime | None:
        """What the watchdog is to look at next, if that is before `sebelum`."""
        semua = [await self._permohonan.find(satu) for satu in await self._jaga.due(sebelum)]
        # Some of them the watchdog may have looked at just now: what is next for these is later.
        pada = (satu.jaga.pada for satu in semua if satu and satu.jaga and satu.jaga.pada)
        return min((saat for saat in pada if saat < sebelum), default=None)

    def _tunggu_sapuan(self, tempo: datetime) -> None:
        self._jam.tahan()
        kini = time.monotonic()
        self._menunggu_sejak = self._menunggu_sejak or kini
        if kini - self._menunggu_sejak > _SAPUAN_DETIK:
            raise DemoGagal(f"watchdog tidak memeriksa yang jatuh tempo pada {tempo.isoformat()}")
