"""Exchanges, queues and bindings: declared before any worker consumes, put back when they are lost,
taken away when they are not to be filled any more.

An account that may not declare makes sure that what it works with is there: another account made
it. It asks after nothing else: from RabbitMQ 4.2.7 and 4.3.1 on, asking needs a right.
"""

from collections.abc import Awaitable, Callable, Container, Iterable, Mapping

from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import (
    AMQPError,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
)
from aiormq.exceptions import ChannelAccessRefused

from shared.errors import AlurIzinError, BrokerTidakTerjangkau
from shared.every import Every
from shared.log import get_logger
from shared.rabbit.browse import is_empty
from shared.rabbit.connection import connect, lost_is_not_cancelled, rights_named
from shared.rabbit.errors import HakKurang
from shared.topology import Antrean, JenisExchange, Topologi

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
"""The errors of declaring at a broker that is not there, or not set up."""


async def declare(
    rabbitmq_url: str, topologi: Topologi, dilihat: Container[str] | None = None
) -> None:
    """Repeatable. `dilihat`: the names that an account which may declare nothing works with; None
    for all.
    Raises `TopologiBentrok` that carries the broker's own words, `TopologiBelumAda` and
    `HakKurang`."""
    with lost_is_not_cancelled(), rights_named():
        async with await connect(rabbitmq_url) as connection:
            if await _may_declare(connection, topologi):
                await _declare(connection, topologi.jenis_exchange, topologi.antrean)
            else:
                await _ensure(connection, topologi, dilihat)
                own = (antrean for antrean in topologi.antrean if antrean.milik_pembaca)
                await _declare(connection, {}, own)


async def declare_over(connection: AbstractConnection, topologi: Topologi) -> bool:
    """For an account that is to make it. True when something was missing. Raises `TopologiBentrok`
    and `TopologiDitolak`."""
    try:
        hilang = await _missing(connection, topologi, None)
        await _declare(connection, topologi.jenis_exchange, topologi.antrean)
    except (ChannelAccessRefused, HakKurang) as galat:
        raise TopologiDitolak(f"akun ini tidak berhak membuat topologi: {galat}") from galat
    return bool(hilang)


async def _may_declare(connection: AbstractConnection, topologi: Topologi) -> bool:
    """By declaring the first exchange. A refusal costs the channel, and one line in the broker's
    log."""
    pertama = dict(list(topologi.jenis_exchange.items())[:1])
    try:
        await _declare(connection, pertama, ())
    except ChannelAccessRefused:
        return False
    return True


async def _declare(
    connection: AbstractConnection,
    exchange: Mapping[str, JenisExchange],
    antrean: Iterable[Antrean],
) -> None:
    channel = await connection.channel()
    try:
        for nama, jenis in exchange.items():
            await channel.declare_exchange(nama, ExchangeType(jenis), durable=True)
        for satu in antrean:
            await _declare_queue(channel, satu)
    except ChannelPreconditionFailed as galat:
        raise TopologiBentrok(str(galat)) from galat


async def _declare_queue(channel: AbstractChannel, antrean: Antrean) -> None:
    queue = await channel.declare_queue(antrean.nama, durable=True, arguments=dict(antrean.argumen))
    for exchange, kunci in antrean.semua_ikatan:
        await queue.bind(exchange, routing_key=kunci)


async def _ensure(
    connection: AbstractConnection, topologi: Topologi, dilihat: Container[str] | None
) -> None:
    if hilang := await _missing(connection, topologi, dilihat):
        raise TopologiBelumAda(hilang)


async def _missing(
    connection: AbstractConnection, topologi: Topologi, dilihat: Container[str] | None
) -> list[str]:
    """A missing name costs a channel."""
    milik_ops = dict.fromkeys(a.nama for a in topologi.antrean if not a.milik_pembaca)
    channel, hilang = await connection.channel(), []
    for nama, ada in (
        *((nama, _has_exchange) for nama in topologi.exchange),
        *((nama, _has_queue) for nama in milik_ops),
    ):
        if dilihat is not None and nama not in dilihat:
            continue
        if not await ada(channel, nama):
            hilang.append(nama)
            channel = await connection.channel()
    return hilang


async def _has_exchange(channel: AbstractChannel, nama: str) -> bool:
    return await _answered(channel.get_exchange(nama))


async def _has_queue(channel: AbstractChannel, nama: str) -> bool:
    return await _answered(channel.get_queue(nama))


async def _answered(asked: Awaitable[object]) -> bool:
    try:
        with rights_named(melihat=True):
            await asked
    except ChannelNotFoundEntity:
        return False
    return True


log = get_logger()

INTERVAL_SECONDS = 1.0
"""Not sooner: a queue deleted and declared again at once confuses RabbitMQ 3.10 (see
`publish.JEDA_DEKLARASI_DETIK`)."""


class TopologyKeeper(Every):
    """Puts back the queues that the broker lost with its disk, or that a person deleted.

    aio-pika takes a lost connection and a cancelled consumer up again by itself, but it tries in
    vain until the queue is there again. Declaring is repeatable and cheap: it is done when
    the worker was found without its consumers twice in a row.
    """

    def __init__(self, consuming: Callable[[], Awaitable[bool]], declare: Declare) -> None:
        super().__init__(self._look, INTERVAL_SECONDS, waits="topology", pause_first=True)
        self._consuming = consuming
        self._declare = declare
        self._missing = False

    async def _look(self) -> None:
        if await self._consuming():
            self._missing = False
        elif self._missing:
            await self._restore()
        else:
            self._missing = True

    async def _restore(self) -> None:
        try:
            await self._declare()
        except TopologiBentrok as galat:
            log.error("topology_conflict", sebab=str(galat))
        except TopologiBelumAda as galat:
            log.error("topology_missing", sebab=str(galat))
        except HakKurang as galat:
            log.error("rights_missing", sebab=str(galat))
        except BELUM_SIAP as galat:
            log.info("topology_waits", sebab=type(galat).__name__)
        else:
            log.info("topology_declared_anew")


async def unbind(rabbitmq_url: str, antrean: str, exchange: str, kunci: Iterable[str]) -> None:
    """Repeatable; a queue that is not there has no bindings. Raises the errors of aio-pika."""
    async with await connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        try:
            queue = await channel.get_queue(antrean)
            for satu in kunci:
                await queue.unbind(exchange, routing_key=satu)
        except ChannelNotFoundEntity:
            return


async def retire(rabbitmq_url: str, antrean: str, exchange: str, kunci: Iterable[str]) -> bool:
    """Closes the queue to new messages, and deletes it if it is empty. False when it still holds
    messages: they are not ours to throw away. Raises the errors of aio-pika, and
    `BrokerTidakTerjangkau`."""
    await unbind(rabbitmq_url, antrean, exchange, kunci)
    async with await connect(rabbitmq_url) as connection:
        try:
            await (await connection.channel()).get_queue(antrean)
        except ChannelNotFoundEntity:
            return True
    if not await is_empty(rabbitmq_url, antrean):
        return False
    async with await connect(rabbitmq_url) as connection:
        # Quorum queues know no "if empty"; without bindings it cannot fill meanwhile.
        await (await connection.channel()).queue_delete(antrean)
    return True
