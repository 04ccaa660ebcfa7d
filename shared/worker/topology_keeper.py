"""Puts back what the broker lost: its disk, or a queue that somebody deleted.

aio-pika takes a lost connection and a cancelled consumer up again by itself, but it tries for
ever, and in vain, while the queue is gone. Declaring is repeatable and cheap: it is done
whenever the worker was found without its consumers.
"""

import asyncio
from collections.abc import Awaitable, Callable

from shared.log import get_logger
from shared.worker.topology_setup import BELUM_SIAP, Declare, TopologiBelumAda, TopologiBentrok

log = get_logger()

INTERVAL_SECONDS = 1.0
"""Not sooner: a queue deleted and declared anew at once confuses RabbitMQ 3.10 (see
`rabbit_publisher.JEDA_DEKLARASI_DETIK`)."""


class TopologyKeeper:
    """Acts on what was missing twice in a row: a connection in good hands is left alone."""

    def __init__(self, consuming: Callable[[], Awaitable[bool]], declare: Declare) -> None:
        self._consuming = consuming
        self._declare = declare
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _keep(self) -> None:
        missing = False
        while True:
            await asyncio.sleep(INTERVAL_SECONDS)
            if await self._consuming():
                missing = False
            elif missing:
                await self._restore()
            else:
                missing = True

    async def _restore(self) -> None:
        try:
            await self._declare()
        except TopologiBentrok as galat:
            log.error("topology_conflict", sebab=str(galat))
        except TopologiBelumAda as galat:
            log.error("topology_missing", sebab=str(galat))
        except BELUM_SIAP as galat:
            log.info("topology_waits", sebab=type(galat).__name__)
        else:
            log.info("topology_declared_anew")
