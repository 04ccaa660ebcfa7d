"""Does one thing again and again. An outage slows it down and never ends it."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from pydantic import ValidationError
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    RetryError,
    retry_if_exception_type,
    wait_exponential_jitter,
)

from ops.watchdog.context import OUTAGES, WatchContext
from shared.errors import AlurIzinError, JamTidakSepakat, StoreTidakTerjangkau
from shared.log import get_logger
from shared.validation_text import rincian_galat


class Stopping:
    """The wish that a watchdog stop: all its parts see it, and every `pause` ends."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def __bool__(self) -> bool:
        return self._event.is_set()

    def request(self) -> None:
        """Begin no more work."""
        self._event.set()

    async def pause(self, seconds: float) -> None:
        """Ends at once when it is time to stop."""
        waiting = asyncio.create_task(self._event.wait())
        await asyncio.wait({waiting}, timeout=seconds)
        waiting.cancel()


log = get_logger()

LONGEST_WAIT_SECONDS = 2.0
_JITTER = 0.1

Step = Callable[[], Awaitable[bool]]
Failed = Callable[[BaseException], None]


class Rounds:
    """`step` answers whether there is more to do at once; `failed` is called when it raises
    an error that waiting cannot cure."""

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
        """The work in hand is finished, or cut off when that takes too long."""
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
            untuk=_server(galat),
            putaran=self._name,
            sebab=str(galat),
            percobaan=state.attempt_number,
        )

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (galat := task.exception()) is not None:
            self._failed(galat)


def _server(galat: BaseException | None) -> str:
    if isinstance(galat, JamTidakSepakat):
        return "jam"
    return "store" if isinstance(galat, StoreTidakTerjangkau) else "broker"


# Applications that cannot be watched: written down, and tried again with a growing pause.
#
# Even many of them cost little: each is tried less and less often, at most every
# `LONGEST_PAUSE_SECONDS`. A watchdog that starts tries all of them once: the fault that stopped
# the one before it may be cured.
FIRST_PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 300.0
MOST_LETTERS = 300


class _Tries(NamedTuple):
    kali: int
    lagi_pada: float


def reason(galat: Exception) -> str:
    """Which error, in words that do not repeat an applicant's own."""
    if isinstance(galat, ValidationError):
        rincian = "; ".join(rincian_galat(galat))
    else:
        rincian = str(galat) if isinstance(galat, AlurIzinError) else ""
    nama = type(galat).__name__
    return (f"{nama}: {rincian}" if rincian else nama)[:MOST_LETTERS]


class Trouble:
    """All watchdogs share `OpsStore.all_stuck`; each decides by itself when to try again. Methods
    raise `StoreTidakTerjangkau`."""

    def __init__(self, context: WatchContext) -> None:
        self._context = context
        self._tries: dict[UUID, _Tries] = {}
        self._recorded: frozenset[UUID] = frozenset()

    async def refresh(self) -> None:
        macet = await self._context.ops.all_stuck()
        self._recorded = frozenset(UUID(satu.permohonan_id) for satu in macet)
        self._tries = {satu: t for satu, t in self._tries.items() if satu in self._recorded}

    def again(self) -> tuple[UUID, ...]:
        """Those whose pause is over."""
        return self.ripe(self._recorded)

    def ripe(self, permohonan_id: Iterable[UUID]) -> tuple[UUID, ...]:
        """Without those that have to wait; the order stays."""
        kini = self._context.monotonic()
        return tuple(
            satu
            for satu in permohonan_id
            if satu not in self._tries or self._tries[satu].lagi_pada <= kini
        )

    async def failed(self, permohonan_id: UUID, galat: Exception) -> None:
        kali = self._tries[permohonan_id].kali + 1 if permohonan_id in self._tries else 1
        jeda = min(FIRST_PAUSE_SECONDS * 2 ** (kali - 1), LONGEST_PAUSE_SECONDS)
        self._tries[permohonan_id] = _Tries(kali, self._context.monotonic() + jeda)
        alasan = reason(galat)
        log.warning("stuck", permohonan=str(permohonan_id), sebab=alasan, lagi_detik=jeda)
        await self._context.ops.stuck(str(permohonan_id), alasan, self._context.clock())
        self._recorded |= {permohonan_id}

    async def worked(self, permohonan_id: UUID) -> None:
        self._tries.pop(permohonan_id, None)
        if permohonan_id not in self._recorded:
            return
        await self._context.ops.unstuck(str(permohonan_id))
        self._recorded -= {permohonan_id}
        log.info("unstuck", permohonan=str(permohonan_id))


HANDS = 16
"""Applications in hand at once; also the most claims that a killed watchdog leaves behind."""

Work = Callable[[UUID], Awaitable[None]]


class Crew:
    """Works through many applications, at most `hands` at once. One that fails does not stop the
    rest."""

    def __init__(self, trouble: Trouble, stopping: Stopping, hands: int = HANDS) -> None:
        self.trouble = trouble
        self._stopping = stopping
        self._hands = hands

    async def through(self, permohonan_id: Iterable[UUID], work: Work) -> bool:
        """False when it was stopped on the way. Raises the first outage, once the work in hand is
        done: the rest then waits for the next time."""
        menunggu = iter(permohonan_id)
        gangguan: list[Exception] = []

        async def hand() -> None:
            for satu in menunggu:
                if gangguan or self._stopping:
                    return
                try:
                    await self._one(satu, work)
                except OUTAGES as galat:
                    gangguan.append(galat)

        await asyncio.gather(*(hand() for _ in range(self._hands)))
        if gangguan:
            raise gangguan[0]
        return not self._stopping

    async def _one(self, permohonan_id: UUID, work: Work) -> None:
        try:
            await work(permohonan_id)
        except OUTAGES:
            raise
        except Exception as galat:  # noqa: BLE001  one with any fault does not stop the others
            await self.trouble.failed(permohonan_id, galat)
        else:
            await self.trouble.worked(permohonan_id)
