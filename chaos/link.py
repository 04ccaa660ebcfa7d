"""A plain AMQP client that keeps nothing across a lost connection: what it is told is true, and
what it does not know it says."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractExchange
from aio_pika.abc import AbstractIncomingMessage as Incoming
from aio_pika.exceptions import AMQPError, PublishError
from aiormq import Channel

from shared import topology
from shared.contracts import Jawaban, Pesan

CONNECT_SECONDS = 5.0
CONFIRM_SECONDS = 15.0
CLOSE_SECONDS = 2.0
AGAIN_SECONDS = 0.4

GONE = (AMQPError, OSError, TimeoutError, RuntimeError, asyncio.InvalidStateError)
"""All the ways in which a connection says that it is no more, but for the one below."""

T = TypeVar("T")


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """Raises one of `GONE`. Returns in time whatever the library does: it was seen to swallow
    being cancelled, and to hang; and to raise a bare `Exception` for a channel that was closed."""
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if not done:
        task.cancel()
        task.add_done_callback(_seen)
        raise TimeoutError
    error = None if task.cancelled() else task.exception()
    if type(error) is Exception:
        raise ConnectionError("saluran ditutup") from error
    if task.cancelled():
        raise ConnectionError("sambungan ditutup")
    return task.result()


def _seen(task: asyncio.Future[Any]) -> None:
    """Nobody is interested in how it ended any more."""
    if not task.cancelled():
        task.exception()


class NotSent(Exception):
    """Nobody knows whether it arrived: it has to be sent again."""


async def connect(url: str) -> AbstractConnection:
    separator = "&" if "?" in url else "?"
    connecting = aio_pika.connect(f"{url}{separator}heartbeat=10", timeout=CONNECT_SECONDS)
    return await within(2 * CONNECT_SECONDS, connecting)


async def close(connection: AbstractConnection) -> None:
    with suppress(*GONE):
        await within(CLOSE_SECONDS, connection.close())


async def holds(connection: AbstractConnection, channel: AbstractChannel, tag: str) -> bool:
    """The broker takes a consumer away without closing anything when its queue is deleted. Raises
    one of `GONE`."""
    if connection.is_closed or channel.is_closed:
        return False
    below = await within(CLOSE_SECONDS, channel.get_underlay_channel())
    return isinstance(below, Channel) and not below.is_closed and tag in below.consumers


def message(pesan: Pesan, message_id: str, **more: Any) -> aio_pika.Message:
    return aio_pika.Message(
        pesan.ke_json(),
        content_type="application/json",
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        type=type(pesan).__name__,
        message_id=message_id,
        **more,
    )


class _Open(NamedTuple):
    """One connection with all that lives and dies with it, the queue of answers too."""

    connection: AbstractConnection
    channel: AbstractChannel
    exchange: AbstractExchange
    answers: str
    tag: str


class Link:
    """Publishes with confirms, and hears the answers."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opening = asyncio.Lock()
        self._now: _Open | None = None
        self._waiting: dict[str, asyncio.Future[Jawaban]] = {}

    async def publish(self, key: str, out: aio_pika.Message) -> None:
        """Returns when the broker has it. Raises `NotSent`."""
        await self._send(key, lambda _: out)

    async def request(
        self, key: str, make: Callable[[str, str], aio_pika.Message], seconds: float
    ) -> tuple[bool, Jawaban | None]:
        """(confirmed, answer or None). `make` gets the reply queue and the correlation id."""
        number = uuid.uuid4().hex
        future: asyncio.Future[Jawaban] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        confirmed = False
        try:
            over = await self._send(key, lambda answers: make(answers, number))
            confirmed = True
            await asyncio.wait({future}, timeout=seconds)
            if future.done():
                return True, future.result()
            await self._still_heard(over)
            return True, None
        except (NotSent, *GONE):
            await asyncio.sleep(AGAIN_SECONDS)
            return confirmed, None
        finally:
            self._waiting.pop(number, None)

    async def close(self) -> None:
        await self._drop(self._now)

    async def _send(self, key: str, make: Callable[[str], aio_pika.Message]) -> _Open:
        """`make` gets the queue of answers of the very connection that it goes over."""
        now: _Open | None = None
        try:
            now = await self._open()
            await within(
                CONFIRM_SECONDS, now.exchange.publish(make(now.answers), key, mandatory=True)
            )
            return now
        except PublishError as error:
            raise NotSent(f"tidak ada antrean {key}") from error
        except GONE as error:
            await self._drop(now)
            raise NotSent(type(error).__name__) from error

    async def _open(self) -> _Open:
        async with self._opening:
            if (now := self._now) is not None:
                if not (now.connection.is_closed or now.channel.is_closed):
                    return now
                await self._drop(now)
            connection = await connect(self._url)
            try:
                connection.close_callbacks.add(self._lost_answers)
                self._now = await within(CONFIRM_SECONDS, self._prepare(connection))
            except GONE:
                await close(connection)
                raise
            return self._now

    async def _prepare(self, connection: AbstractConnection) -> _Open:
        channel = await connection.channel(on_return_raises=True)
        queue = await channel.declare_queue(exclusive=True, auto_delete=True)
        tag = await queue.consume(self._hear, no_ack=True)
        exchange = await channel.get_exchange(topology.EXCHANGE_IZIN, ensure=False)
        return _Open(connection, channel, exchange, queue.name, tag)

    async def _still_heard(self, over: _Open) -> None:
        """No answer may mean that nobody would hear one any more: the next one opens anew then."""
        try:
            heard = await holds(over.connection, over.channel, over.tag)
        except GONE:
            heard = False
        if not heard:
            await self._drop(over)

    async def _hear(self, incoming: Incoming) -> None:
        future = self._waiting.get(incoming.correlation_id or "")
        if future is not None and not future.done():
            future.set_result(Jawaban.dari_json(incoming.body))

    def _lost_answers(self, *_: object) -> None:
        """The queue of answers went with its connection: nobody needs to wait for them."""
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ConnectionError("sambungan ditutup"))
                future.exception()  # seen, also where its request fails before it waits

    async def _drop(self, lost: _Open | None) -> None:
        """Unless another has taken its place already, which is left alone."""
        if lost is not None and self._now is lost:
            self._now = None
            await close(lost.connection)


# Reading a queue for ever, over one connection after another.
LOOK_SECONDS = 0.5

Take = Callable[[Incoming], Awaitable[None]]
Prepare = Callable[[AbstractChannel], Awaitable[None]]


async def consume(url: str, queue: str, take: Take, prepare: Prepare | None = None) -> None:
    """For ever, over one connection after another. `take` is called for each message and has to
    return quickly; what it did not acknowledge comes again after a loss."""
    while True:
        with suppress(*GONE):
            await _consume_once(url, queue, take, prepare)
        await asyncio.sleep(AGAIN_SECONDS)


async def _consume_once(url: str, queue: str, take: Take, prepare: Prepare | None) -> None:
    async def begin() -> tuple[AbstractChannel, str]:
        channel = await connection.channel(publisher_confirms=False)
        await channel.set_qos(prefetch_count=2000)
        if prepare is not None:
            await prepare(channel)
        source = await channel.get_queue(queue, ensure=True)
        return channel, await source.consume(take)

    connection = await connect(url)
    try:
        channel, tag = await within(CONFIRM_SECONDS, begin())
        while await holds(connection, channel, tag):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(LOOK_SECONDS)
    finally:
        await close(connection)


async def settle(incoming: Incoming) -> None:
    """Acknowledge; where the connection is gone it comes again, and is known then."""
    with suppress(*GONE):
        await within(CONFIRM_SECONDS, incoming.ack())
