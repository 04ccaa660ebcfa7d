"""The wire client against a real broker; a few lines play the worker."""

import asyncio

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage

from shared import topology
from shared.contracts import Pengajuan
from shared.rabbit.client import WireClient, open_client
from shared.rabbit.errors import AnswerTimeout, NotRouted, QueueMissing, UnreadableMessage
from tests.integration.cli.wire import (
    KABID,
    NOTICE,
    PENGAJUAN,
    PUTUSAN,
    TUGAS,
    answering,
    put,
)

pytestmark = pytest.mark.integration


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
        assert (await client.decide(PUTUSAN, wait_seconds=60)).diterapkan


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
            await client.decide(PUTUSAN, wait_seconds=60)


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


STRANGE: dict[str, tuple[bytes, str]] = {
    "pesan jenis lain": (NOTICE.ke_json(), "Pemberitahuan"),
    "jenis lain di dalam": (NOTICE.ke_json(), "Tugas"),
    "bukan JSON": (b"\x00\xff", "Tugas"),
    "kosong": (b"", "Tugas"),
    "tanpa isi yang wajib": (b'{"tipe":"Tugas","versi":1}', "Tugas"),
    "versi lain": (TUGAS.ke_json().replace(b'"versi":1', b'"versi":2', 1), "Tugas"),
}


@pytest.mark.parametrize("what", STRANGE)
async def test_a_strange_message_is_put_aside_with_the_reason_and_the_tool_goes_on(
    client: WireClient, rabbitmq_url: str, what: str
) -> None:
    body, tipe = STRANGE[what]
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        for _ in range(2):
            strange = aio_pika.Message(body, type=tipe, message_id="m-9", delivery_mode=2)
            await channel.default_exchange.publish(strange, "kabid.tugas")
            await put(rabbitmq_url, "kabid.tugas", TUGAS)
        taken = await client.take(KABID)
        assert taken is not None and taken.tugas == TUGAS
        await taken.done()
        async with client.tasks(KABID) as tasks:
            second = await anext(tasks)
            assert second.tugas == TUGAS
            await second.done()
        assert await client.take(KABID) is None
        karantina = await channel.get_queue(topology.ANTREAN_KARANTINA, ensure=False)
        for _ in range(2):
            aside = await karantina.get(no_ack=True)
            assert (aside.body, aside.type, aside.message_id) == (body, tipe, "m-9")
            assert aside.headers["kode"] == "pesan_tidak_sah"
            assert aside.headers["antrean_asal"] == "kabid.tugas"
            assert "kontrak" in str(aside.headers["alasan"])


async def test_a_strange_notice_is_put_aside_too(client: WireClient, rabbitmq_url: str) -> None:
    await put(rabbitmq_url, topology.ANTREAN_PEMBERITAHUAN, TUGAS)
    await put(rabbitmq_url, topology.ANTREAN_PEMBERITAHUAN, NOTICE)
    async with client.notices() as notices:
        assert (await anext(notices)).pemberitahuan == NOTICE
