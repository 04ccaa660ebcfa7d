"""What the officer's tool does with a queue that holds more than work."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.kantor.errors import TidakTerlaksana
from shared.kantor.tugas import TaskQueue, meja
from shared.rabbit.client_queues import ReceivedTask
from shared.store.memory import MemoryPermohonanStore
from tests.builders import Perjalanan
from tests.unit.kantor.doubles import kantor_of_doubles
from tests.unit.kantor.tugas import tugas_of


class Fake:
    """Gives out what it was given."""

    def __init__(self, waiting: Sequence[ReceivedTask]) -> None:
        self._waiting = list(waiting)

    async def take(self, pelaksana: str) -> ReceivedTask | None:
        assert pelaksana == "frontoffice"
        return self._waiting.pop(0) if self._waiting else None


@dataclass(frozen=True)
class Held(ReceivedTask):
    """A task in hand that remembers how it was let go; no broker is behind it."""

    settled: list[str] = field(default_factory=list)

    async def done(self) -> None:
        self.settled.append("done")

    async def put_back(self) -> None:
        self.settled.append("put back")


def received(case: Perjalanan) -> Held:
    no_delivery: Any = None
    return Held(tugas_of(case), "frontoffice.tugas", no_delivery)


async def queue(cases: Sequence[Perjalanan], *waiting: ReceivedTask) -> TaskQueue:
    """The store holds these applications as they are now."""
    store = MemoryPermohonanStore()
    for case in cases:
        await store.insert(case.permohonan)
    return TaskQueue(meja(kantor_of_doubles(store), "frontoffice"), Fake(waiting))


async def test_a_stale_task_is_cleared_away_and_the_next_one_comes() -> None:
    decided, fresh = Perjalanan("izin-paud"), Perjalanan()
    stale = received(decided)
    decided.putus()
    work = received(fresh)
    assert await (await queue([decided, fresh], stale, work)).next() is work
    assert stale.settled == ["done"]
    assert work.settled == []


async def test_a_task_of_an_earlier_putaran_is_stale_too() -> None:
    case = Perjalanan()
    stale = received(case)
    case.putus("tolak", catatan="perbaiki")
    case.perbaiki([case.lemari.berkode("kurikulum")])
    assert case.permohonan.langkah is not None and case.permohonan.langkah.no == 2
    assert await (await queue([case], stale)).next() is None
    assert stale.settled == ["done"]


async def test_a_task_whose_application_nobody_knows_goes_back_and_is_told() -> None:
    task = received(Perjalanan())
    with pytest.raises(TidakTerlaksana, match="tidak ada di penyimpanan"):
        await (await queue([], task)).next()
    assert task.settled == ["put back"]


async def test_only_the_application_that_was_asked_for_is_held() -> None:
    first, second = Perjalanan("izin-paud"), Perjalanan()
    other = received(first)
    assert await (await queue([first, second], other)).at_head(second.permohonan.nomor) is None
    assert other.settled == ["put back"]
    wanted = received(second)
    held = await (await queue([second], wanted)).at_head(second.permohonan.nomor)
    assert held is wanted and wanted.settled == []


async def test_what_was_put_aside_is_given_back_at_the_end() -> None:
    case = Perjalanan()
    task = received(case)
    tasks = await queue([case], task)
    tasks.put_aside(task)
    assert task.settled == []
    await tasks.give_back()
    assert task.settled == ["put back"]
