"""A broker that goes away while the consumers are being started: the process says so."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from aio_pika.exceptions import AMQPConnectionError
from faststream.rabbit import RabbitBroker
from structlog.testing import capture_logs

from shared.rabbit.consume import open_broker
from shared.rabbit.service import service

HENTI_DETIK = 5.0


async def _refused() -> None:
    raise AMQPConnectionError("Server connection reset")


async def _cancelled() -> None:
    """aiormq cancels what waits on a connection that is lost."""
    raise asyncio.CancelledError


async def _nothing() -> None: ...


@pytest_asyncio.fixture
async def broker(rabbitmq_url: str) -> AsyncIterator[RabbitBroker]:
    satu = open_broker(rabbitmq_url, HENTI_DETIK)
    yield satu
    await satu.stop()


@pytest.mark.parametrize("hook", [_refused, _cancelled])
async def test_a_start_that_is_lost_is_no_end_in_good_order(
    broker: RabbitBroker, hook: Callable[[], Awaitable[None]]
) -> None:
    with capture_logs() as said:
        assert await service([broker], [hook], [], []).run() is False
    assert [satu["event"] for satu in said if satu["log_level"] == "warning"] == ["start_lost"]


async def test_an_end_that_was_asked_for_is_in_good_order(broker: RabbitBroker) -> None:
    satu = service([broker], [_nothing], [], [])
    running = asyncio.create_task(satu.run())
    await asyncio.sleep(0)
    satu.exit()
    assert await running is True
