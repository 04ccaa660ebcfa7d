"""A watchdog's look at karantina: what lies there needs somebody, and says so to nobody itself."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from ops.watchdog.process import Surroundings
from shared.clock import Clock
from shared.contracts import Pelanggaran
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.log import get_logger
from shared.rabbit.browse import ready_messages
from shared.store.watch_port import OpsStore
from shared.topology import ANTREAN_KARANTINA

log = get_logger()

EVERY_SECONDS = 10.0

EMPTY_LOOKS = 3
"""So many in a row until it counts as empty: while somebody looks through it, or it has no leader
yet, it seems so."""

Count = Callable[[], Awaitable[int]]


class KarantinaWatch:
    """A companion. What it saw is in the store, for all who show it or tell people."""

    def __init__(
        self, ops: OpsStore, count: Count, clock: Clock, every_seconds: float = EVERY_SECONDS
    ) -> None:
        self._ops = ops
        self._count = count
        self._clock = clock
        self._every_seconds = every_seconds
        self._empty = EMPTY_LOOKS - 1
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def swept(self) -> None: ...

    def announced(self, pelanggaran: Pelanggaran) -> None: ...

    async def look(self) -> None:
        """Raises `BrokerTidakTerjangkau` and `StoreTidakTerjangkau`: what was seen last stands."""
        pesan = await self._count()
        self._empty = 0 if pesan else self._empty + 1
        if not pesan and self._empty < EMPTY_LOOKS:
            return
        if await self._ops.saw_karantina(pesan, self._clock()):
            log.warning("karantina_berisi", pesan=pesan, lihat="izin karantina")

    async def _keep(self) -> None:
        while True:
            try:
                await self.look()
            except (BrokerTidakTerjangkau, StoreTidakTerjangkau) as galat:
                log.info("karantina_unseen", sebab=str(galat))
            await asyncio.sleep(self._every_seconds)


def watch_karantina(around: Surroundings) -> KarantinaWatch:
    """By real time, whatever clock the office is on: it is about machines."""
    count = partial(ready_messages, around.rabbitmq_url, ANTREAN_KARANTINA)
    return KarantinaWatch(around.context.ops, count, around.context.wall)
