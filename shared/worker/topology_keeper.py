"""Restores the topology after a lost connection: the broker may have come back without its disk.

aio-pika takes a lost connection up again by itself, but tries for ever while a queue that it
consumed is gone. Declaring is repeatable and cheap, so it is done after every loss.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aio_pika.exceptions import AMQPError
from tenacity import AsyncRetrying, retry_if_exception_type, wait_exponential_jitter

from shared.worker.topology_setup import TopologiBentrok

log = structlog.get_logger()


class TopologyKeeper:
    """`lost` is the connection's close callback; `close` ends what is under way."""

    def __init__(self, declare: Callable[[], Awaitable[None]]) -> None:
        self._declare = declare
        self._task: asyncio.Task[None] | None = None

    def lost(self, _connection: object, _error: BaseException | None = None) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._restore())

    def close(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _restore(self) -> None:
        try:
            async for attempt in AsyncRetrying(
                retry=retry_if_exception_type((AMQPError, OSError, TimeoutError)),
                wait=wait_exponential_jitter(multiplier=0.5, max=5.0),
            ):
                with attempt:
                    await self._declare()
        except TopologiBentrok as galat:
            log.error("topology_conflict", sebab=str(galat))
        else:
            log.info("topology_restored")
