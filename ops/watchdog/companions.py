"""What runs beside a watchdog and is told what it does, such as its metrics."""

from typing import Protocol

from shared.contracts import Pelanggaran


class Companion(Protocol):
    """Started once the watchdog is at work, stopped before it ends. What it is told it must take
    in without waiting and without raising."""

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
