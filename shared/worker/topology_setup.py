"""Declares exchanges, queues and bindings, once, before any worker consumes."""

from collections.abc import Awaitable, Callable

from aio_pika import ExchangeType, connect
from aio_pika.abc import AbstractChannel
from aio_pika.exceptions import ChannelPreconditionFailed

from shared.errors import AlurIzinError
from shared.topology import Antrean, Topologi

Declare = Callable[[], Awaitable[None]]


class TopologiBentrok(AlurIzinError):
    """A queue or exchange of this name exists with other arguments; waiting will not cure it."""


async def declare(rabbitmq_url: str, topologi: Topologi) -> None:
    """Repeatable. Raises `TopologiBentrok` that carries the broker's own words."""
    connection = await connect(rabbitmq_url)
    async with connection:
        channel = await connection.channel()
        try:
            await _declare_all(channel, topologi)
        except ChannelPreconditionFailed as galat:
            raise TopologiBentrok(str(galat)) from galat


async def _declare_all(channel: AbstractChannel, topologi: Topologi) -> None:
    for nama in topologi.exchange:
        await channel.declare_exchange(nama, ExchangeType.TOPIC, durable=True)
    for antrean in topologi.antrean:
        await _declare_queue(channel, antrean)


async def _declare_queue(channel: AbstractChannel, antrean: Antrean) -> None:
    queue = await channel.declare_queue(antrean.nama, durable=True, arguments=dict(antrean.argumen))
    exchange, kunci = antrean.ikatan
    await queue.bind(exchange, routing_key=kunci)
