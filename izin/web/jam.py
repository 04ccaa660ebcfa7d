"""The clock by which the past of the sample cases is made: it moves from one act to the next, and
shows the true time at the end."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from izin.demo.errors import DemoGagal
from izin.demo.giliran import Giliran
from shared.clock import TrialClock

LIHAT_DETIK = 0.01
SAPUAN_DETIK = 30.0
SESUDAH = timedelta(seconds=1)
"""A limit is exceeded when now is later than its due instant."""

Tempo = Callable[[datetime], Awaitable[datetime | None]]
"""What the watchdog is to look at next, if that is before this instant."""


class _Penunggu(NamedTuple):
    kapan: datetime
    urut: int
    bangun: asyncio.Event


class JamContoh:
    """A `Jam` of the demo. Who sleeps by it is woken one at a time, in the order of the instants,
    so that each act has the very instant that was planned. It never shows what is still to come: an
    act that a slow machine has pushed beyond now is made now."""

    def __init__(self, berkas: Path, tempo: Tempo) -> None:
        """`berkas` is there, and processes may go by it already."""
        self._jam = TrialClock(berkas)
        self._tempo = tempo
        self._penunggu: list[_Penunggu] = []
        self._urut = 0

    def __call__(self) -> datetime:
        return self._jam()

    async def sampai(self, siapa: str, kapan: Giliran) -> None:
        if kapan.putus <= self():
            return
        self._urut += 1
        penunggu = _Penunggu(kapan.putus, self._urut, asyncio.Event())
        self._penunggu.append(penunggu)
        await penunggu.bangun.wait()

    async def putar(self, semua: Sequence[Coroutine[Any, Any, None]]) -> None:
        """All of them to their end. Raises their errors, and as `maju`."""
        async with asyncio.TaskGroup() as bersama:
            tugas = [bersama.create_task(satu) for satu in semua]
            while not all(satu.done() for satu in tugas):
                await asyncio.sleep(LIHAT_DETIK)
                if len(self._penunggu) == sum(not satu.done() for satu in tugas):
                    await self._bangunkan_satu()

    async def _bangunkan_satu(self) -> None:
        if self._penunggu:
            pertama = min(self._penunggu)
            await self.maju(min(pertama.kapan, datetime.now(UTC)))
            self._penunggu.remove(pertama)
            pertama.bangun.set()

    async def maju(self, ke: datetime) -> None:
        """To that instant, and not past one at which something falls due without the watchdog
        having seen it. Raises `DemoGagal` when it does not look."""
        while (tempo := await self._tempo(ke)) is not None:
            self._jam.advance(tempo + SESUDAH, 1.0)
            batas = time.monotonic() + SAPUAN_DETIK
            while await self._tempo(tempo + SESUDAH) is not None:
                if time.monotonic() > batas:
                    raise DemoGagal(f"watchdog tidak memeriksa yang jatuh tempo pada {tempo}")
                await asyncio.sleep(LIHAT_DETIK)
        if ke > self():
            self._jam.advance(ke, 1.0)

    async def ke_sekarang(self) -> None:
        """From now on it is the machine's own time."""
        await self.maju(datetime.now(UTC))
        await self.maju(datetime.now(UTC))  # looking at what fell due took its time
