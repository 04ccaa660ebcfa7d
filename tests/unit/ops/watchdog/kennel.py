"""Watchdogs over the doubles: one office, one wire, one time that the test moves, and watchdogs
that can be killed at any call they make."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from ops.watchdog.context import WatchContext
from ops.watchdog.holdings import Holdings, Marker
from ops.watchdog.inspector import Inspector, Recovery
from ops.watchdog.rounds import Crew, Stopping, Trouble
from ops.watchdog.sweep import Sweep
from shared.alur import Kiriman
from shared.books import KalenderBook, SopBook
from shared.contracts import Pelanggaran
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.model import Kalender
from shared.mutu_baku.jaga import jagai
from shared.mutu_baku.kejadian import kiriman_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.store.memory import MemoryKalenderStore, MemoryPermohonanStore
from shared.store.memory_watch import MemoryOpsStore, MemoryWatchStore
from shared.store.watch_port import Klaim
from tests.builders import Perjalanan, katalog
from tests.unit.kalender.contoh import bawaan

SEWA_DETIK = 10.0


class Killed(BaseException):
    """What SIGKILL does: nothing of the process goes on."""


class Life:
    """`calls_left` counts down with every call to the outside; at 0 the watchdog dies, with the
    call made or not made. `lots` says which, and lets the others take turns."""

    def __init__(self, lots: random.Random | None = None, calls_left: int | None = None) -> None:
        self.lots = lots
        self.calls_left = calls_left
        self.store_away = self.broker_away = False

    async def call(self, make: Callable[[], Awaitable[Any]]) -> Any:
        for _ in range(self.lots.randrange(4) if self.lots else 0):
            await asyncio.sleep(0)
        self._still_alive()
        if self.calls_left is not None:
            self.calls_left -= 1
            if self.calls_left <= 0 and self.lots and self.lots.random() < 0.5:
                raise Killed
        answer = await make()
        self._still_alive()
        return answer

    def _still_alive(self) -> None:
        if self.calls_left is not None and self.calls_left <= 0:
            raise Killed


class Mortal:
    """Any store, as long as its user lives and the store is there."""

    def __init__(self, target: Any, life: Life) -> None:
        self._target = target
        self._life = life

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._target, name)

        async def call(*arguments: Any) -> Any:
            if self._life.store_away:
                raise StoreTidakTerjangkau("uji")
            return await self._life.call(lambda: method(*arguments))

        return call


@dataclass
class Wire:
    """What reached ops, and the copies in the journal that nobody has read yet."""

    published: list[Kiriman] = field(default_factory=list)
    journal: list[str] = field(default_factory=list)
    in_hand: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [kiriman.message_id for kiriman in self.published]

    @property
    def messages(self) -> list[Pelanggaran]:
        return [cast("Pelanggaran", kiriman.pesan) for kiriman in self.published]


class MortalPublisher:
    """`before` is done first; `confirms` False: it arrives, and the confirm is lost."""

    def __init__(self, wire: Wire, life: Life) -> None:
        self._wire = wire
        self._life = life
        self.confirms = True
        self.before: Callable[[], Awaitable[None]] | None = None

    async def send(self, kiriman: Kiriman) -> None:
        if self._life.broker_away:
            raise BrokerTidakTerjangkau("uji")
        if self.before is not None:
            await self.before()
        await self._life.call(lambda: self._arrive(kiriman))
        if not self.confirms:
            raise BrokerTidakTerjangkau("tanpa kepastian")

    async def _arrive(self, kiriman: Kiriman) -> None:
        self._wire.published.append(kiriman)
        self._wire.journal.append(kiriman.message_id)

    async def answer(self, *_: object) -> None: ...

    async def quarantine(self, *_: object) -> None: ...


class Kennel:
    """One office and its time, which is the same for everybody."""

    def __init__(self, kini: datetime) -> None:
        self.kini = kini
        self._mulai = kini
        self.permohonan = MemoryPermohonanStore()
        self.watch = MemoryWatchStore(self.permohonan)
        self.ops = MemoryOpsStore(self.permohonan)
        self.kalender = MemoryKalenderStore()
        self.wire = Wire()
        self._urut = 0

    def clock(self) -> datetime:
        return self.kini

    def monotonic(self) -> float:
        return (self.kini - self._mulai).total_seconds()

    def pass_time(self, **lama: float) -> None:
        self.kini += timedelta(**lama)

    async def insert(
        self, permohonan: Permohonan, berlaku: KalenderBerlaku | None = None, *, jaga: bool = True
    ) -> Permohonan:
        """Under a nomor of its own; armed as a worker does it."""
        self._urut += 1
        nomor = f"{permohonan.nomor.rpartition('-')[0]}-{self._urut:06d}"
        baru = permohonan.model_copy(update={"nomor": nomor})
        if jaga:
            berlaku = berlaku or KalenderBerlaku.selalu(bawaan())
            baru = jagai(baru, await self._sop(baru), berlaku)
        await self.permohonan.insert(baru)
        return baru

    async def insert_copies(self, permohonan: Permohonan, jumlah: int) -> None:
        """Many alike, quickly: under other ids, and nothing else of their own."""
        pertama = await self.insert(permohonan)
        for ke in range(1, jumlah):
            satu = pertama.model_copy(update={"id": UUID(int=ke)})
            self.permohonan._isi[satu.id] = satu

    async def _sop(self, permohonan: Permohonan) -> Any:
        return (await SopBook(katalog(), self.permohonan).version(permohonan.sop_versi)).sop

    async def expected(self, berlaku: KalenderBerlaku | None = None) -> set[str]:
        """The keys of all that has come about, from the histories as they are now."""
        berlaku = berlaku or KalenderBerlaku.selalu(bawaan())
        semua: set[str] = set()
        for p in self.permohonan.everything():
            ada = kejadian(p, await self._sop(p), berlaku, self.kini)
            semua |= {k.kunci(p.id) for k in ada}
        return semua

    async def claims(self) -> dict[str, Klaim]:
        return {klaim.kunci: klaim async for klaim in self.watch.records()}


class Dog:
    """One watchdog without its process. `looks` is what it finds of the journal, one after the
    other, instead of the truth."""

    def __init__(self, kennel: Kennel, name: str, life: Life | None = None, **ubah: Any) -> None:
        self.kennel = kennel
        self.life = life or Life()
        self._looks: list[bool] = ubah.pop("looks", [])
        self.publisher = MortalPublisher(kennel.wire, self.life)
        permohonan = Mortal(ubah.pop("permohonan", kennel.permohonan), self.life)
        kalender_store = Mortal(kennel.kalender, self.life)
        self.sendiri: Kalender = ubah.pop("kalender", None) or bawaan()
        self.context = WatchContext(
            instance=name,
            permohonan=permohonan,
            watch=Mortal(ubah.pop("watch", kennel.watch), self.life),
            ops=Mortal(kennel.ops, self.life),
            kalender_store=kalender_store,
            kalender=KalenderBook(self.sendiri, kalender_store, kennel.clock),
            sop=SopBook(katalog(), permohonan),
            publisher=self.publisher,
            sewa_klaim_detik=SEWA_DETIK,
            clock=kennel.clock,
            wall=kennel.clock,
            monotonic=kennel.monotonic,
            **ubah,
        )
        self.stopping = Unhurried(kennel.wire)
        self.marker = Marker(self.context.watch, kennel.clock)
        self.trouble = Trouble(self.context)
        crew = Crew(self.trouble, self.stopping)
        self.holdings = Holdings(self.context, self.marker)
        self.inspector = Inspector(self.context, self.holdings)
        self._sweep = Sweep(self.context, name, crew, self.inspector, self._able)
        self._recovery = Recovery(
            self.context, crew, self.inspector, self._journal_is_empty, self.stopping
        )

    async def _able(self) -> bool:
        return not self.life.broker_away

    async def _journal_is_empty(self) -> bool:
        return self._looks.pop(0) if self._looks else not self.kennel.wire.journal

    async def sweep(self) -> bool:
        return await self._sweep.once()

    async def recover(self) -> None:
        await self._recovery.once()

    async def read_journal(self, most: int = 10_000) -> None:
        """A copy that is not acknowledged goes back when its reader dies."""
        wire = self.kennel.wire
        for _ in range(min(most, len(wire.journal))):
            if not wire.journal:
                return
            kunci = wire.journal.pop(0)
            wire.in_hand.append(kunci)
            try:
                await self.marker.mark(kunci)
            except BaseException:
                wire.journal.append(kunci)
                raise
            finally:
                wire.in_hand.remove(kunci)


class Unhurried(Stopping):
    """Pauses as long as it takes until no copy is in anybody's hands, and no longer."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    async def pause(self, seconds: float) -> None:
        while self._wire.in_hand:
            await asyncio.sleep(0)


def terlambat(kode: str, diajukan: datetime) -> Permohonan:
    """Submitted then, and nobody has looked at it since."""
    return Perjalanan(kode, diajukan=diajukan).permohonan


def record_agrees(klaim: Klaim, kiriman: Kiriman) -> bool:
    return kiriman == kiriman_pelanggaran(klaim.pelanggaran)
