"""Reads from the store what the metrics show, now and then, and never at the sweep's expense."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from ops.metrics.board_collector import BoardCollector
from ops.metrics.instruments import Instruments
from shared.clock import Clock
from shared.errors import StoreTidakTerjangkau
from shared.store.board_reading import baca_papan, jeda_baca
from shared.store.port import PermohonanStore
from shared.store.watch_port import OpsStore, WatchStore

log = structlog.get_logger()

SEGAR_DETIK = 5.0
"""Where reading takes so long that this would be felt, it is done less often."""

_DILIHAT = 10


class BoardFigures:
    def __init__(self, ops: OpsStore, clock: Clock, collector: BoardCollector) -> None:
        self._ops = ops
        self._clock = clock
        self._collector = collector

    async def __call__(self) -> None:
        """Raises `StoreTidakTerjangkau`."""
        bacaan = await baca_papan(self._ops, self._clock)
        self._collector.show(bacaan.papan)


class WatchFigures:
    """How far behind the watchdogs are, all of them together."""

    def __init__(
        self,
        stores: tuple[WatchStore, OpsStore, PermohonanStore],
        clock: Clock,
        instruments: Instruments,
    ) -> None:
        self._watch, self._ops, self._permohonan = stores
        self._clock = clock
        self._instruments = instruments

    async def __call__(self) -> None:
        """Raises `StoreTidakTerjangkau`."""
        macet = {satu.permohonan_id for satu in await self._ops.all_stuck()}
        self._instruments.macet.set(len(macet))
        self._instruments.tertunda.set(len(await self._watch.unannounced(self._clock())))
        tunggakan = await self._behind(macet)
        if tunggakan is not None:
            self._instruments.tunggakan.set(tunggakan)

    async def _behind(self, macet: set[str]) -> float | None:
        """Seconds; None when the oldest were dealt with faster than they could be looked at. What
        is stuck has a figure of its own."""
        kini = self._clock()
        menunggu = [satu for satu in await self._watch.due(kini) if str(satu) not in macet]
        for satu in menunggu[:_DILIHAT]:
            permohonan = await self._permohonan.find(satu)
            pada = permohonan.jaga.pada if permohonan and permohonan.jaga else None
            if pada is not None and pada < kini:
                return (kini - pada).total_seconds()
        return None if menunggu else 0.0


class Refresher:
    """Runs one of them again and again; while the store is away what was read last stands."""

    def __init__(self, figures: Callable[[], Awaitable[None]], every: float = SEGAR_DETIK) -> None:
        self._figures = figures
        self._every = every
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep(self) -> None:
        while True:
            began = time.monotonic()
            try:
                await self._figures()
            except StoreTidakTerjangkau as error:
                log.info("metrics_wait", sebab=str(error))
            await asyncio.sleep(jeda_baca(self._every, time.monotonic() - began))
