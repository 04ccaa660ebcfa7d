"""The tools of a watchdog; the composition root fills them in, tests replace them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from shared.books import KalenderBook, SopBook
from shared.clock import Clock, system_clock
from shared.clock_guard import ClockGuard
from shared.contracts import Pelanggaran
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.rabbit.delivery import Publisher
from shared.store.port import PermohonanStore
from shared.store.watch_port import KalenderStore, OpsStore, WatchStore


# Runs next to a watchdog and is told of its work, such as its metrics.
class Companion(Protocol):
    """Started once the watchdog is at work, stopped before it ends. It must take in each report
    without waiting and without raising."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    def swept(self) -> None:
        """A sweep has come to its end: everything that was due is claimed."""

    def announced(self, pelanggaran: Pelanggaran) -> None:
        """By this process, and the broker has confirmed it."""


class Companions:
    """All of them as one; in the beginning none."""

    def __init__(self) -> None:
        self._semua: list[Companion] = []

    def add(self, companion: Companion) -> None:
        self._semua.append(companion)

    async def start(self) -> None:
        for satu in self._semua:
            await satu.start()

    async def stop(self) -> None:
        for satu in self._semua:
            await satu.stop()

    def swept(self) -> None:
        for satu in self._semua:
            satu.swept()

    def announced(self, pelanggaran: Pelanggaran) -> None:
        for satu in self._semua:
            satu.announced(pelanggaran)


OUTAGES = (StoreTidakTerjangkau, BrokerTidakTerjangkau)


@dataclass(frozen=True)
class WatchContext:
    """`instance` names this watchdog among all that ever ran: claims in its name are its own.

    `clock` is the office's clock, by which things fall due. How long a claim has been held is told
    by real time, on any office clock: `wall` where others have to understand it, `monotonic` where
    only this process does. Over the real stores a `guard` keeps both clocks: they raise
    `JamTidakSepakat`, an outage, while they disagree with the store's.
    """

    instance: str
    permohonan: PermohonanStore
    watch: WatchStore
    ops: OpsStore
    kalender_store: KalenderStore
    kalender: KalenderBook
    sop: SopBook
    publisher: Publisher
    sewa_klaim_detik: float
    clock: Clock = system_clock
    wall: Clock = system_clock
    monotonic: Callable[[], float] = time.monotonic
    guard: ClockGuard | None = None
    companions: Companions = field(default_factory=Companions)


class Look(NamedTuple):
    """The question of one sweep: all events before `kini`, by these calendars.

    `kini` is read before the calendars are: one that is adopted later comes into force after all
    events asked for, so that all watchdogs derive the same.
    """

    kini: datetime
    berlaku: KalenderBerlaku


async def look_now(context: WatchContext) -> Look:
    """Raises `KalenderHilang`."""
    kini = context.clock()
    return Look(kini, await context.kalender.segarkan())
