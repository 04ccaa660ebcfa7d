"""Open applications that were reckoned by another calendar than the one in force, or never.

They are looked for now and then, and at once when the calendar has changed: a worker may write
down a watch by the old calendar for some seconds after that (`SEGAR_DETIK` of
`shared.books`). They are taken in portions, so that what falls due meanwhile is not
kept waiting.
"""

import random
from collections import deque
from uuid import UUID

from ops.watchdog.context import Look, WatchContext
from shared.log import get_logger

log = get_logger()

INTERVAL_SECONDS = 5.0
PORTION = 200


class Projection:
    def __init__(self, context: WatchContext, order: random.Random) -> None:
        self._context = context
        self._order = order
        self._versi: str | None = None
        self._lagi_pada = 0.0
        self._menunggu: deque[UUID] = deque()
        self._pindah = 0

    @property
    def more(self) -> bool:
        return bool(self._menunggu)

    async def portion(self, look: Look) -> tuple[UUID, ...]:
        """The next ones to be looked at. Raises `StoreTidakTerjangkau`."""
        if self._looks(look):
            await self._look_for(look)
        return tuple(self._menunggu.popleft() for _ in range(min(PORTION, len(self._menunggu))))

    def moved(self) -> None:
        """One open deadline was moved."""
        self._pindah += 1

    async def count(self) -> None:
        """Write down how many were moved. Raises `StoreTidakTerjangkau`, and counts on."""
        if not self._pindah:
            return
        pindah, masa = self._pindah, await self._context.kalender_store.masa()
        await self._context.kalender_store.count_moved(masa[-1].urutan, pindah)
        self._pindah -= pindah
        log.info("deadlines_moved", jumlah=pindah, kalender=masa[-1].versi)

    def _looks(self, look: Look) -> bool:
        berubah = look.berlaku.terkini.versi != self._versi
        return berubah or (not self._menunggu and self._context.monotonic() >= self._lagi_pada)

    async def _look_for(self, look: Look) -> None:
        terkini = look.berlaku.terkini.versi
        lama = {satu.kalender.versi for satu in look.berlaku.masa} - {terkini}
        ditemukan: list[UUID] = []
        for versi in (None, *sorted(lama)):
            ditemukan += await self._context.watch.reckoned_by(versi)
        self._order.shuffle(ditemukan)
        self._menunggu = deque(ditemukan)
        self._versi = terkini
        self._lagi_pada = self._context.monotonic() + INTERVAL_SECONDS
        if ditemukan:
            log.info("to_be_projected", jumlah=len(ditemukan), kalender=terkini)
