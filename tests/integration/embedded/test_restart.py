"""A server that was killed comes back where it was, with what it had confirmed."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import aio_pika
import pymongo
import pytest
from aio_pika.abc import DeliveryMode

from shared.embedded.mongodb import SecantusServer
from shared.embedded.rabbitmq import RabbitNode
from tests.integration.embedded.leftovers import processes_of

Ending = Literal["stop", "kill"]
REGISTERED_S = 3.5  # see RabbitNode.kill
QUEUE_TYPES = ("quorum", "classic")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[RabbitNode]:
    """As the command line runs it."""
    node = RabbitNode(tmp_path, management=False)
    node.start()
    yield node
    node.kill()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SecantusServer]:
    store = SecantusServer(tmp_path)
    store.start()
    yield store
    store.kill()


@pytest.mark.parametrize(
    ("ending", "pause_s"),
    [pytest.param("stop", 0.0, marks=pytest.mark.lama), ("kill", REGISTERED_S)],
)
async def test_confirmed_messages_survive_the_broker(
    node: RabbitNode, ending: Ending, pause_s: float
) -> None:
    address = node.url
    await publish_one_to_each_queue(address)
    await asyncio.sleep(pause_s)
    getattr(node, ending)()
    assert processes_of(node.folder) == {}
    node.start()

    assert node.url == address
    assert await messages_of(address) == dict.fromkeys(QUEUE_TYPES, b"isi")


@pytest.mark.parametrize("ending", ["stop", "kill"])
def test_journaled_writes_survive_the_store(store: SecantusServer, ending: Ending) -> None:
    address = store.url
    with pymongo.MongoClient[dict[str, object]](address) as client:
        client.uji.dokumen.insert_many([{"_id": number} for number in range(100)])
    getattr(store, ending)()
    store.start()

    assert store.url == address
    with pymongo.MongoClient[dict[str, object]](address) as client:
        assert len(list(client.uji.dokumen.find())) == 100


def test_a_wiped_store_starts_empty(store: SecantusServer) -> None:
    with pymongo.MongoClient[dict[str, object]](store.url) as client:
        client.uji.dokumen.insert_one({"_id": 1})
    store.wipe()
    store.start()

    with pymongo.MongoClient[dict[str, object]](store.url) as client:
        assert client.uji.dokumen.find_one() is None


def test_starting_what_runs_already_changes_nothing(store: SecantusServer) -> None:
    pid = store.pid
    store.start()

    assert store.pid == pid


async def publish_one_to_each_queue(address: str) -> None:
    async with await aio_pika.connect(address) as connection:
        channel = await connection.channel(publisher_confirms=True)
        for queue_type in QUEUE_TYPES:
            await channel.declare_queue(
                queue_type, durable=True, arguments={"x-queue-type": queue_type}
            )
            message = aio_pika.Message(b"isi", delivery_mode=DeliveryMode.PERSISTENT)
            await channel.default_exchange.publish(message, routing_key=queue_type)


async def messages_of(address: str) -> dict[str, bytes]:
    """Consumed, not counted: a quorum queue that has no leader yet says it is empty."""
    found = {}
    async with await aio_pika.connect(address) as connection:
        channel = await connection.channel()
        for name in QUEUE_TYPES:
            queue = await channel.declare_queue(name, passive=True)
            async with queue.iterator(timeout=10) as messages:
                found[name] = (await anext(messages)).body
    return found
