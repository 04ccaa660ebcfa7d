"""What the broker lost is declared anew; a worker in good hands is left alone."""

import asyncio
from collections.abc import Iterable

import pytest

from shared.errors import BrokerTidakTerjangkau
from shared.rabbit import declare as declare_module
from shared.rabbit.declare import TopologyKeeper


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declare_module, "INTERVAL_SECONDS", 0)


async def declared(consuming: Iterable[bool], *failures: Exception) -> int:
    """How often it was declared by the time all these looks were taken."""
    looks, errors, seen = list(consuming), list(failures), asyncio.Event()
    times = 0

    async def look() -> bool:
        if not looks:
            seen.set()
            return True
        return looks.pop(0)

    async def declare() -> None:
        nonlocal times
        times += 1
        if errors:
            raise errors.pop(0)

    keeper = TopologyKeeper(look, declare)
    await keeper.start()
    async with asyncio.timeout(5):
        await seen.wait()
    await keeper.stop()
    return times


async def test_what_is_missing_twice_in_a_row_is_declared_anew() -> None:
    assert await declared([True, False, False, True]) == 1


async def test_one_look_in_vain_is_no_loss() -> None:
    assert await declared([False, True, False, True]) == 0


async def test_a_broker_that_is_still_away_is_tried_again() -> None:
    assert await declared([False] * 3, BrokerTidakTerjangkau("ditolak")) == 2
