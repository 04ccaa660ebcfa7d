"""Does one thing again and again. An outage slows it down and never ends it."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    RetryError,
    retry_if_exception_type,
    wait_exponential_jitter,
)

from ops.watchdog.context import OUTAGES
from ops.watchdog.stopping import Stopping
from shared.errors import StoreTidakTerjangkau
from shared.log import get_logger

log = get_logger()

LONGEST_WAIT_SECONDS = 2.0
_JITTER = 0.1

Step = Callable[[], Awaitable[bool]]
Failed = Callable[[BaseException], None]


class Rounds:
    """`step` answers whether there is more to do at once; `failed` is called when it raises
    something that no waiting will cure."""

    def __init__(
        self, name: str, step: Step, pause_seconds: float, failed: Failed, stopping: Stopping
    ) -> None:
        self._name = name
        self._step = step
        self._pause_seconds = pause_seconds
        self._failed = failed
        self._stopping = stopping
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._keep(), name=self._name)
        self._task.add_done_callback(self._ended)

    async def stop(self, within_seconds: float) -> None:
        """What is in hand is finished, or cut off when that takes too long."""
        self._stopping.request()
        if self._task is None:
            return
        _, pending = await asyncio.wait({self._task}, timeout=within_seconds)
        for task in pending:
            task.cancel()
            await asyncio.wait({task})

    async def _keep(self) -> None:
        while not self._stopping:
            try:
                more = await self._through_outages()
            except RetryError:
                return
            if not more:
                spread = random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - no secret
                await self._stopping.pause(self._pause_seconds * spread)

    async def _through_outages(self) -> bool:
        """Raises `RetryError` when it was told to stop meanwhile."""
        async for attempt in AsyncRetrying(
            retry=retry_if_exception_type(OUTAGES),
            wait=wait_exponential_jitter(multiplier=0.1, max=LONGEST_WAIT_SECONDS),
            stop=lambda _: bool(self._stopping),
            sleep=self._stopping.pause,
            before_sleep=self._log_waiting,
        ):
            with attempt:
                return await self._step()
        raise AssertionError("tenacity ends by returning or raising")

    def _log_waiting(self, state: RetryCallState) -> None:
        galat = state.outcome.exception() if state.outcome else None
        log.warning(
            "waiting",
            untuk="store" if isinstance(galat, StoreTidakTerjangkau) else "broker",
            putaran=self._name,
            sebab=str(galat),
            percobaan=state.attempt_number,
        )

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (galat := task.exception()) is not None:
            self._failed(galat)
