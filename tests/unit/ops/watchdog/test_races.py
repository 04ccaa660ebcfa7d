"""What a crash, a pause or a lost confirm at each point leaves, and what becomes of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.errors import BrokerTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.jaga import jagai
from shared.permohonan import Permohonan
from tests.builders import KURSUS, PAGI, Perjalanan
from tests.unit.kalender.contoh import bawaan
from tests.unit.ops.watchdog.kennel import SEWA_DETIK, Dog, Kennel, Killed

Hook = Callable[[], Awaitable[None]]
BERLAKU = KalenderBerlaku.selalu(bawaan())
MENIT = timedelta(minutes=1)


class Before:
    """A store of which one method does something else first, the first time."""

    def __init__(self, target: Any, method: str, hook: Hook) -> None:
        self._target = target
        self._method = method
        self._hook: Hook | None = hook

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._target, name)

        async def call(*arguments: Any) -> Any:
            if name == self._method and self._hook is not None:
                hook, self._hook = self._hook, None
                await hook()
            return await method(*arguments)

        return call


class After(Before):
    """The same, afterwards."""

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._target, name)

        async def call(*arguments: Any) -> Any:
            answer = await method(*arguments)
            if name == self._method and self._hook is not None:
                hook, self._hook = self._hook, None
                await hook()
            return answer

        return call


async def die() -> None:
    raise Killed


class Case:
    """One application whose step 2 is past 80 % of its ten minutes, and not yet past all."""

    def __init__(self) -> None:
        self.perjalanan = Perjalanan(KURSUS, diajukan=PAGI)
        self.kennel = Kennel(PAGI + 9 * MENIT)

    async def insert(self) -> Permohonan:
        self.perjalanan.permohonan = await self.kennel.insert(self.perjalanan.permohonan)
        return self.perjalanan.permohonan

    async def close(self, pada: datetime) -> None:
        """As a worker whose clock was read at `pada`."""
        lama = await self.kennel.permohonan.find(self.perjalanan.permohonan.id)
        assert lama is not None
        self.perjalanan.permohonan = lama
        baru = jagai(self.perjalanan.pada(pada).putus(), self.perjalanan.sop, BERLAKU)
        assert await self.kennel.permohonan.advance(baru, lama)

    def dog(self, name: str, **hooks: Hook) -> Dog:
        """`watch=die` dies before the fence, `announced=die` before the mark."""
        store: Any = self.kennel.watch
        for method, hook in hooks.items():
            store = Before(store, method, hook)
        return Dog(self.kennel, name, watch=store)

    async def come_back(self, detik: float = SEWA_DETIK + 1) -> Dog:
        self.kennel.pass_time(seconds=detik)
        dog = Dog(self.kennel, "lain")
        await dog.sweep()
        await dog.read_journal()
        await dog.recover()
        return dog

    @property
    def levels(self) -> list[str]:
        return [p.tingkat for p in self.kennel.wire.messages]


async def test_a_step_closed_in_time_between_claim_and_fence_is_not_announced() -> None:
    case = Case()
    await case.insert()
    await case.dog("a", watch=lambda: case.close(PAGI + 7 * MENIT)).sweep()
    assert case.levels == []
    assert await case.kennel.claims() == {}
    assert await case.kennel.expected() == set()


async def test_a_step_closed_late_between_claim_and_fence_is_announced_with_all_there_is() -> None:
    case = Case()
    await case.insert()
    case.kennel.pass_time(minutes=3)
    await case.dog("a", watch=lambda: case.close(PAGI + 11 * MENIT)).sweep()
    assert case.levels == ["mendekati", "terlampaui", "selesai_terlambat"]


async def test_a_decision_after_the_fence_cannot_close_before_it() -> None:
    case = Case()
    await case.insert()
    await Dog(case.kennel, "a").sweep()
    await case.close(PAGI + 7 * MENIT)
    assert set(case.kennel.wire.keys) == await case.kennel.expected()
    ditutup = case.perjalanan.permohonan.riwayat[-1].ditutup_pada
    assert ditutup == PAGI + 8 * MENIT + timedelta(milliseconds=1)


async def test_killed_between_claim_and_fence_another_finishes_when_the_lease_is_over() -> None:
    case = Case()
    await case.insert()
    with pytest.raises(Killed):
        await case.dog("a", watch=die).sweep()
    assert len(await case.kennel.claims()) == 1
    await case.come_back(SEWA_DETIK - 1)
    assert case.levels == []
    await case.come_back(2)
    assert case.levels == ["mendekati"]


async def test_what_was_claimed_in_vain_by_one_that_died_is_given_back() -> None:
    case = Case()
    await case.insert()
    with pytest.raises(Killed):
        await case.dog("a", watch=die).sweep()
    await case.close(PAGI + 7 * MENIT)
    await case.come_back()
    assert case.levels == []
    assert await case.kennel.claims() == {}


async def test_also_when_the_fence_has_moved_on_past_it_meanwhile() -> None:
    case = Case()
    await case.insert()
    with pytest.raises(Killed):
        await case.dog("a", watch=die).sweep()
    await case.close(PAGI + 7 * MENIT)
    await case.come_back(30 * 60)
    assert [(p.langkah, p.tingkat) for p in case.kennel.wire.messages] == [
        (3, "mendekati"),
        (3, "terlampaui"),
    ]
    assert set(await case.kennel.claims()) == await case.kennel.expected()


async def test_killed_between_fence_and_publish_another_finishes() -> None:
    case = Case()
    await case.insert()
    dog = Dog(case.kennel, "a")
    dog.publisher.before = die
    with pytest.raises(Killed):
        await dog.sweep()
    assert case.levels == []
    await case.come_back()
    assert case.levels == ["mendekati"]


async def test_killed_between_publish_and_mark_there_is_no_second_message() -> None:
    case = Case()
    await case.insert()
    with pytest.raises(Killed):
        await case.dog("a", announced=die).sweep()
    assert case.levels == ["mendekati"]
    await case.come_back()
    assert case.levels == ["mendekati"]
    (klaim,) = (await case.kennel.claims()).values()
    assert klaim.diumumkan_pada == case.kennel.kini


async def test_nothing_is_taken_over_while_the_journal_has_something_to_say() -> None:
    case = Case()
    await case.insert()
    with pytest.raises(Killed):
        await case.dog("a", announced=die).sweep()
    case.kennel.pass_time(seconds=SEWA_DETIK + 1)
    dog = Dog(case.kennel, "lain")
    await dog.recover()
    assert case.levels == ["mendekati"]
    (klaim,) = (await case.kennel.claims()).values()
    assert klaim.pemegang == "a"


@pytest.mark.parametrize(
    ("looks", "taken"), [([False, True], False), ([True, False], False), ([True, True], True)]
)
async def test_the_journal_has_to_be_empty_twice(looks: list[bool], taken: bool) -> None:
    case = Case()
    await case.insert()
    with pytest.raises(Killed):
        await case.dog("a", watch=die).sweep()
    case.kennel.pass_time(seconds=SEWA_DETIK + 1)
    await Dog(case.kennel, "lain", looks=looks).recover()
    assert case.levels == (["mendekati"] if taken else [])


async def test_a_publish_without_confirm_is_not_repeated_when_it_had_arrived() -> None:
    case = Case()
    await case.insert()
    dog = Dog(case.kennel, "a")
    dog.publisher.confirms = False
    with pytest.raises(BrokerTidakTerjangkau):
        await dog.sweep()
    await case.come_back()
    assert case.levels == ["mendekati"]
    assert all(k.diumumkan_pada for k in (await case.kennel.claims()).values())


async def test_a_publish_that_did_not_arrive_is_made_again_by_whoever_is_there() -> None:
    async def lost() -> None:
        raise BrokerTidakTerjangkau("uji")

    case = Case()
    await case.insert()
    dog = Dog(case.kennel, "a")
    dog.publisher.before = lost
    with pytest.raises(BrokerTidakTerjangkau):
        await dog.sweep()
    dog.publisher.before = None
    await dog.sweep()
    assert case.levels == []
    case.kennel.pass_time(seconds=SEWA_DETIK + 1)
    await dog.recover()
    assert case.levels == ["mendekati"]


async def test_one_that_slept_longer_than_its_lease_does_not_announce_what_another_has() -> None:
    case = Case()
    await case.insert()

    async def sleep() -> None:
        await case.come_back()
        assert case.levels == ["mendekati"]

    dog = Dog(case.kennel, "a", watch=After(case.kennel.watch, "watch", sleep))
    await dog.sweep()
    assert case.levels == ["mendekati"]


async def test_one_that_slept_and_still_holds_its_claim_announces_it() -> None:
    case = Case()
    await case.insert()

    async def sleep() -> None:
        case.kennel.pass_time(seconds=3 * SEWA_DETIK)

    dog = Dog(case.kennel, "a", watch=After(case.kennel.watch, "watch", sleep))
    await dog.sweep()
    assert case.levels == ["mendekati"]
    (klaim,) = (await case.kennel.claims()).values()
    assert klaim.dipegang_pada == case.kennel.kini


async def test_a_fresh_lease_is_left_alone_by_the_others() -> None:
    case = Case()
    await case.insert()

    async def others() -> None:
        await Dog(case.kennel, "lain").sweep()
        await Dog(case.kennel, "lain").recover()

    await case.dog("a", watch=others).sweep()
    assert case.levels == ["mendekati"]
    (klaim,) = (await case.kennel.claims()).values()
    assert klaim.pemegang == "a"
