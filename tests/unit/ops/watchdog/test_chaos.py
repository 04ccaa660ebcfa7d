"""Any number of watchdogs, killed at any call they make, while desks close steps: what is announced
is what has come about, each once."""

import asyncio
import random
from datetime import datetime, timedelta

import pytest

from shared.contracts.base import ke_milidetik
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.jaga import jagai
from shared.permohonan import Permohonan
from shared.tindakan import NilaiPutusan
from tests.builders import KURSUS, PAUD, Perjalanan
from tests.unit.kalender.contoh import bawaan, wita
from tests.unit.ops.watchdog.kennel import Dog, Kennel, Killed, Life, record_agrees

MULAI = wita("2026-01-05 09.00")
BERLAKU = KalenderBerlaku.selalu(bawaan())
NILAI: tuple[NilaiPutusan, ...] = ("terima", "terima", "terima", "tolak", "kembalikan")


class Desk:
    """Closes steps of one application as a worker does: by compare-and-set, and again from the
    start when somebody was quicker."""

    def __init__(self, kennel: Kennel, perjalanan: Perjalanan, lots: random.Random) -> None:
        self.kennel = kennel
        self.perjalanan = perjalanan
        self.lots = lots

    async def close(self, pada: datetime) -> None:
        """By a clock that was read at `pada`, some time before the write."""
        nilai = self.lots.choice(NILAI)
        while (lama := await self._read()) is not None and lama.langkah is not None:
            langkah = self.perjalanan.sop.langkah_ke(lama.langkah.no)
            if langkah.tindakan == "ajukan":
                return
            self.perjalanan.permohonan = lama
            boleh: NilaiPutusan = nilai if langkah.rute_untuk(nilai) else "terima"
            baru = self.perjalanan.pada(pada).putus(boleh)
            for _ in range(self.lots.randrange(6)):
                await asyncio.sleep(0)
            dijaga = jagai(baru, self.perjalanan.sop, BERLAKU)
            if await self.kennel.permohonan.advance(dijaga, lama):
                return

    async def _read(self) -> Permohonan | None:
        return await self.kennel.permohonan.find(self.perjalanan.permohonan.id)


class Chaos:
    def __init__(self, benih: int, watchdogs: int) -> None:
        self.lots = random.Random(benih)  # noqa: S311 - a repeatable test, not a secret
        self.kennel = Kennel(MULAI)
        self.watchdogs = watchdogs
        self.desks: list[Desk] = []
        self.killed = 0

    async def submit(self, jumlah: int) -> None:
        for _ in range(jumlah):
            perjalanan = Perjalanan(self.lots.choice((KURSUS, PAUD)), diajukan=MULAI)
            perjalanan.permohonan = await self.kennel.insert(perjalanan.permohonan)
            self.desks.append(Desk(self.kennel, perjalanan, self.lots))

    async def live(self, name: str) -> None:
        """One watchdog's life, from its start until it is killed or the moment is over."""
        life = Life(
            self.lots, self.lots.choice((None, *(self.lots.randrange(1, 40) for _ in range(3))))
        )
        dog = Dog(self.kennel, name, life)
        try:
            while await dog.sweep():
                pass
            await dog.recover()
            await dog.read_journal(self.lots.randrange(20))
        except Killed:
            self.killed += 1

    async def moment(self, ke: int) -> None:
        """Time goes on a little, and everything happens at once."""
        semula = self.kennel.kini
        self.kennel.pass_time(seconds=self.lots.choice((1, 30, 61, 300, 7200, 40_000)))
        lewat = self.kennel.kini - semula
        sibuk = [
            desk.close(ke_milidetik(semula + lewat * self.lots.random()))
            for desk in self.desks
            if self.lots.random() < 0.2
        ]
        await asyncio.gather(*(self.live(f"{ke}-{n}") for n in range(self.watchdogs)), *sibuk)

    async def settle(self) -> None:
        """One watchdog that nobody kills, and time enough."""
        dog = Dog(self.kennel, "terakhir")
        for _ in range(3):
            self.kennel.pass_time(seconds=15)
            await dog.sweep()
            await dog.read_journal()
            await dog.recover()


@pytest.mark.parametrize("watchdogs", [1, 3])
@pytest.mark.parametrize("benih", range(6))
async def test_random_kills_leave_neither_a_hole_nor_a_duplicate(
    benih: int, watchdogs: int
) -> None:
    chaos = Chaos(benih, watchdogs)
    await chaos.submit(10)
    for ke in range(25):
        await chaos.moment(ke)
    await chaos.settle()
    kennel = chaos.kennel
    assert chaos.killed > 0
    assert len(kennel.wire.keys) == len(set(kennel.wire.keys))
    assert set(kennel.wire.keys) == await kennel.expected()
    klaim = await kennel.claims()
    assert set(klaim) == set(kennel.wire.keys)
    assert all(k.diumumkan_pada is not None for k in klaim.values())
    assert all(record_agrees(klaim[k.message_id], k) for k in kennel.wire.published)
    assert kennel.kini - MULAI > timedelta(hours=1)
