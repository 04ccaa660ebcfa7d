"""Applications that cannot be watched: counted, tried again less and less often, no hindrance."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ops.watchdog.context import look_now
from ops.watchdog.rounds import LONGEST_PAUSE_SECONDS, reason
from shared.books import VersiSopHilang
from shared.contracts import Pelanggaran
from shared.errors import StoreTidakTerjangkau
from shared.permohonan import Permohonan
from tests.builders import KURSUS, PAGI, PAUD
from tests.unit.ops.watchdog.kennel import Dog, Kennel, terlambat

SEJAM = timedelta(hours=1)


class Damaged:
    """A store in which some documents cannot be read. Counts who is read."""

    def __init__(self, target: Any) -> None:
        self._target = target
        self.damaged: dict[UUID, Exception] = {}
        self.read: Counter[UUID] = Counter()

    async def find(self, permohonan_id: UUID) -> Permohonan | None:
        self.read[permohonan_id] += 1
        if permohonan_id in self.damaged:
            raise self.damaged[permohonan_id]
        ada: Permohonan | None = await self._target.find(permohonan_id)
        return ada

    def __getattr__(self, name: str) -> Any:
        return getattr(self._target, name)


def unreadable() -> ValidationError:
    with pytest.raises(ValidationError) as galat:
        Pelanggaran.model_validate({"nomor": "rahasia pemohon", "tingkat": 3})
    return galat.value


class Case:
    def __init__(self) -> None:
        self.kennel = Kennel(PAGI + SEJAM)
        self.store = Damaged(self.kennel.permohonan)

    def dog(self, name: str = "a") -> Dog:
        return Dog(self.kennel, name, permohonan=self.store)

    async def stuck(self) -> dict[str, int]:
        return {m.permohonan_id: m.kali for m in await self.kennel.ops.all_stuck()}


async def test_one_that_cannot_be_read_does_not_stop_the_others_nor_the_sweep() -> None:
    case = Case()
    rusak = await case.kennel.insert(terlambat(KURSUS, PAGI))
    utuh = [await case.kennel.insert(terlambat(PAUD, PAGI)) for _ in range(20)]
    case.store.damaged[rusak.id] = unreadable()
    await case.dog().sweep()
    assert {p.permohonan_id for p in case.kennel.wire.messages} == {p.id for p in utuh}
    assert await case.stuck() == {str(rusak.id): 1}
    assert await case.kennel.ops.last_sweep() == case.kennel.kini


async def test_it_is_tried_again_with_a_growing_pause() -> None:
    case = Case()
    rusak = await case.kennel.insert(terlambat(KURSUS, PAGI))
    case.store.damaged[rusak.id] = VersiSopHilang("x")
    dog = case.dog()
    for _ in range(2 * 3600):
        await dog.sweep()
        case.kennel.pass_time(seconds=0.5)
    kali = case.store.read[rusak.id]
    assert 15 < kali < 8 + 3600 / LONGEST_PAUSE_SECONDS
    assert await case.stuck() == {str(rusak.id): kali}


async def test_many_of_them_are_read_as_seldom_as_one() -> None:
    case = Case()
    for _ in range(200):
        satu = await case.kennel.insert(terlambat(KURSUS, PAGI))
        case.store.damaged[satu.id] = VersiSopHilang("x")
    dog = case.dog()
    for _ in range(1200):
        await dog.sweep()
        case.kennel.pass_time(seconds=0.5)
    assert case.store.read.total() <= 200 * 9


async def test_once_it_can_be_read_it_is_announced_and_no_longer_counted() -> None:
    case = Case()
    rusak = await case.kennel.insert(terlambat(KURSUS, PAGI))
    case.store.damaged[rusak.id] = unreadable()
    dog = case.dog()
    await dog.sweep()
    del case.store.damaged[rusak.id]
    await dog.sweep()
    assert case.kennel.wire.keys == []
    case.kennel.pass_time(seconds=3)
    await dog.sweep()
    assert set(case.kennel.wire.keys) == await case.kennel.expected() != set()
    assert await case.stuck() == {}


async def test_a_watchdog_that_starts_tries_what_another_could_not_do() -> None:
    case = Case()
    rusak = await case.kennel.insert(terlambat(KURSUS, PAGI))
    case.store.damaged[rusak.id] = unreadable()
    await case.dog().sweep()
    case.store.damaged.clear()
    await case.dog("baru").sweep()
    assert set(case.kennel.wire.keys) == await case.kennel.expected()
    assert await case.stuck() == {}


async def test_what_is_no_longer_due_is_looked_at_until_it_is_well() -> None:
    """Somebody has put it right by hand, and it is due no more."""
    case = Case()
    rusak = await case.kennel.insert(terlambat(KURSUS, PAGI))
    case.store.damaged[rusak.id] = unreadable()
    await case.dog("a").sweep()
    case.store.damaged.clear()
    lain = Dog(case.kennel, "b")
    await lain.inspector.inspect(rusak.id, await look_now(lain.context))
    assert await case.kennel.watch.due(case.kennel.kini) == ()
    assert await case.stuck() == {str(rusak.id): 1}
    await case.dog("c").sweep()
    assert await case.stuck() == {}


async def test_an_outage_of_the_store_is_no_fault_of_the_application() -> None:
    case = Case()
    satu = await case.kennel.insert(terlambat(KURSUS, PAGI))
    case.store.damaged[satu.id] = StoreTidakTerjangkau("uji")
    with pytest.raises(StoreTidakTerjangkau):
        await case.dog().sweep()
    assert await case.stuck() == {}


def test_the_reason_names_the_error_and_nothing_that_an_applicant_wrote() -> None:
    assert "nomor" in reason(unreadable())
    assert "rahasia" not in reason(unreadable())
    assert reason(VersiSopHilang("abc")) == "VersiSopHilang: abc"
    assert reason(RuntimeError("rahasia pemohon")) == "RuntimeError"
    assert len(reason(VersiSopHilang("x" * 1000))) == 300
