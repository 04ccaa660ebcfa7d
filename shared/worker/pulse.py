"""Keeps a worker's heartbeat file fresh for as long as the worker consumes."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from shared.log import get_logger
from shared.worker.heartbeat import INTERVAL_SECONDS, beat

log = get_logger()


class Pulse:
    """Without a file there is nothing to do: nobody looks."""

    def __init__(
        self,
        file: Path | None,
        alive: Callable[[], Awaitable[bool]],
        interval_seconds: float = INTERVAL_SECONDS,
    ) -> None:
        self._file = file
        self._alive = alive
        self._interval_seconds = interval_seconds
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Raises `OSError` when the file cannot be written."""
        if self._file is None:
            return
        await self._once(self._file)
        self._task = asyncio.create_task(self._keep(self._file))

    async def stop(self) -> None:
        """A worker that is stopping takes nothing new: the file goes at once."""
        if self._file is None or self._task is None:
            return
        self._task.cancel()
        self._file.unlink(missing_ok=True)

    async def _keep(self, file: Path) -> None:
        while True:
            await asyncio.sleep(self._interval_seconds)
            try:
                await self._once(file)
            except OSError as error:
                log.warning("heartbeat_not_written", sebab=str(error))

    async def _once(self, file: Path) -> None:
        if await self._alive():
            beat(file)
        else:
            log.warning("not_consuming")
