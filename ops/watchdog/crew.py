"""Goes through many applications, a bounded number at a time, and no one stops the others."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

from ops.watchdog.context import OUTAGES
from ops.watchdog.stopping import Stopping
from ops.watchdog.trouble import Trouble

HANDS = 16
"""Applications in hand at once; also the most claims that a killed watchdog leaves behind."""

Work = Callable[[UUID], Awaitable[None]]


class Crew:
    def __init__(self, trouble: Trouble, stopping: Stopping, hands: int = HANDS) -> None:
        self.trouble = trouble
        self._stopping = stopping
        self._hands = hands

    async def through(self, permohonan_id: Iterable[UUID], work: Work) -> bool:
        """False when it was stopped on the way. Raises the first outage, once what was in hand is
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
        except Exception as galat:  # noqa: BLE001  whatever is wrong with one, the others go on
            await self.trouble.failed(permohonan_id, galat)
        else:
            await self.trouble.worked(permohonan_id)
