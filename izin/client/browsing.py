"""Looking into a queue without taking anything away.

What is looked at is held, unseen by others, until the look ends; then it goes back, delivered once
more than before: in a queue with a delivery limit that is not for every minute. It keeps its order,
unless there is more of it than one channel can hold.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractQueue
from aio_pika.abc import AbstractIncomingMessage as Held

from izin.client.consuming import existing_queue
from shared.worker.rabbit_asking import ask

__all__ = ["Held", "browsing"]

MOST_IN_A_CHANNEL = 60_000
"""AMQP counts what a consumer may hold in 16 bits, and without a count a quorum queue hands out
2,000."""

MOST_UNCOUNTED = 100_000
"""Beyond what a queue held by its own count; an end to every look, whatever is put into it."""

EVERYTHING = 0
"""As a delivery tag."""

SILENCE_SECONDS = 0.5

PATIENCE_SECONDS = 10.0
"""A queue that has lost its leader answers nobody."""


@asynccontextmanager
async def browsing(
    connection: AbstractConnection, antrean: str
) -> AsyncIterator[AsyncIterator[Held]]:
    """Everything that waits in the queue when the look begins, the oldest first. Nothing beyond
    the first message is held before it was asked for. What is acknowledged meanwhile is gone, all
    else goes back at the end. Raises `QueueMissing`, and what aio-pika raises."""
    hands: list[_Hand] = []
    try:
        yield _all(connection, antrean, hands)
    finally:
        for hand in hands:
            await hand.give_back()


async def _all(
    connection: AbstractConnection, antrean: str, hands: "list[_Hand]"
) -> AsyncIterator[Held]:
    left = 1
    while left > 0:
        channel = await connection.channel(publisher_confirms=False)
        hands.append(hand := _Hand(channel, await existing_queue(channel, antrean)))
        if len(hands) == 1:
            left = hand.queue.declaration_result.message_count or 1
        seen = 0
        async for message in hand.take(portion := min(left, MOST_IN_A_CHANNEL)):
            seen += 1
            yield message
        left = left - seen if seen == portion else 0  # somebody else has taken the rest
    async for message in hands[-1].rest():
        yield message


class _Hand:
    """What one channel holds."""

    def __init__(self, channel: AbstractChannel, queue: AbstractQueue) -> None:
        self.queue = queue
        self._channel = channel
        self._consumer: str | None = None
        self._arrived: asyncio.Queue[Held] = asyncio.Queue()

    async def take(self, most: int) -> AsyncIterator[Held]:
        """By a consumer, many times faster than asking for one after the other; only the first is
        asked for, so that no more are delivered than were wanted."""
        first = await ask(self.queue, PATIENCE_SECONDS)
        if first is None:
            return
        yield first
        if most > 1:
            await self._channel.set_qos(prefetch_count=most - 1)
            self._consumer = await self.queue.consume(self._arrived.put)
        for _ in range(most - 1):
            message = await self._next()
            if message is None:
                return
            yield message

    async def rest(self) -> AsyncIterator[Held]:
        """The length of a queue does not count yet what was given back a moment ago; asking for a
        message waits for that."""
        for _ in range(MOST_UNCOUNTED):
            message = await ask(self.queue, PATIENCE_SECONDS)
            if message is None:
                break
            yield message
        while not self._arrived.empty():
            yield self._arrived.get_nowait()

    async def _next(self) -> Held | None:
        """None when the queue is empty. Silence alone does not say so: the machine may be busy."""
        try:
            async with asyncio.timeout(SILENCE_SECONDS):
                return await self._arrived.get()
        except TimeoutError:
            message = await ask(self.queue, PATIENCE_SECONDS)
        if message is None and not self._arrived.empty():
            return self._arrived.get_nowait()
        return message

    async def give_back(self) -> None:
        """Closing the channel alone would do that too, but some time later, and in disorder."""
        if self._channel.is_closed:
            return
        if self._consumer is not None:
            await self.queue.cancel(self._consumer)
        underlay = await self._channel.get_underlay_channel()
        await underlay.basic_nack(EVERYTHING, multiple=True, requeue=True)
        await self._channel.close()
