"""The FastStream side of a worker: one subscriber a queue, each on a channel of its own, and
whether they still consume."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Iterable

import aiormq
from aio_pika.exceptions import AMQPError

from shared.errors import BrokerTidakTerjangkau
from shared.rabbit.aside import envelope_of
from shared.rabbit.connection import lost_is_not_cancelled
from shared.rabbit.delivery import Delivery
from shared.rabbit.framework import (
    AckPolicy,
    Channel,
    RabbitBroker,
    RabbitMessage,
    RabbitQueue,
    RabbitSubscriber,
)
from shared.rabbit.properties import read_leniently
from shared.rabbit.publish import faststream_errors

Serve = Callable[[Delivery], Awaitable[None]]
"""Settles a delivery in every case; usually a `Shell`."""


def open_broker(rabbitmq_url: str, henti_detik: float) -> RabbitBroker:
    """Handlers take the message as it is: looking up arguments by their types cost a tenth of each
    message. Publishers have channels of their own."""
    read_leniently()
    return RabbitBroker(
        rabbitmq_url,
        graceful_timeout=henti_detik,
        reconnect_interval=1.0,
        app_id=None,
        logger=None,
        apply_types=False,
    )


class RabbitDelivery:
    """One delivery; settling it over a channel that is gone is reported, not raised as AMQP."""

    def __init__(
        self, antrean: str, message: RabbitMessage, own_queues: Container[str] = ()
    ) -> None:
        raw = message.raw_message
        self._message = message
        self.envelope = envelope_of(antrean, raw, own_queues)

    async def ack(self) -> None:
        with faststream_errors():
            await self._message.ack()

    async def requeue(self) -> None:
        """By reject: from RabbitMQ 4.3 on a nack no longer counts towards the delivery limit."""
        with faststream_errors():
            await self._message.reject(requeue=True)


async def _as_it_came(message: RabbitMessage) -> RabbitMessage:
    """Reading is the shell's work: FastStream would fail on bad JSON before we could say why."""
    return message


def subscribe(
    broker: RabbitBroker, antrean: str, shell: Serve, prefetch: int, own_queues: Container[str]
) -> object:
    """Queues are declared beforehand; here they are only consumed. `own_queues` are all queues
    of the installation. The result is for `rabbit_liveness`."""

    async def handle(message: RabbitMessage) -> None:
        await shell(RabbitDelivery(antrean, message, own_queues))

    subscriber = broker.subscriber(
        RabbitQueue(antrean, declare=False),
        channel=Channel(prefetch_count=prefetch),
        ack_policy=AckPolicy.MANUAL,
        no_reply=True,
        decoder=_as_it_came,
    )
    subscriber(handle)
    return subscriber


PATIENCE_SECONDS = 2.0
"""While the connection is away, asking for a channel waits for its return."""


async def is_consuming(broker: RabbitBroker) -> bool:
    """Whether all subscribers consume."""
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
    assert isinstance(channel, aiormq.Channel)  # noqa: S101 - the interface does not list consumers
    return not channel.is_closed and subscriber._consumer_tag in channel.consumers
