"""Health as a container sees it, with a real worker and a real broker."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from aio_pika import connect
from faststream.rabbit import RabbitBroker, RabbitQueue

from shared.rabbit.consume import is_consuming
from shared.worker.heartbeat import main
from tests.broker_user import BrokerUser
from tests.servers import Management
from tests.workers import StartWorker

pytestmark = pytest.mark.integration

ANTREAN = "uji.detak"


def healthy(file: Path) -> bool:
    return main([str(file)]) == 0


def eventually(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.05)


async def becomes(broker: RabbitBroker, consuming: bool) -> None:
    async with asyncio.timeout(60):
        while await is_consuming(broker) is not consuming:
            await asyncio.sleep(0.02)


async def declare(rabbitmq_url: str) -> None:
    async with await connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        await channel.declare_queue(ANTREAN, durable=True)


@pytest_asyncio.fixture
async def broker(rabbitmq_url: str, broker_user: BrokerUser) -> AsyncIterator[RabbitBroker]:
    """One that consumes a queue declared beforehand, as workers do."""
    await declare(rabbitmq_url)
    broker = RabbitBroker(broker_user.url(rabbitmq_url), logger=None, reconnect_interval=0.5)

    @broker.subscriber(RabbitQueue(ANTREAN, declare=False))
    async def handle(body: bytes) -> None: ...

    await broker.start()
    yield broker
    await broker.stop()


def test_a_running_worker_is_healthy_and_a_stopped_one_is_not(
    start_worker: StartWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    detak = tmp_path / "detak"
    monkeypatch.setenv("IZIN_BERKAS_DETAK", str(detak))
    worker = start_worker("frontoffice")
    assert not healthy(detak)
    worker.wait_ready()
    eventually(lambda: healthy(detak))
    assert worker.stop() == 0
    assert not healthy(detak)


async def test_a_worker_whose_queue_is_gone_does_not_consume(
    broker: RabbitBroker, rabbitmq_url: str, vhost: str, management: Management
) -> None:
    assert await is_consuming(broker)
    management.call("DELETE", f"queues/{vhost}/{ANTREAN}")
    await becomes(broker, consuming=False)
    await declare(rabbitmq_url)
    await becomes(broker, consuming=True)


async def test_a_worker_without_its_connection_does_not_consume(
    broker: RabbitBroker, broker_user: BrokerUser
) -> None:
    broker_user.delete()
    await becomes(broker, consuming=False)
    broker_user.create()
    await becomes(broker, consuming=True)


async def test_a_broker_that_was_never_started_does_not_consume(rabbitmq_url: str) -> None:
    broker = RabbitBroker(rabbitmq_url, logger=None)
    broker.subscriber(RabbitQueue(ANTREAN, declare=False))
    assert not await is_consuming(broker)
