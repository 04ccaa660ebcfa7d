"""What a watchdog keeps doing goes on through outages, ends when it is told to, and says when
something is wrong that no waiting will cure."""

import asyncio
import time
from collections.abc import Callable

import pytest

from ops.watchdog.rounds import Rounds, Stopping
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau

pytestmark = pytest.mark.usefixtures("skipping_time")

SANGAT_LAMA = 1000.0


class Work:
    """Does what it is told, call by call; the last one for ever."""

    def __init__(self, *each: Exception | bool) -> None:
        self._each = list(each)
        self.calls = 0

    async def __call__(self) -> bool:
        self.calls += 1
        result = self._each.pop(0) if len(self._each) > 1 else self._each[0]
        if isinstance(result, Exception):
            raise result
        return result


async def eventually(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not what():
            await asyncio.sleep(0.01)


def fail(galat: BaseException) -> None:
    raise AssertionError(galat)


async def test_it_is_done_again_after_each_pause() -> None:
    work, stopping = Work(False), Stopping()
    rounds = Rounds("uji", work, 0.01, fail, stopping)
    await rounds.start()
    await eventually(lambda: work.calls > 3)
    await rounds.stop(1)


async def test_where_there_is_more_to_do_it_does_not_pause() -> None:
    work, stopping = Work(True, True, False), Stopping()
    rounds = Rounds("uji", work, SANGAT_LAMA, fail, stopping)
    await rounds.start()
    await eventually(lambda: work.calls == 3)
    await rounds.stop(1)
    assert work.calls == 3


@pytest.mark.parametrize("galat", [StoreTidakTerjangkau("uji"), BrokerTidakTerjangkau("uji")])
async def test_an_outage_slows_it_down_and_never_ends_it(galat: Exception) -> None:
    work, stopping = Work(galat, galat, galat, False), Stopping()
    rounds = Rounds("uji", work, 0.01, fail, stopping)
    await rounds.start()
    await eventually(lambda: work.calls > 5)
    await rounds.stop(1)


async def test_it_stops_at_once_while_it_pauses() -> None:
    work, stopping = Work(False), Stopping()
    rounds = Rounds("uji", work, SANGAT_LAMA, fail, stopping)
    await rounds.start()
    await eventually(lambda: work.calls == 1)
    mulai = time.monotonic()
    await rounds.stop(60)
    assert time.monotonic() - mulai < 5


async def test_it_stops_at_once_during_an_outage() -> None:
    work, stopping = Work(StoreTidakTerjangkau("uji")), Stopping()
    rounds = Rounds("uji", work, 0.01, fail, stopping)
    await rounds.start()
    await eventually(lambda: work.calls > 3)
    mulai = time.monotonic()
    await rounds.stop(60)
    assert time.monotonic() - mulai < 5


async def test_what_hangs_is_cut_off() -> None:
    async def hang() -> bool:
        await asyncio.sleep(SANGAT_LAMA)
        return False

    rounds = Rounds("uji", hang, 0.01, fail, Stopping())
    await rounds.start()
    await asyncio.sleep(0.01)
    await rounds.stop(0.05)


async def test_what_no_waiting_cures_is_told() -> None:
    told: list[BaseException] = []
    galat = RuntimeError("uji")
    rounds = Rounds("uji", Work(galat), 0.01, told.append, Stopping())
    await rounds.start()
    await eventually(lambda: bool(told))
    assert told == [galat]
    await rounds.stop(1)
