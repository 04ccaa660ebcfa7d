"""The wire client against a real broker; a few lines here play the worker."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aio_pika
import pytest
import pytest_asyncio
from aio_pika.abc import AbstractIncomingMessage

from izin.client import WireClient, open_client, wire
from izin.client.errors import (
    AnswerTimeout,
    BrokerUnreachable,
    DeliveryLost,
    NotRouted,
    QueueMissing,
    QueueUnavailable,
    UnreadableMessage,
)
from shared import topology
from shared.contracts import Jawaban, Pemberitahuan, Pengajuan, Putusan, Tugas
from shared.contracts.base import Pesan
from shared.worker.topology_setup import declare
from tests.servers import Management

pytestmark = pytest.mark.integration

SAMPLES = Path("tests/samples")
KABID = "kabid"


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.json").read_bytes()


TUGAS = Tugas.dari_json(sample("tugas-setujui"))
PUTUSAN = Putusan.dari_json(sample("putusan-setujui"))
PENGAJUAN = Pengajuan.dari_json(sample("pengajuan-baru"))
NOTICE = Pemberitahuan.dari_json(sample("pemberitahuan-diterima"))


@pytest_asyncio.fixture
async def queues(rabbitmq_url: str) -> None:
    await declare(rabbitmq_url, topology.topologi([KABID]))


@pytest_asyncio.fixture
async def client(rabbitmq_url: str, queues: None) -> AsyncIterator[WireClient]:
    async with open_client(rabbitmq_url) as one:
        yield one


async def put(rabbitmq_url: str, antrean: str, pesan: Pesan | bytes) -> None:
    body = pesan if isinstance(pesan, bytes) else pesan.ke_json()
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        await channel.default_exchange.publish(aio_pika.Message(body, message_id="m-1"), antrean)


@asynccontextmanager
async def answering(rabbitmq_url: str, antrean: str, pause: float = 0) -> AsyncIterator[None]:
    """Answers each Putusan as a worker would, after `pause` seconds."""
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()

        async def answer(message: AbstractIncomingMessage) -> None:
            putusan = Putusan.dari_json(message.body)
            await asyncio.sleep(pause)
            jawaban = Jawaban(
                menjawab=putusan.putusan_id, diterapkan=True, kode="diterapkan", alasan="ya"
            )
            reply = aio_pika.Message(jawaban.ke_json(), correlation_id=message.correlation_id)
            await channel.default_exchange.publish(reply, message.reply_to or "")
            await message.ack()

        await (await channel.get_queue(antrean)).consume(answer)
        yield


async def test_a_submission_is_a_persistent_typed_message_in_its_queue(
    client: WireClient, rabbitmq_url: str
) -> None:
    assert await client.submit(PENGAJUAN) is None
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        message = await (await channel.get_queue("frontoffice.berkas")).get(no_ack=True)
    assert message is not None
    assert Pengajuan.dari_json(message.body) == PENGAJUAN
    assert message.delivery_mode == aio_pika.DeliveryMode.PERSISTENT
    assert (message.type, message.content_type) == ("Pengajuan", "application/json")
    assert message.message_id == PENGAJUAN.pengajuan_id
    assert message.reply_to is None


async def test_each_of_many_decisions_at_once_gets_its_own_answer(
    client: WireClient, rabbitmq_url: str
) -> None:
    decisions = [PUTUSAN.model_copy(update={"putusan_id": f"putusan-nomor-{n}"}) for n in range(20)]
    async with answering(rabbitmq_url, "kabid.putusan"):
        answers = await asyncio.gather(*(client.decide(one) for one in decisions))
    assert [a.menjawab for a in answers] == [d.putusan_id for d in decisions]


async def test_the_same_decision_twice_at_once_is_answered_twice(
    client: WireClient, rabbitmq_url: str
) -> None:
    async with answering(rabbitmq_url, "kabid.putusan"):
        answers = await asyncio.gather(client.decide(PUTUSAN), client.decide(PUTUSAN))
    assert [a.menjawab for a in answers] == [PUTUSAN.putusan_id] * 2


async def test_without_an_answer_in_time_the_sender_is_told_and_a_late_one_does_no_harm(
    client: WireClient, rabbitmq_url: str
) -> None:
    async with answering(rabbitmq_url, "kabid.putusan", pause=0.3):
        with pytest.raises(AnswerTimeout, match=r"kabid\.putusan"):
            await client.decide(PUTUSAN, wait_seconds=0.1)
        assert (await client.decide(PUTUSAN, wait_seconds=5)).diterapkan


async def test_an_answer_of_another_contract_is_an_error_and_not_silence(
    client: WireClient, rabbitmq_url: str
) -> None:
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()

        async def answer(message: AbstractIncomingMessage) -> None:
            reply = aio_pika.Message(b"{}", correlation_id=message.correlation_id)
            await channel.default_exchange.publish(reply, message.reply_to or "")

        await (await channel.get_queue("kabid.putusan")).consume(answer, no_ack=True)
        with pytest.raises(UnreadableMessage):
            await client.decide(PUTUSAN, wait_seconds=5)


async def test_a_message_for_a_queue_that_is_not_there_is_not_lost_in_silence(
    client: WireClient,
) -> None:
    with pytest.raises(NotRouted, match=r"dinasteknis\.putusan"):
        await client.decide(PUTUSAN.model_copy(update={"pelaksana": "dinasteknis"}))


async def test_where_nothing_was_ever_declared_the_sender_is_told(rabbitmq_url: str) -> None:
    async with open_client(rabbitmq_url) as client:
        with pytest.raises(NotRouted, match=r"frontoffice\.berkas"):
            await client.submit(PENGAJUAN)
        with pytest.raises(QueueMissing, match=r"kabid\.tugas"):
            await client.take(KABID)
        with pytest.raises(QueueMissing, match=r"kabid\.tugas"):
            async with client.tasks(KABID):
                raise AssertionError("there is no such queue")


async def test_an_empty_queue_has_no_task(client: WireClient) -> None:
    assert await client.take(KABID) is None


async def test_a_task_that_is_put_back_can_be_taken_again_and_then_be_done(
    client: WireClient, rabbitmq_url: str
) -> None:
    await put(rabbitmq_url, "kabid.tugas", TUGAS)
    first = await client.take(KABID)
    assert first is not None and first.tugas == TUGAS
    assert await client.take(KABID) is None
    await first.put_back()
    again = await client.take(KABID)
    assert again is not None
    await again.done()
    assert await client.take(KABID) is None


async def test_tasks_come_one_by_one_and_an_unsettled_one_goes_back(
    client: WireClient, rabbitmq_url: str
) -> None:
    for number in range(3):
        await put(rabbitmq_url, "kabid.tugas", TUGAS.model_copy(update={"catatan": str(number)}))
    seen = []
    async with client.tasks(KABID) as tasks:
        async for task in tasks:
            seen.append(task.tugas.catatan)
            if len(seen) == 3:
                break
            await task.done()
    assert seen == ["0", "1", "2"]
    left = await client.take(KABID)
    assert left is not None and left.tugas.catatan == "2"


async def test_notices_come_the_same_way(client: WireClient, rabbitmq_url: str) -> None:
    await put(rabbitmq_url, topology.ANTREAN_PEMBERITAHUAN, NOTICE)
    async with client.notices() as notices:
        notice = await anext(notices)
        assert notice.pemberitahuan == NOTICE
        await notice.done()


async def test_a_task_that_cannot_be_read_is_told_and_stays(
    client: WireClient, rabbitmq_url: str
) -> None:
    newer = TUGAS.ke_json().replace(b'"versi":1', b'"versi":2', 1)
    await put(rabbitmq_url, "kabid.tugas", newer)
    with pytest.raises(UnreadableMessage, match="versi"):
        await client.take(KABID)
    with pytest.raises(UnreadableMessage, match="m-1"):
        async with client.tasks(KABID) as tasks:
            await anext(tasks)
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        message = await (await channel.get_queue("kabid.tugas")).get(no_ack=True)
    assert message is not None and message.body == newer


async def cut(management: Management, vhost: str) -> None:
    """What a broker that is restarted does to its clients; the list of them lags by seconds."""
    for _ in range(100):
        names = [
            c["name"]
            for c in management.call("GET", "connections").json()
            if c.get("vhost") == vhost
        ]
        if names:
            break
        await asyncio.sleep(0.1)
    for name in names:
        management.call("DELETE", f"connections/{name}")


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
    monkeypatch.setattr(wire, "TAKE_SECONDS", 1.0)  # it comes back after five
    assert await client.take(KABID) is None
    await cut(management, vhost)
    with pytest.raises(QueueUnavailable, match=r"kabid\.tugas.* 1 detik"):
        async with asyncio.timeout(4):
            while True:
                assert await client.take(KABID) is None


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
        await refused(closed, "sambungan ditolak")
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
