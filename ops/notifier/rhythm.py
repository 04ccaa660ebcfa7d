"""How often a channel is tried, and when to stop trying for now."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    stop_before_delay,
    wait_exponential_jitter,
)

from ops.notifier.errors import GagalSementara
from shared.log import get_logger

log = get_logger()

INGAT_DETIK = 3600.0
"""An alert not tried again for so long is with another notifier by now, or was given up."""


@dataclass(frozen=True)
class Tempo:
    """Seconds. `giliran`: tries go on for so long; then the message goes back to the broker, which
    takes back a message held for 30 minutes by itself. Waiting for company (at most 5 minutes) and
    two turns, one behind another message, stay below 20."""

    awal: float = 1.0
    terlama: float = 240.0
    giliran: float = 120.0


@dataclass
class _Catatan:
    """Failures in a row, over all turns, and when the next try is due (monotonic)."""

    gagal: int = 0
    boleh_pada: float = 0.0


@dataclass
class Rhythm:
    """Turns of tries. Pauses grow over all turns of one `kunci`: a new delivery of a failed alert
    does not make them shorter."""

    saluran: str
    tempo: Tempo = field(default_factory=Tempo)
    _berhenti: asyncio.Event = field(default_factory=asyncio.Event)
    _catatan: dict[str, _Catatan] = field(default_factory=dict)

    @property
    def stopping(self) -> bool:
        return self._berhenti.is_set()

    def stop(self) -> None:
        """Ends every pause at once: the alerts in hand get their last try."""
        self._berhenti.set()

    async def sleep(self, detik: float) -> None:
        """Shorter when everything stops."""
        try:
            async with asyncio.timeout(detik):
                await self._berhenti.wait()
        except TimeoutError:
            return

    async def turn(self, kunci: str, kirim: Callable[[], Awaitable[None]]) -> None:
        """Tries until it succeeds. Raises `GagalTetap` at once, and the last `GagalSementara` when
        the turn is over."""

        async def once() -> None:
            # tenacity would call a callable that is no coroutine function, and never await it.
            await kirim()

        catatan = self._catatan.pop(kunci, _Catatan())
        await self.sleep(max(catatan.boleh_pada - time.monotonic(), 0))
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(GagalSementara),
            wait=self._pause(catatan.gagal),
            stop=self._enough,
            sleep=self.sleep,
            before_sleep=self._log_waiting,
            retry_error_callback=lambda state: self._over(kunci, catatan, state),
        )
        await retrying(once)

    def _enough(self, state: RetryCallState) -> bool:
        return self.stopping or stop_before_delay(self.tempo.giliran)(state)

    def _pause(self, gagal: int) -> Callable[[RetryCallState], float]:
        tempo = self.tempo
        awal = min(tempo.awal * 2 ** min(gagal, 16), tempo.terlama)
        tumbuh = wait_exponential_jitter(multiplier=awal, max=tempo.terlama, jitter=awal / 2)

        def jeda(state: RetryCallState) -> float:
            galat = _failure(state)
            return max(tumbuh(state), getattr(galat, "tunggu_detik", 0.0))

        return jeda

    def _over(self, kunci: str, catatan: _Catatan, state: RetryCallState) -> None:
        self._log_waiting(state)
        catatan.gagal += state.attempt_number
        kini = time.monotonic()
        catatan.boleh_pada = kini + state.upcoming_sleep
        self._catatan = {
            k: c for k, c in self._catatan.items() if c.boleh_pada > kini - INGAT_DETIK
        }
        self._catatan[kunci] = catatan
        raise _failure(state)

    def _log_waiting(self, state: RetryCallState) -> None:
        log.warning(
            "kabar_tertunda",
            saluran=self.saluran,
            sebab=str(_failure(state)),
            lagi_dalam_detik=round(state.upcoming_sleep, 1),
        )


def _failure(state: RetryCallState) -> BaseException:
    galat = state.outcome.exception() if state.outcome else None
    assert galat is not None  # noqa: S101 - asked only after a failure
    return galat
