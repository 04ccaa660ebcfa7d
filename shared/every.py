"""Something that a process does again and again, for as long as it runs."""

import asyncio
from collections.abc import Awaitable, Callable

from shared.log import get_logger

log = get_logger()

Turn = Callable[[], Awaitable[float | None]]
"""Seconds until the next turn; None for the usual pause."""


class Every:
    """Calls `once` every `seconds` until it is stopped.

    An error of the kinds in `outages` is waited out and logged as `waits`. Any other error is a
    defect: it is logged with its traceback, and the next turn comes all the same.
    """

    def __init__(
        self,
        once: Turn,
        seconds: float,
        *,
        outages: tuple[type[Exception], ...] = (),
        waits: str = "turn_waits",
        pause_first: bool = False,
    ) -> None:
        self._once = once
        self._seconds = seconds
        self._outages = outages
        self._waits = waits
        self._pause_first = pause_first
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Returns when the turn in hand has ended; it is cancelled."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep(self) -> None:
        if self._pause_first:
            await asyncio.sleep(self._seconds)
        while True:
            pause = await self._turn()
            await asyncio.sleep(self._seconds if pause is None else pause)

    async def _turn(self) -> float | None:
        try:
            return await self._once()
        except self._outages as error:
            log.info(self._waits, sebab=str(error) or type(error).__name__)
        except Exception as error:
            log.error("unforeseen", putaran=self._waits, sebab=type(error).__name__, exc_info=error)
        return None
