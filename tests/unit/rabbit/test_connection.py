"""A cancellation that nobody asked for is a lost connection; one that was asked for stays one."""

import asyncio

import pytest

from shared.errors import BrokerTidakTerjangkau
from shared.rabbit.connection import lost_is_not_cancelled


async def _lost() -> None:
    """As aiormq does it: what is waited for is cancelled, not who waits."""
    waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(waiting.cancel)
    with lost_is_not_cancelled():
        await waiting


async def test_what_a_lost_connection_cancels_is_a_broker_that_went_away() -> None:
    with pytest.raises(BrokerTidakTerjangkau):
        await _lost()


async def test_a_task_that_is_cancelled_ends_cancelled() -> None:
    async def forever() -> None:
        with lost_is_not_cancelled():
            await asyncio.Event().wait()

    task = asyncio.create_task(forever())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert task.cancelled()


async def test_a_time_limit_within_is_still_a_time_limit() -> None:
    with pytest.raises(TimeoutError), lost_is_not_cancelled():
        async with asyncio.timeout(0.01):
            await asyncio.Event().wait()


async def test_a_time_limit_around_it_is_still_a_time_limit() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            with lost_is_not_cancelled():
                await asyncio.Event().wait()
