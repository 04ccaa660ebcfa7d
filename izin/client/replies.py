"""Answers by `reply_to`: one exclusive queue a connection, matched by correlation id."""

import asyncio
from uuid import uuid4

from aio_pika.abc import (
    AbstractIncomingMessage,
    AbstractRobustChannel,
    AbstractRobustConnection,
)

from izin.client.errors import AnswerTimeout, UnreadableMessage
from izin.client.outgoing import ReplyAddress
from shared.contracts import Jawaban
from shared.contracts.reading import baca_pesan
from shared.errors import PesanTidakTerbaca


class Replies:
    """An answer that nobody waits for any more is dropped: what it tells is in the store too."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[Jawaban]] = {}
        self._queue = ""
        self._channel: AbstractRobustChannel

    async def listen(self, connection: AbstractRobustConnection) -> None:
        channel = self._channel = await connection.channel(publisher_confirms=False)
        queue = await channel.declare_queue(exclusive=True, auto_delete=True)
        await queue.consume(self._receive, no_ack=True)
        self._queue = queue.name

    async def ready(self) -> None:
        """Returns when answers can arrive: at once, or after a lost connection is back."""
        await self._channel.ready()

    def expect(self) -> ReplyAddress:
        """An address for exactly one request; to be followed by `wait`."""
        address = ReplyAddress(self._queue, str(uuid4()))
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
            lost = UnreadableMessage(self._queue, message.message_id or "", error.rincian)
            future.set_exception(lost)
            return
        assert isinstance(jawaban, Jawaban)  # noqa: S101 - the only type asked for
        future.set_result(jawaban)
