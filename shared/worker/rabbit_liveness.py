"""Whether a worker's consumers are there, as the connection itself knows it."""

import asyncio
from collections.abc import Iterable

from aio_pika.exceptions import AMQPError
from aiormq import Channel
from faststream.rabbit import RabbitBroker
from faststream.rabbit.subscriber import RabbitSubscriber

from shared.errors import BrokerTidakTerjangkau
from shared.worker.cancellation import lost_is_not_cancelled

PATIENCE_SECONDS = 2.0
"""While the connection is away, asking for a channel waits for its return."""


async def is_consuming(broker: RabbitBroker) -> bool:
    """Whether everybody who subscribed consumes."""
    return await all_consume(broker.subscribers)


async def all_consume(subscribers: Iterable[object]) -> bool:
    """True when every subscriber holds a consumer on an open channel, and there is one.

    The broker takes a consumer away when its queue is deleted, while connection and channel
    stay: FastStream's `ping` would still be true. A broker that hangs is found out by the AMQP
    heartbeat, which closes the connection.
    """
    try:
        with lost_is_not_cancelled():
            async with asyncio.timeout(PATIENCE_SECONDS):
                held = [await has_consumer(s) for s in subscribers]
    # RuntimeError: the channel is being replaced.
    except (AMQPError, OSError, RuntimeError, BrokerTidakTerjangkau):
        return False
    return bool(held) and all(held)


async def has_consumer(subscriber: object) -> bool:
    """Raises `RuntimeError` while its channel is being replaced."""
    if not isinstance(subscriber, RabbitSubscriber) or subscriber._queue_obj is None:
        return False
    channel = await subscriber._queue_obj.channel.get_underlay_channel()
    assert isinstance(channel, Channel)  # noqa: S101 - the interface does not list consumers
    return not channel.is_closed and subscriber._consumer_tag in channel.consumers
