"""The journal: a copy of every announcement, by which those that were made are marked.

The copy goes to its queue with the same publish that reaches ops. A watchdog that was killed
between publish and mark has left it there, and whoever is alive, or comes next, marks it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from shared.clock import Clock
from shared.contracts import Pelanggaran
from shared.mutu_baku.announcement import kunci_pelanggaran
from shared.store.watch_port import WatchStore
from shared.worker.outcome import Outcome
from shared.worker.shell import Route

IsEmpty = Callable[[], Awaitable[bool]]

MOST_AT_ONCE = 500


class Marker:
    """Marks claims as announced; those that come while one write is under way share the next."""

    def __init__(self, store: WatchStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._waiting: dict[str, None] = {}
        self._writing = asyncio.Lock()

    async def mark(self, kunci: str) -> None:
        """Returns when it is written. Raises `StoreTidakTerjangkau`; repeating is safe."""
        self._waiting[kunci] = None
        async with self._writing:
            if kunci in self._waiting:
                await self._write((kunci, *self._waiting))

    async def _write(self, kunci: tuple[str, ...]) -> None:
        sekaligus = dict.fromkeys(kunci[:MOST_AT_ONCE])
        await self._store.announced(sekaligus, self._clock())
        for satu in sekaligus:
            self._waiting.pop(satu, None)


class JournalHandler:
    def __init__(self, marker: Marker) -> None:
        self._marker = marker

    async def __call__(self, pelanggaran: Pelanggaran) -> Outcome:
        await self._marker.mark(kunci_pelanggaran(pelanggaran))
        return Outcome()


def journal_route(marker: Marker) -> Route:
    """What cannot be read, or is something else, goes to karantina as everywhere."""
    return Route(Pelanggaran, JournalHandler(marker), kunci_pelanggaran)
