"""The wire client when the connection, the queue or the whole broker is not there."""

import asyncio
import socket
from contextlib import suppress

import aio_pika
import pytest

from shared import topology
from shared.rabbit import client as client_module
from shared.rabbit.client import WireClient, open_client
from shared.rabbit.declare import declare
from shared.rabbit.errors import (
    AnswerTimeout,
    BrokerUnreachable,
    DeliveryLost,
    NotConfirmed,
    QueueMissing,
    QueueUnavailable,
)
from tests.integration.cli.wire import KABID, PUTUSAN, TUGAS, answering, cut, put, shut_out
from tests.servers import Management

pytestmark = pytest.mark.integration


async def test_a_cut_connection_is_taken_up_again_and_its_task_is_back(
    client: WireClient, rabbitmq_url: str, vhost: str, management: Management
) -> None:
    await put(rabbitmq_url, "kabid.tugas", TUGAS)
    received = await client.take(KABID)
    assert received is not None
    await cut(management, vhost)
    await asyncio.sleep(0.5)
    with pytest.raises(DeliveryLost):
        await received.done()
    await received.put_back()  # nothing to be done, and no error
    async with asyncio.timeout(20), answering(rabbitmq_url, "kabid.putusan"):
        assert (await client.decide(PUTUSAN)).diterapkan
        again = await client.take(KABID)
    assert again is not None and again.tugas == TUGAS


async def test_taking_waits_for_a_connection_that_was_cut(
    client: WireClient, rabbitmq_url: str, vhost: str, management: Management
) -> None:
    await put(rabbitmq_url, "kabid.tugas", TUGAS)
    received = await client.take(KABID)
    assert received is not None
    await cut(management, vhost)
    async with asyncio.timeout(20):
        while (again := await client.take(KABID)) is None:
            await asyncio.sleep(0.05)  # the cut comes a moment after it was asked for
    assert again.tugas == TUGAS


async def test_a_connection_that_stays_away_is_told(
    client: WireClient, vhost: str, management: Management, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "READ_SECONDS", 1.0)
    await shut_out(management, vhost)
    with pytest.raises(QueueUnavailable, match=r"kabid\.tugas.* 1 detik"):
        async with asyncio.timeout(10):
            while True:
                assert await client.take(KABID) is None  # the cut comes a moment later


async def test_tasks_begin_when_a_connection_that_was_cut_is_back(
    client: WireClient, rabbitmq_url: str, vhost: str, management: Management
) -> None:
    await put(rabbitmq_url, "kabid.tugas", TUGAS)
    for _ in range(5):
        await cut(management, vhost)
        async with asyncio.timeout(20), client.tasks(KABID) as tasks:
            assert (await anext(tasks)).tugas == TUGAS


async def test_tasks_that_find_no_connection_are_told(
    client: WireClient, vhost: str, management: Management, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "READ_SECONDS", 1.0)
    await shut_out(management, vhost)
    with pytest.raises(QueueUnavailable, match=r"kabid\.tugas.* 1 detik"):
        async with asyncio.timeout(10):
            while True:
                async with client.tasks(KABID):
                    await asyncio.sleep(0.05)


async def test_a_decision_that_finds_no_connection_is_told(
    client: WireClient, vhost: str, management: Management, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "CONFIRM_SECONDS", 1.0)
    await shut_out(management, vhost)
    with pytest.raises(NotConfirmed, match=r"kabid\.putusan.*1 detik"):
        async with asyncio.timeout(10):
            while True:
                with suppress(AnswerTimeout):
                    await client.decide(PUTUSAN, wait_seconds=0.01)


async def test_a_limit_that_a_library_swallows_ends_the_sending_all_the_same(
    client: WireClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object, **__: object) -> None:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError as cancelled:
            # As aiormq does when the connection closes at that moment.
            raise ConnectionError from cancelled

    monkeypatch.setattr(client_module, "CONFIRM_SECONDS", 0.1)
    monkeypatch.setattr(client._exchange, "publish", lost)
    with pytest.raises(NotConfirmed):
        async with asyncio.timeout(4):
            await client.decide(PUTUSAN)


async def test_who_asks_again_and_again_ends_when_told_to(client: WireClient) -> None:
    """Told in the very moment of an answer, one in ten did not hear it before."""

    async def officer() -> None:
        while await client.take(KABID) is None:
            await asyncio.sleep(0)

    for moment in range(300):
        asking = asyncio.create_task(officer())
        await asyncio.sleep(0.005 + moment % 30 / 1200)
        asking.cancel()
        assert await asyncio.wait({asking}, timeout=5) == ({asking}, set())


async def test_who_is_told_to_end_while_taking_a_task_leaves_it_in_its_queue(
    client: WireClient, rabbitmq_url: str
) -> None:
    await put(rabbitmq_url, "kabid.tugas", TUGAS)
    for moment in range(100):
        asking = asyncio.create_task(client.take(KABID))
        await asyncio.sleep(moment % 20 / 2000)
        asking.cancel()
        await asyncio.wait({asking}, timeout=5)
        if not asking.cancelled() and (received := asking.result()) is not None:
            await received.put_back()
    again = await client.take(KABID)
    assert again is not None and again.tugas == TUGAS


async def test_a_queue_that_is_taken_away_is_missed_and_found_again(
    client: WireClient, rabbitmq_url: str
) -> None:
    assert await client.take(KABID) is None
    async with await aio_pika.connect(rabbitmq_url) as connection:
        await (await connection.channel()).queue_delete("kabid.tugas")
    with pytest.raises(QueueMissing, match=r"kabid\.tugas"):
        await client.take(KABID)
    await declare(rabbitmq_url, topology.topologi([KABID]))
    await put(rabbitmq_url, "kabid.tugas", TUGAS)
    again = await client.take(KABID)
    assert again is not None and again.tugas == TUGAS


async def test_a_closed_port_a_wrong_password_and_a_wrong_vhost_are_told_apart(
    rabbitmq_url: str,
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = f"amqp://u:rahasia@127.0.0.1:{probe.getsockname()[1]}/"
        await refused(closed, "tidak ada yang menerima sambungan")
    credentials, _, host = rabbitmq_url.partition("://")[2].rpartition("@")
    user = credentials.partition(":")[0]
    await refused(f"amqp://{user}:rahasia@{host}", "kata sandi ditolak")
    await refused(f"{rabbitmq_url}-lain", "virtual host")


async def refused(url: str, why: str) -> None:
    with pytest.raises(BrokerUnreachable, match=why) as caught:
        async with open_client(url):
            raise AssertionError("nobody should be let in")
    assert "rahasia" not in str(caught.value)
    assert caught.value.alamat.startswith("127.0.0.1:")
