"""Declares exchanges, queues and bindings, once, before any worker consumes.

An account that may not declare makes sure that all of it is there: somebody else made it.
"""

from collections.abc import Awaitable, Callable, Iterable

from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import (
    AMQPError,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
)
from aiormq.exceptions import ChannelAccessRefused

from shared.errors import AlurIzinError, BrokerTidakTerjangkau
from shared.topology import Antrean, Topologi
from shared.worker.cancellation import lost_is_not_cancelled
from shared.worker.rabbit_connect import connect

Declare = Callable[[], Awaitable[None]]


class TopologiBentrok(AlurIzinError):
    """A queue or exchange of this name exists with other arguments; waiting will not cure it."""


class TopologiDitolak(AlurIzinError):
    """This account may not make exchanges and queues."""


class TopologiBelumAda(BrokerTidakTerjangkau):
    """What this account may not declare is not there: whoever administers the broker makes it."""

    def __init__(self, nama: Iterable[str]) -> None:
        self.nama = tuple(nama)
        super().__init__(
            f"belum ada di broker: {', '.join(self.nama)}. Akun ini tidak berhak membuatnya:"
            " jalankan `izin akses topologi` dengan akun ops, atau impor definisinya"
        )


BELUM_SIAP = (AMQPError, OSError, TimeoutError, BrokerTidakTerjangkau)
"""How a broker that is not there, or not set up, shows to whoever declares."""


async def declare(rabbitmq_url: str, topologi: Topologi) -> None:
    """Repeatable. Raises `TopologiBentrok` that carries the broker's own words, and
    `TopologiBelumAda`."""
    with lost_is_not_cancelled():
        async with await connect(rabbitmq_url) as connection:
            if await _may_declare(connection, topologi.exchange[0]):
                await _declare(connection, topologi.exchange, topologi.antrean)
            else:
                await _ensure(connection, topologi)
                own = (antrean for antrean in topologi.antrean if antrean.milik_pembaca)
                await _declare(connection, (), own)


async def declare_over(connection: AbstractConnection, topologi: Topologi) -> None:
    """For whoever is to make it. Raises `TopologiBentrok` and `TopologiDitolak`."""
    try:
        await _declare(connection, topologi.exchange, topologi.antrean)
    except ChannelAccessRefused as galat:
        raise TopologiDitolak(f"akun ini tidak berhak membuat topologi: {galat}") from galat


async def _may_declare(connection: AbstractConnection, exchange: str) -> bool:
    """By declaring it. A refusal costs the channel, and one line in the broker's log."""
    try:
        await _declare(connection, (exchange,), ())
    except ChannelAccessRefused:
        return False
    return True


async def _declare(
    connection: AbstractConnection, exchange: Iterable[str], antrean: Iterable[Antrean]
) -> None:
    channel = await connection.channel()
    try:
        for nama in exchange:
            await channel.declare_exchange(nama, ExchangeType.TOPIC, durable=True)
        for satu in antrean:
            await _declare_queue(channel, satu)
    except ChannelPreconditionFailed as galat:
        raise TopologiBentrok(str(galat)) from galat


async def _declare_queue(channel: AbstractChannel, antrean: Antrean) -> None:
    queue = await channel.declare_queue(antrean.nama, durable=True, arguments=dict(antrean.argumen))
    exchange, kunci = antrean.ikatan
    await queue.bind(exchange, routing_key=kunci)


async def _ensure(connection: AbstractConnection, topologi: Topologi) -> None:
    """Asking for what there is needs no right. What is missing costs a channel."""
    milik_ops = dict.fromkeys(a.nama for a in topologi.antrean if not a.milik_pembaca)
    channel, hilang = await connection.channel(), []
    for nama, ada in (
        *((nama, _has_exchange) for nama in topologi.exchange),
        *((nama, _has_queue) for nama in milik_ops),
    ):
        if not await ada(channel, nama):
            hilang.append(nama)
            channel = await connection.channel()
    if hilang:
        raise TopologiBelumAda(hilang)


async def _has_exchange(channel: AbstractChannel, nama: str) -> bool:
    return await _answered(channel.get_exchange(nama))


async def _has_queue(channel: AbstractChannel, nama: str) -> bool:
    return await _answered(channel.get_queue(nama))


async def _answered(asked: Awaitable[object]) -> bool:
    try:
        await asked
    except ChannelNotFoundEntity:
        return False
    return True
