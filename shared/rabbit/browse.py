"""Asking a queue without taking anything away: one message, whether it is empty, how much it has to
hand out, all that is in it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aio_pika.abc import AbstractIncomingMessage as Held
from aio_pika.exceptions import AMQPError

from shared.rabbit.client_queues import existing_queue
from shared.rabbit.connection import broker_errors, connect, rights_named

ANSWER_SECONDS = 5.0

_LOST = (AMQPError, ConnectionError, RuntimeError, TimeoutError)


async def ask(
    queue: AbstractQueue, answer_seconds: float = ANSWER_SECONDS
) -> AbstractIncomingMessage | None:
    """None when the queue is empty. Raises the errors of aio-pika, and `HakKurang`.

    aio-pika's own `get`, cancelled in the moment of its answer, goes on as if it had not been
    (aiormq waits with `asyncio.wait_for`, which does that up to Python 3.11): a loop of `get` would
    never end. Cancelled before, it leaves the message with a channel that is not read any more.
    Here a cancellation waits for the answer, and a message goes back to its queue.
    """
    asking = asyncio.ensure_future(queue.get(fail=False, timeout=answer_seconds))
    try:
        with rights_named():
            return await asyncio.shield(asking)
    except asyncio.CancelledError:
        with suppress(*_LOST):  # with its channel the message goes back by itself
            if (message := await asking) is not None:
                await message.nack(requeue=True)
        raise


PATIENCE_SECONDS = 10.0


async def is_empty(rabbitmq_url: str, antrean: str) -> bool:
    """True when the queue cannot hand out a message; messages that others hold are not seen.

    By asking for a message, and putting it back: a passive declare answers 0 also for a quorum
    queue that has no leader yet, as for a moment after the broker came back. Raises
    `BrokerTidakTerjangkau`.
    """
    with broker_errors():
        async with asyncio.timeout(PATIENCE_SECONDS):
            async with await connect(rabbitmq_url) as connection:
                channel = await connection.channel()
                queue = await channel.get_queue(antrean, ensure=False)
                pesan = await ask(queue)
                if pesan is not None:
                    await pesan.reject(requeue=True)
                return pesan is None


async def ready_messages(rabbitmq_url: str, antrean: str) -> int:
    """Without messages that others hold unacknowledged, and 0 also for a quorum queue that has no
    leader yet, or that another is looking through just now. Only counts, and needs only the right
    to read. Raises `BrokerTidakTerjangkau`."""
    with broker_errors():
        async with asyncio.timeout(PATIENCE_SECONDS):
            async with await connect(rabbitmq_url) as connection:
                channel = await connection.channel()
                with rights_named(melihat=True):
                    queue = await channel.get_queue(antrean)
                return queue.declaration_result.message_count or 0


__all__ = ["Held", "browsing"]

MOST_IN_A_CHANNEL = 60_000
"""AMQP counts what a consumer may hold in 16 bits, and without a count a quorum queue hands out
2,000."""

MOST_UNCOUNTED = 100_000
"""Beyond the queue's own count; so every look ends, also while messages come in."""

EVERYTHING = 0
"""As a delivery tag."""

SILENCE_SECONDS = 0.5


@asynccontextmanager
async def browsing(
    connection: AbstractConnection, antrean: str
) -> AsyncIterator[AsyncIterator[Held]]:
    """All messages that wait in the queue when the look begins, the oldest first. They stay there.

    A message is held, unseen by others, from when it was asked for until the look ends. Then it
    goes back, delivered once more than before: in a queue with a delivery limit that is not for
    every minute. It keeps its order, unless there is more of it than one channel can hold. A
    message that is acknowledged meanwhile is gone. Raises `QueueMissing` and aio-pika's errors.
    """
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
    """The messages that one channel holds."""

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
        """The length of a queue leaves out messages given back a moment ago; asking for a message
        waits for them."""
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


WRITTEN_BY_THE_BROKER = "x-"

ROUTING_HEADERS = frozenset({"CC", "BCC"})
"""By these the broker routes a message to further queues, with the rights of whoever publishes."""


def copy_of(
    message: AbstractIncomingMessage, without: Iterable[str] = (), *, reply: bool = True
) -> Message:
    """The message as it was first published, without the headers of the broker and of karantina,
    and without those that would lead a copy to other queues.

    `without`: further headers to leave out; `reply`: the sender is still to be answered.
    `user_id` is left out: the broker lets an account publish under its own name only.
    """
    dropped = frozenset(without) | ROUTING_HEADERS
    return Message(
        message.body,
        headers={
            name: value
            for name, value in message.headers.items()
            if not name.startswith(WRITTEN_BY_THE_BROKER) and name not in dropped
        },
        content_type=message.content_type,
        content_encoding=message.content_encoding,
        delivery_mode=DeliveryMode.PERSISTENT,
        type=message.type,
        message_id=message.message_id,
        correlation_id=message.correlation_id,
        timestamp=message.timestamp,
        reply_to=message.reply_to if reply else None,
        app_id=message.app_id,
    )
