"""A queue as an async iterator; its channel, and all that was not settled, ends with it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import ChannelNotFoundEntity

from izin.client.errors import QueueMissing

T = TypeVar("T")
Reader = Callable[[AbstractIncomingMessage, str], Awaitable[T]]


async def existing_queue(channel: AbstractChannel, antrean: str) -> AbstractQueue:
    """Tools never declare what belongs to the workers. Raises `QueueMissing`."""
    try:
        return await channel.get_queue(antrean, ensure=True)
    except ChannelNotFoundEntity as error:
        raise QueueMissing(antrean) from error


@asynccontextmanager
async def consuming(
    connection: AbstractConnection, antrean: str, prefetch: int, read: Reader[T]
) -> AsyncIterator[AsyncIterator[T]]:
    """`prefetch` is how many may be in hand at once; what is left unsettled goes back."""
    channel = await connection.channel(publisher_confirms=False)
    try:
        await channel.set_qos(prefetch_count=prefetch)
        queue = await existing_queue(channel, antrean)
        async with queue.iterator() as messages:
            yield _reading(messages, antrean, read)
    finally:
        await channel.close()


async def _reading(
    messages: AsyncIterator[AbstractIncomingMessage], antrean: str, read: Reader[T]
) -> AsyncIterator[T]:
    async for message in messages:
        yield await read(message, antrean)
