"""When a role could not work, and when it only looked so."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from shared.errors import StoreTidakTerjangkau
from shared.mutu_baku.buku_waktu import Gangguan
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_watch import MemoryOpsStore
from shared.worker import role_pulse as pulse_module
from shared.worker.role_pulse import RolePulse
from tests.builders import PAGI

pytestmark = pytest.mark.usefixtures("skipping_time")

MEJA = "meja"
SELANG = 0.02
"""An interval of the tests; it passes for `World` only when it is told so."""


class World(MemoryOpsStore):
    """The store, the office's clock and monotonic time, all of which can be moved; and whether
    the worker consumes."""

    def __init__(self) -> None:
        super().__init__(MemoryPermohonanStore())
        self.now = PAGI
        self.uptime = 1000.0
        self.consumes = True
        self.store_answers = True

    def pass_time(self, intervals: float) -> None:
        self.uptime += intervals * SELANG
        self.now += timedelta(seconds=intervals * SELANG)

    def clock(self) -> datetime:
        return self.now

    async def able(self) -> bool:
        return self.consumes

    async def pulse(self, pelaksana: str) -> datetime | None:
        self._answer()
        return await super().pulse(pelaksana)

    async def beat(self, pelaksana: str, pada: datetime) -> None:
        self._answer()
        await super().beat(pelaksana, pada)

    def _answer(self) -> None:
        if not self.store_answers:
            raise StoreTidakTerjangkau("uji")

    def worker(self) -> RolePulse:
        return RolePulse(MEJA, self, self.able, self.clock, SELANG)

    async def recorded(self) -> list[Gangguan]:
        return list(await self.outages(PAGI - timedelta(days=9), PAGI + timedelta(days=9)))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    satu = World()
    monkeypatch.setattr(pulse_module, "uptime_seconds", lambda: satu.uptime)
    yield satu


async def test_the_first_worker_of_a_new_office_has_missed_nothing(world: World) -> None:
    await world.worker().once()
    assert await world.recorded() == []
    assert await world.pulse(MEJA) == PAGI


async def test_as_long_as_it_beats_nothing_is_recorded(world: World) -> None:
    worker = world.worker()
    for _ in range(5):
        await worker.once()
        world.pass_time(1.2)
    assert await world.recorded() == []
    assert await world.pulse(MEJA) == PAGI + timedelta(seconds=4 * 1.2 * SELANG)


async def test_a_worker_that_was_down_finds_the_outage_when_it_starts(world: World) -> None:
    await world.worker().once()
    world.pass_time(100)
    await world.worker().once()
    assert await world.recorded() == [Gangguan(MEJA, PAGI, world.now)]
    assert await world.pulse(MEJA) == world.now


async def test_a_quick_restart_is_no_outage(world: World) -> None:
    await world.worker().once()
    world.pass_time(2.9)
    await world.worker().once()
    assert await world.recorded() == []


async def test_a_broker_that_was_away_is_an_outage_until_the_worker_consumes_again(
    world: World,
) -> None:
    worker = world.worker()
    await worker.once()
    world.consumes = False
    for _ in range(10):
        world.pass_time(1)
        await worker.once()
    world.consumes = True
    await worker.once()
    assert await world.recorded() == [Gangguan(MEJA, PAGI, world.now)]


async def test_a_store_that_was_away_is_an_outage_until_it_answers_again(world: World) -> None:
    worker = world.worker()
    await worker.once()
    world.store_answers = False
    for _ in range(10):
        world.pass_time(1)
        with pytest.raises(StoreTidakTerjangkau):
            await worker.once()
    world.store_answers = True
    await worker.once()
    world.pass_time(1)
    await worker.once()
    assert await world.recorded() == [
        Gangguan(MEJA, PAGI, PAGI + timedelta(seconds=10 * SELANG)),
    ]


async def test_one_beat_that_fails_is_no_outage_however_fast_the_clock(world: World) -> None:
    worker = world.worker()
    await worker.once()
    world.store_answers = False
    world.pass_time(1)
    with pytest.raises(StoreTidakTerjangkau):
        await worker.once()
    world.store_answers = True
    world.pass_time(1)
    world.now += timedelta(hours=8)
    await worker.once()
    assert await world.recorded() == []


async def test_a_process_that_stood_still_was_an_outage(world: World) -> None:
    worker = world.worker()
    await worker.once()
    world.pass_time(50)
    await worker.once()
    assert await world.recorded() == [Gangguan(MEJA, PAGI, world.now)]


async def test_a_clock_that_jumps_is_no_outage(world: World) -> None:
    worker = world.worker()
    for _ in range(3):
        await worker.once()
        world.pass_time(1)
        world.now += timedelta(days=2)
    await worker.once()
    assert await world.recorded() == []
    assert await world.pulse(MEJA) == world.now


async def test_while_a_sister_works_the_role_works(world: World) -> None:
    sister = world.worker()
    await sister.once()
    for _ in range(10):
        world.pass_time(1)
        await sister.once()
    await world.worker().once()
    assert await world.recorded() == []


async def test_a_sister_is_seen_also_where_the_clock_runs_much_faster_than_life(
    world: World,
) -> None:
    sister = world.worker()
    await sister.once()
    world.uptime += SELANG
    world.now += timedelta(hours=3)
    starting = asyncio.create_task(world.worker().once())
    await asyncio.sleep(SELANG / 4)
    world.now += timedelta(hours=3)
    await sister.once()
    assert await starting
    assert await world.recorded() == []


async def test_two_that_come_back_at_once_record_one_outage(world: World) -> None:
    await world.worker().once()
    world.pass_time(100)
    first, second = world.worker(), world.worker()
    await asyncio.gather(first.once(), second.once())
    [satu] = await world.recorded()
    assert satu.dari == PAGI


async def test_it_beats_by_itself_and_survives_what_the_store_does(world: World) -> None:
    worker = world.worker()
    await worker.start()
    async with asyncio.timeout(5):
        while await world.pulse(MEJA) is None:
            await asyncio.sleep(SELANG)
        world.store_answers = False
        await asyncio.sleep(3 * SELANG)
        world.store_answers = True
        world.pass_time(1)
        while await world.pulse(MEJA) != world.now:
            await asyncio.sleep(SELANG)
    await worker.stop()
    world.pass_time(1)
    await asyncio.sleep(3 * SELANG)
    assert await world.pulse(MEJA) != world.now
