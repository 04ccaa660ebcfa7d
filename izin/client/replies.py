"""Answers by `reply_to`, matched by correlation id.

By RabbitMQ's direct reply-to: it needs no queue, so that an account that may declare nothing can
ask. Answers come to the channel that asked, and are lost with it: whoever waits is told so by the
time that runs out, and asks again with the same id.
"""

import asyncio
from uuid import uuid4

from aio_pika.abc import AbstractIncomingMessage, AbstractRobustChannel

from izin.client.errors import AnswerTimeout, UnreadableMessage
from izin.client.outgoing import ReplyAddress
from shared import topology
from shared.contracts import Jawaban
from shared.contracts.reading import baca_pesan
from shared.errors import PesanTidakTerbaca


class Replies:
    """An answer that nobody waits for any more is dropped: what it tells is in the store too."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[Jawaban]] = {}
        self._channel: AbstractRobustChannel

    async def listen(self, channel: AbstractRobustChannel) -> None:
        """On the channel that the requests go out by."""
        self._channel = channel
        # Declared, if passively: only so the library consumes again after a lost connection.
        queue = await channel.declare_queue(topology.ANTREAN_BALASAN, passive=True)
        await queue.consume(self._receive, no_ack=True)

    async def ready(self) -> None:
        """Returns when answers can arrive: at once, or after a lost connection is back."""
        await self._channel.ready()

    def expect(self) -> ReplyAddress:
        """An address for exactly one request; to be followed by `wait`."""
        address = ReplyAddress(topology.ANTREAN_BALASAN, str(uuid4()))
        self._waiting[address.correlation_id] = asyncio.get_running_loop().create_future()
        return address

    async def wait(self, address: ReplyAddress, kunci: str, wait_seconds: float) -> Jawaban:
        """Raises `AnswerTimeout`, and `UnreadableMessage` for an answer of another contract."""
        try:
            async with asyncio.timeout(wait_seconds):
                return await self._waiting[address.correlation_id]
        except TimeoutError as error:
            raise AnswerTimeout(kunci, wait_seconds) from error

    def forget(self, address: ReplyAddress) -> None:
        if (future := self._waiting.pop(address.correlation_id, None)) is not None:
            future.cancel()

    async def _receive(self, message: AbstractIncomingMessage) -> None:
        future = self._waiting.get(message.correlation_id or "")
        if future is None or future.done():
            return
        try:
            jawaban = baca_pesan(message.body, message.type, {"Jawaban": Jawaban})
        except PesanTidakTerbaca as error:
            address = topology.ANTREAN_BALASAN
            lost = UnreadableMessage(address, message.message_id or "", error.rincian)
            future.set_exception(lost)
            return
        assert isinstance(jawaban, Jawaban)  # noqa: S101 - the only type asked for
        future.set_result(jawaban)
