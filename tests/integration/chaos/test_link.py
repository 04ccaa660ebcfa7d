"""Whoever asks in the campaign hears the answer, also after their queue of answers was lost."""

from collections.abc import AsyncIterator

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage as Incoming

from chaos.link import Link
from shared import topology
from shared.contracts import Jawaban
from shared.rabbit.declare import declare

pytestmark = pytest.mark.integration

KEY = topology.antrean_putusan("kabid")
ANSWER = Jawaban(menjawab="satu", diterapkan=True, kode="diterapkan", alasan="")


@pytest.fixture
async def asked(rabbitmq_url: str) -> AsyncIterator[list[str]]:
    """Somebody who answers everything; where they were asked to send it."""
    await declare(rabbitmq_url, topology.topologi(["kabid"]))
    addresses: list[str] = []
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()

        async def answer(incoming: Incoming) -> None:
            assert incoming.reply_to
            addresses.append(incoming.reply_to)
            out = aio_pika.Message(ANSWER.ke_json(), correlation_id=incoming.correlation_id)
            await channel.default_exchange.publish(out, incoming.reply_to, mandatory=False)
            await incoming.ack()

        await (await channel.get_queue(KEY)).consume(answer)
        yield addresses


def _ask(reply_to: str, number: str) -> aio_pika.Message:
    return aio_pika.Message(b"{}", reply_to=reply_to, correlation_id=number)


async def test_after_its_queue_of_answers_was_deleted_it_makes_another(
    rabbitmq_url: str, asked: list[str]
) -> None:
    link = Link(rabbitmq_url)
    try:
        assert await link.request(KEY, _ask, 5) == (True, ANSWER)
        assert link._now is not None
        await (await link._now.channel.get_queue(asked[0], ensure=False)).delete(if_unused=False)
        assert await link.request(KEY, _ask, 0.5) == (True, None), "nobody listens any more"
        assert await link.request(KEY, _ask, 5) == (True, ANSWER)
    finally:
        await link.close()
    assert len(set(asked)) == 2


async def test_a_connection_that_was_closed_is_opened_anew_with_its_own_queue_of_answers(
    rabbitmq_url: str, asked: list[str]
) -> None:
    link = Link(rabbitmq_url)
    try:
        assert await link.request(KEY, _ask, 5) == (True, ANSWER)
        assert link._now is not None
        await link._now.connection.close()
        assert await link.request(KEY, _ask, 5) == (True, ANSWER)
    finally:
        await link.close()
    assert len(set(asked)) == 2
