"""Keeps the record of when a role was able to work, and of when it was not.

Every few seconds in which its worker consumes and the store answers, the pulse of the role moves
on. A pulse that was left standing is an outage of ours, which the ledger of every application
that waited meanwhile charges to the system. Instances of one role share its pulse: while one of
them lives the role does.

No pulse is written by a clock that disagrees with the store's (shared/clock_guard.py): one from the
future would hide the next outage.

Whether anything was missed is told by monotonic time: the office's clock may be set, or run
faster than life (shared/clock.py).
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.clock import Clock, uptime_seconds
from shared.errors import StoreTidakTerjangkau
from shared.every import Every
from shared.log import get_logger
from shared.mutu_baku.buku_waktu import Gangguan
from shared.store.watch_port import OpsStore

log = get_logger()


MISSED = 3.0
"""After so many intervals without a beat something was amiss: one is late now and then."""

_JITTER = 0.1
_OTHERS_BEAT_WITHIN = 1.5


class _Moment(NamedTuple):
    uptime: float
    clock: datetime


class RolePulse(Every):
    """One in each worker process. `able` says whether it consumes."""

    def __init__(
        self,
        pelaksana: str,
        store: OpsStore,
        able: Callable[[], Awaitable[bool]],
        clock: Clock,
        interval_seconds: float,
    ) -> None:
        super().__init__(
            self._beat, interval_seconds, outages=(StoreTidakTerjangkau,), waits="pulse_not_written"
        )
        self._pelaksana = pelaksana
        self._store = store
        self._able = able
        self._clock = clock
        self._interval = interval_seconds
        self._missed = MISSED * self._interval
        self._beaten_at: float | None = None

    async def _beat(self) -> float:
        return 0.0 if await self.once() else self._about(1.0)

    async def once(self) -> bool:
        """Beat, if able. True when that took so long that the next beat is due at once. Raises
        `StoreTidakTerjangkau`."""
        if not await self._able():
            return False
        moment, looked = self._moment(), False
        if self._beaten_at is None or moment.uptime - self._beaten_at > self._missed:
            last = await self._store.pulse(self._pelaksana)
            moment = self._moment()
            if last is not None and moment.clock - last > timedelta(seconds=self._missed):
                looked = True
                await self._record(last, moment.clock)
        await self._store.beat(self._pelaksana, moment.clock)
        self._beaten_at = moment.uptime
        return looked

    async def _record(self, last: datetime, now: datetime) -> None:
        """Unless another instance keeps the pulse moving: by the clock alone, a pulse of a moment
        ago can look old."""
        await asyncio.sleep(self._about(_OTHERS_BEAT_WITHIN))
        if await self._store.pulse(self._pelaksana) == last:
            await self._store.add_outage(Gangguan(self._pelaksana, last, now))
            log.warning("outage_recorded", dari=last.isoformat(), sampai=now.isoformat())

    def _moment(self) -> _Moment:
        """Taken before anything is written, so that time lost in between shows the next time."""
        return _Moment(uptime_seconds(), self._clock())

    def _about(self, intervals: float) -> float:
        """In seconds; instances of one role do not beat in step."""
        spread = random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - no secret
        return intervals * spread * self._interval
