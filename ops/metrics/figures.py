"""Reads from the store what the metrics show, now and then, and never at the sweep's expense."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

from ops.metrics.board_collector import BoardCollector
from ops.metrics.instruments import Instruments
from ops.watchdog.context import WatchContext
from shared.clock import Clock
from shared.errors import StoreTidakTerjangkau
from shared.every import Every
from shared.kantor.papan import baca_papan, jeda_baca
from shared.store.watch_port import OpsStore

SEGAR_DETIK = 5.0
"""Where reading takes so long that this would be felt, it is done less often."""

ISTIRAHAT = 3.0
"""Counting the desks takes the store for a quarter of the time, the sweep has the rest."""

_DILIHAT = 10


class BoardFigures:
    def __init__(self, ops: OpsStore, clock: Clock, collector: BoardCollector) -> None:
        self._ops = ops
        self._clock = clock
        self._collector = collector

    async def __call__(self) -> float:
        """Seconds. Raises `StoreTidakTerjangkau`."""
        bacaan = await baca_papan(self._ops, self._clock, istirahat=ISTIRAHAT)
        self._collector.show(bacaan.papan)
        return bacaan.lama_detik


class WatchFigures:
    """How far behind the watchdogs are, all of them together, and what lies in karantina."""

    def __init__(self, context: WatchContext, instruments: Instruments) -> None:
        self._context = context
        self._instruments = instruments

    async def __call__(self) -> float:
        """Seconds that it took. Raises `StoreTidakTerjangkau`."""
        mulai = time.monotonic()
        macet = {satu.permohonan_id for satu in await self._context.ops.all_stuck()}
        self._instruments.macet.set(len(macet))
        tertunda = await self._context.watch.unannounced(self._context.wall())
        self._instruments.tertunda.set(len(tertunda))
        karantina = await self._context.ops.karantina()
        if karantina is not None:
            self._instruments.karantina.set(karantina.pesan)
        tunggakan = await self._behind(macet)
        if tunggakan is not None:
            self._instruments.tunggakan.set(tunggakan)
        return time.monotonic() - mulai

    async def _behind(self, macet: set[str]) -> float | None:
        """Seconds; None when the oldest were dealt with faster than they could be looked at. What
        is stuck has a figure of its own."""
        kini = self._context.clock()
        semua = await self._context.watch.due(kini)
        menunggu = [satu for satu in semua if str(satu) not in macet]
        for satu in menunggu[:_DILIHAT]:
            pada = await self._due_since(satu)
            if pada is not None and pada < kini:
                return (kini - pada).total_seconds()
        return None if menunggu else 0.0

    async def _due_since(self, permohonan_id: UUID) -> datetime | None:
        """None when it cannot be read either: the next sweep finds that it is stuck."""
        try:
            permohonan = await self._context.permohonan.find(permohonan_id)
        except ValidationError:
            return None
        return permohonan.jaga.pada if permohonan and permohonan.jaga else None


class Refresher(Every):
    """Runs one of them again and again, by how many seconds it says that it kept the store busy;
    while the store is away what was read last stands. No figure is worth a watchdog: one that is
    not read any more shows by its age."""

    def __init__(self, figures: Callable[[], Awaitable[float]], every: float = SEGAR_DETIK) -> None:
        outages = (StoreTidakTerjangkau,)
        super().__init__(self._refresh, every, outages=outages, waits="metrics_wait")
        self._figures = figures
        self._every = every

    async def _refresh(self) -> float:
        return jeda_baca(self._every, await self._figures())
