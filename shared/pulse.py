"""A sign of life of a whole process, for whoever watches over it from outside."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from shared.every import Every
from shared.log import get_logger
from shared.worker.heartbeat import INTERVAL_SECONDS, beat

log = get_logger()


class Pulse(Every):
    """Does its work only where a file is set."""

    def __init__(
        self,
        file: Path | None,
        alive: Callable[[], Awaitable[bool]],
        interval_seconds: float = INTERVAL_SECONDS,
    ) -> None:
        super().__init__(
            self._once,
            interval_seconds,
            outages=(OSError,),
            waits="heartbeat_not_written",
            pause_first=True,
        )
        self._file = file
        self._alive = alive

    async def start(self) -> None:
        """Raises `OSError` when the file cannot be written."""
        if self._file is not None:
            await self._once()
            await super().start()

    async def stop(self) -> None:
        """A worker that is stopping takes no more messages: the file goes at once."""
        await super().stop()
        if self._file is not None:
            self._file.unlink(missing_ok=True)

    async def _once(self) -> None:
        if self._file is None:
            return
        if await self._alive():
            beat(self._file)
        else:
            log.warning("not_consuming")
