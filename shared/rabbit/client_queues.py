"""A queue as an async iterator of messages in hand. A lost connection is waited for: it comes back
by itself, and its channels with it.

A message stays the queue's until it is said to be done. The channel, and all that was not settled,
ends with the iterator."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError, ChannelNotFoundEntity

from shared.akses import Penjaga
from shared.contracts import Pemberitahuan, Tugas
from shared.contracts.base import Pesan
from shared.errors import Ditolak
from shared.rabbit.aside import Aside, read_for_tool
from shared.rabbit.connection import rights_named
from shared.rabbit.errors import DeliveryLost, QueueMissing, QueueUnavailable

T = TypeVar("T")

RECONNECT_PAUSE_SECONDS = 0.2

_LOST = (ChannelInvalidStateError, ConnectionError)
_GONE = (ChannelInvalidStateError, AMQPError, ConnectionError)


async def open_channel(connection: AbstractConnection) -> AbstractChannel:
    """A channel to read by, without confirms. Raises `ConnectionError`."""
    try:
        return await connection.channel(publisher_confirms=False)
    except RuntimeError as error:
        # aiormq raises it for a connection that was closed a moment ago.
        raise ConnectionError(str(error)) from error


async def until_back(
    attempt: Callable[[], Awaitable[T]], undo: Callable[[T], Awaitable[object]] | None = None
) -> T:
    """Calls `attempt` again for as long as it fails because the connection was lost.

    A cancellation ends it, also that of a limit around it, and also where it was not heard: aiormq
    may answer one with the awaited result (`shared.rabbit.browse`), which `undo` then takes
    back, or with the error of a connection that closes at that moment.

    The broker also ends a connection that asks for a queue in the moment of its making, when the
    queue has a name and not yet a process (INTERNAL_ERROR, noproc).
    """
    before = _cancellations()
    while True:
        try:
            result = await attempt()
        except _LOST as error:
            if _cancellations() > before:
                raise asyncio.CancelledError from error
            await asyncio.sleep(RECONNECT_PAUSE_SECONDS)
            continue
        if _cancellations() == before:
            return result
        if undo is not None:
            await undo(result)
        raise asyncio.CancelledError


def _cancellations() -> int:
    """How often this task was asked to end."""
    task = asyncio.current_task()
    return task.cancelling() if task else 0


Reader = Callable[[AbstractIncomingMessage, str], Awaitable[T | None]]
"""None for a message that was put aside: it is not for the one who reads."""


async def existing_queue(channel: AbstractChannel, antrean: str) -> AbstractQueue:
    """Tools never declare the workers' queues. Raises `QueueMissing` and `HakKurang`."""
    try:
        with rights_named(melihat=True):
            return await channel.get_queue(antrean, ensure=True)
    except ChannelNotFoundEntity as error:
        raise QueueMissing(antrean) from error


@dataclass(frozen=True)
class Hand:
    """`prefetch` is how many messages may be in it at once. A lost connection is waited for
    `patience_seconds` before the first."""

    prefetch: int
    patience_seconds: float


@asynccontextmanager
async def consuming(
    connection: AbstractConnection, antrean: str, hand: Hand, read: Reader[T]
) -> AsyncIterator[AsyncIterator[T]]:
    """Unsettled messages go back. Raises `QueueMissing`, `QueueUnavailable` and `HakKurang`."""
    try:
        async with asyncio.timeout(hand.patience_seconds):
            opened = await until_back(
                lambda: _opened(connection, antrean, hand.prefetch),
                lambda opened: opened[0].close(),
            )
    except TimeoutError as error:
        raise QueueUnavailable(antrean, hand.patience_seconds) from error
    channel, queue = opened
    try:
        with rights_named():
            async with _iterating(queue) as messages:
                yield _reading(messages, antrean, read)
    finally:
        await channel.close()


@asynccontextmanager
async def _iterating(queue: AbstractQueue) -> AsyncIterator[AsyncIterator[AbstractIncomingMessage]]:
    """What came and was not looked at goes back with the end of it. A connection that broke has
    given it back already: aio-pika then complains of each message, over what ended the block."""
    ended: BaseException | None = None
    try:
        async with queue.iterator() as messages:
            try:
                yield messages
            except BaseException as error:
                ended = error
                raise
    except ExceptionGroup as complaints:
        if complaints.split(_GONE)[1] is not None:
            raise
        if ended is not None:
            raise ended from None


async def _opened(
    connection: AbstractConnection, antrean: str, prefetch: int
) -> tuple[AbstractChannel, AbstractQueue]:
    channel = await open_channel(connection)
    try:
        await channel.set_qos(prefetch_count=prefetch)
        return channel, await existing_queue(channel, antrean)
    except BaseException:
        # A robust channel that is left open would be made again with every connection.
        with suppress(AMQPError, ConnectionError, RuntimeError):
            await channel.close()
        raise


async def _reading(
    messages: AsyncIterator[AbstractIncomingMessage], antrean: str, read: Reader[T]
) -> AsyncIterator[T]:
    async for message in messages:
        if (wanted := await read(message, antrean)) is not None:
            yield wanted


P = TypeVar("P", bound=Pesan)


@dataclass(frozen=True)
class Received(Generic[P]):
    """One delivery. It goes back to the queue when its holder crashes."""

    pesan: P
    antrean: str
    message: AbstractIncomingMessage

    async def done(self) -> None:
        """Take it off the queue. Raises `DeliveryLost` when the connection broke meanwhile: the
        message is back, and the next reader must see that it is settled."""
        try:
            await self.message.ack()
        except _GONE as error:
            raise DeliveryLost(self.antrean) from error

    async def put_back(self) -> None:
        """Give it back for another one to take; a broken connection has done so already."""
        try:
            await self.message.nack(requeue=True)
        except _GONE:
            return


@dataclass(frozen=True)
class ReceivedTask(Received[Tugas]):
    @property
    def tugas(self) -> Tugas:
        return self.pesan


@dataclass(frozen=True)
class ReceivedNotice(Received[Pemberitahuan]):
    @property
    def pemberitahuan(self) -> Pemberitahuan:
        return self.pesan


@dataclass(frozen=True)
class ToolReader:
    """Reads what lies in a tool's queue, and puts aside what does not belong there."""

    penjaga: Penjaga
    aside: Aside

    async def task(self, message: AbstractIncomingMessage, antrean: str) -> ReceivedTask | None:
        tugas = await self._read(message, antrean, Tugas)
        return None if tugas is None else ReceivedTask(tugas, antrean, message)

    async def notice(self, message: AbstractIncomingMessage, antrean: str) -> ReceivedNotice | None:
        notice = await self._read(message, antrean, Pemberitahuan)
        return None if notice is None else ReceivedNotice(notice, antrean, message)

    async def _read(
        self, message: AbstractIncomingMessage, antrean: str, model: type[P]
    ) -> P | None:
        try:
            return read_for_tool(message, antrean, model, self.penjaga)
        except Ditolak as tolak:
            await self.aside(message, antrean, tolak)
            return None
