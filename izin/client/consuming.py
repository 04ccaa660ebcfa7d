"""A queue as an async iterator; its channel, and all that was not settled, ends with it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import AMQPError, ChannelNotFoundEntity

from izin.client.errors import QueueMissing, QueueUnavailable
from izin.client.patience import open_channel, until_back

T = TypeVar("T")
Reader = Callable[[AbstractIncomingMessage, str], Awaitable[T]]


async def existing_queue(channel: AbstractChannel, antrean: str) -> AbstractQueue:
    """Tools never declare what belongs to the workers. Raises `QueueMissing`."""
    try:
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
    """What is left unsettled goes back. Raises `QueueMissing` and `QueueUnavailable`."""
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
        async with queue.iterator() as messages:
            yield _reading(messages, antrean, read)
    finally:
        await channel.close()


async def _opened(
    connection: AbstractConnection, antrean: str, prefetch: int
) -> tuple[AbstractChannel, AbstractQueue]:
    channel = await open_channel(connection)
    try:
        await channel.set_qos(prefetch_count=prefetch)
        return channel, await existing_queue(channel, antrean)
    except BaseException:
        # A robust channel that is left open would be made anew with every connection.
        with suppress(AMQPError, ConnectionError, RuntimeError):
            await channel.close()
        raise


async def _reading(
    messages: AsyncIterator[AbstractIncomingMessage], antrean: str, read: Reader[T]
) -> AsyncIterator[T]:
    async for message in messages:
        yield await read(message, antrean)
