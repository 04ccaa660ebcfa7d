"""The client of a portal and of an officers' tool.

They submit, take tasks, decide and hear answers, over one robust connection that comes back by
itself when the broker does."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import aio_pika
from aio_pika import DeliveryMode, Message
from aio_pika.abc import (
    AbstractChannel,
    AbstractExchange,
    AbstractIncomingMessage,
    AbstractRobustChannel,
    AbstractRobustConnection,
)
from aio_pika.abc import AbstractConnection as Connection
from aio_pika.exceptions import (
    AMQPError,
    AuthenticationError,
    ChannelNotFoundEntity,
    InvalidFrameError,
    ProbableAuthenticationError,
    PublishError,
)

from shared import topology
from shared.akses import nama_pengguna
from shared.certificate_words import sebab_sertifikat
from shared.contracts import (
    DaftarTugas,
    Jawaban,
    MintaTugas,
    Penarikan,
    Pengajuan,
    Putusan,
)
from shared.contracts.reading import baca_pesan
from shared.errors import PesanTidakTerbaca
from shared.permohonan import id_permohonan
from shared.rabbit.browse import ask
from shared.rabbit.client_queues import (
    Hand,
    ReceivedNotice,
    ReceivedTask,
    consuming,
    open_channel,
    read_notice,
    read_task,
    until_back,
)
from shared.rabbit.connection import connect
from shared.rabbit.errors import (
    AnswerTimeout,
    BrokerUnreachable,
    NotConfirmed,
    NotRouted,
    QueueMissing,
    QueueUnavailable,
    UnreadableMessage,
)
from shared.rabbit.properties import read_leniently

FromClient = Pengajuan | Putusan | Penarikan | MintaTugas
Answer = Jawaban | DaftarTugas
_ANSWERS: Mapping[str, type[Answer]] = {"Jawaban": Jawaban, "DaftarTugas": DaftarTugas}


@dataclass(frozen=True)
class ReplyAddress:
    """The address of the worker's answer, and the id that marks it."""

    queue: str
    correlation_id: str


@dataclass(frozen=True)
class Outgoing:
    """A message with its routing key in the exchange `izin`."""

    kunci: str
    message: Message


def submission(pengajuan: Pengajuan, reply: ReplyAddress | None, pengguna: str | None) -> Outgoing:
    """A correction's application is not known from its key: its nomor stands in for it."""
    permohonan = pengajuan.nomor or str(id_permohonan(pengajuan.pengajuan_id))
    kunci = topology.antrean_berkas(topology.PELAKSANA_PENERIMA)
    message = _message(pengajuan, pengajuan.pengajuan_id, permohonan, reply)
    message.user_id = pengguna
    message.timestamp = pengajuan.diajukan_pada
    return Outgoing(kunci, message)


def decision(putusan: Putusan, reply: ReplyAddress | None, pengguna: str | None) -> Outgoing:
    message = _message(putusan, putusan.putusan_id, str(putusan.permohonan_id), reply)
    message.user_id = pengguna
    message.timestamp = putusan.diputuskan_pada
    return Outgoing(topology.antrean_putusan(putusan.pelaksana), message)


def withdrawal(penarikan: Penarikan, reply: ReplyAddress | None, pengguna: str | None) -> Outgoing:
    kunci = topology.antrean_berkas(topology.PELAKSANA_PENERIMA)
    message = _message(penarikan, penarikan.penarikan_id, penarikan.nomor, reply)
    message.user_id = pengguna
    message.timestamp = penarikan.ditarik_pada
    return Outgoing(kunci, message)


def question(minta: MintaTugas, reply: ReplyAddress | None, pengguna: str | None) -> Outgoing:
    message = _message(minta, minta.permintaan_id, minta.permintaan_id, reply)
    message.user_id = pengguna
    return Outgoing(topology.antrean_putusan(minta.pelaksana), message)


def _message(
    pesan: FromClient,
    message_id: str,
    permohonan: str,
    reply: ReplyAddress | None,
) -> Message:
    """Outside of a request the correlation id is the application's, as everywhere on the wire."""
    return Message(
        body=pesan.ke_json(),
        content_type="application/json",
        content_encoding="utf-8",
        delivery_mode=DeliveryMode.PERSISTENT,
        type=pesan.tipe,
        message_id=message_id,
        correlation_id=reply.correlation_id if reply else permohonan,
        reply_to=reply.queue if reply else None,
    )


class Replies:
    """Answers by `reply_to`, matched by correlation id.

    By RabbitMQ's direct reply-to: it needs no queue, so that an account that may declare nothing
    can ask. Answers come to the channel that asked, and are lost with it: the time of a request
    runs out, and it is sent again with the same id. An answer that comes too late is dropped: the
    store has its content too.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._channel: AbstractRobustChannel

    async def listen(self, channel: AbstractRobustChannel) -> None:
        """On the channel that the requests go out by."""
        self._channel = channel
        # Declared, if passively: only so the library consumes again after a lost connection.
        queue = await channel.declare_queue(topology.ANTREAN_BALASAN, passive=True)
        await queue.consume(self._receive, no_ack=True)

    async def ready(self) -> None:
        """Returns when answers can arrive: at once, or after a lost connection is back."""
        await self._channel.ready()

    def expect(self) -> ReplyAddress:
        """An address for exactly one request; to be followed by `wait`."""
        address = ReplyAddress(topology.ANTREAN_BALASAN, str(uuid4()))
        self._waiting[address.correlation_id] = asyncio.get_running_loop().create_future()
        return address

    async def wait(self, address: ReplyAddress, kunci: str, wait_seconds: float) -> Answer:
        """Raises `AnswerTimeout`, and `UnreadableMessage` for an answer of another contract."""
        try:
            async with asyncio.timeout(wait_seconds):
                return await self._waiting[address.correlation_id]
        except TimeoutError as error:
            raise AnswerTimeout(kunci, wait_seconds) from error

    def forget(self, address: ReplyAddress) -> None:
        if (future := self._waiting.pop(address.correlation_id, None)) is not None:
            future.cancel()

    async def _receive(self, message: AbstractIncomingMessage) -> None:
        future = self._waiting.get(message.correlation_id or "")
        if future is None or future.done():
            return
        try:
            jawaban = baca_pesan(message.body, message.type, _ANSWERS)
        except PesanTidakTerbaca as error:
            address = topology.ANTREAN_BALASAN
            lost = UnreadableMessage(address, message.message_id or "", error.rincian)
            future.set_exception(lost)
            return
        assert isinstance(jawaban, Answer)  # noqa: S101 - the only types asked for
        future.set_result(jawaban)


CONFIRM_SECONDS = 30.0
"""A broker in alarm never confirms; past this the sender is told."""

READ_SECONDS = 30.0
"""A connection that was lost is tried again every second; past this the officer is told."""


class WireClient:
    """Made by `open_client`. Methods raise the errors of `shared.rabbit.errors`. `pengguna` is
    the account of the connection: a worker that is asked to look takes nothing without it."""

    def __init__(self, connection: AbstractRobustConnection, pengguna: str | None = None) -> None:
        self._connection = connection
        self._pengguna = pengguna
        self._replies = Replies()
        # Returned messages are matched by message id: never two of one id at the same time.
        self._publishing = asyncio.Lock()
        self._exchange: AbstractExchange
        self._taking: AbstractChannel | None = None

    async def start(self) -> None:
        channel = await self._connection.channel(publisher_confirms=True, on_return_raises=True)
        self._exchange = await channel.get_exchange(topology.EXCHANGE_IZIN, ensure=False)
        await self._replies.listen(channel)

    async def submit(
        self, pengajuan: Pengajuan, wait_seconds: float | None = None
    ) -> Jawaban | None:
        """Publish a submission; with `wait_seconds`, wait for the worker's answer and return it.
        Raises `AnswerTimeout` when none comes in time: the submission is safe in its queue."""
        if wait_seconds is None:
            await self._publish(submission(pengajuan, None, self._pengguna))
            return None
        return await self._request(pengajuan, wait_seconds)

    async def decide(self, putusan: Putusan, wait_seconds: float = 30) -> Jawaban:
        """Send a decision and return the worker's answer. Raises `AnswerTimeout`."""
        return await self._request(putusan, wait_seconds)

    async def withdraw(self, penarikan: Penarikan, wait_seconds: float = 30) -> Jawaban:
        """Send a withdrawal and return the worker's answer. Raises `AnswerTimeout`."""
        return await self._request(penarikan, wait_seconds)

    async def ask_tasks(self, minta: MintaTugas, wait_seconds: float = 30) -> Answer:
        """The tasks that are open, or the worker's refusal. Raises `AnswerTimeout`."""
        return await self._ask(minta, wait_seconds)

    def tasks(
        self, pelaksana: str, prefetch: int = 1
    ) -> AbstractAsyncContextManager[AsyncIterator[ReceivedTask]]:
        """The tasks of a role as they come. Raises `UnreadableMessage` and puts it back, and
        `QueueUnavailable` when it cannot begin because a lost connection does not come back."""
        antrean = topology.antrean_tugas(pelaksana)
        return consuming(self._connection, antrean, Hand(prefetch, READ_SECONDS), read_task)

    def notices(
        self, prefetch: int = 1
    ) -> AbstractAsyncContextManager[AsyncIterator[ReceivedNotice]]:
        """Notices for the applicants, as they come. Raises as `tasks`."""
        antrean = topology.ANTREAN_PEMBERITAHUAN
        return consuming(self._connection, antrean, Hand(prefetch, READ_SECONDS), read_notice)

    async def take(self, pelaksana: str) -> ReceivedTask | None:
        """The task at the head of a role's queue, or None when it is empty. Raises
        `QueueUnavailable` when a lost connection does not come back."""
        antrean = topology.antrean_tugas(pelaksana)
        try:
            async with asyncio.timeout(READ_SECONDS):
                message = await until_back(lambda: self._got(antrean), _given_back)
        except ChannelNotFoundEntity as error:
            raise QueueMissing(antrean) from error
        except TimeoutError as error:
            raise QueueUnavailable(antrean, READ_SECONDS) from error
        return None if message is None else await read_task(message, antrean)

    async def _got(self, antrean: str) -> AbstractIncomingMessage | None:
        """The message taken is tied to its channel, which must outlive this call."""
        if self._taking is None or self._taking.is_closed:
            self._taking = await open_channel(self._connection)
        # Not `ensure`: a robust channel would look for this queue whenever it returns.
        queue = await self._taking.get_queue(antrean, ensure=False)
        return await ask(queue)

    async def _request(
        self, pesan: Pengajuan | Putusan | Penarikan, wait_seconds: float
    ) -> Jawaban:
        jawaban = await self._ask(pesan, wait_seconds)
        assert isinstance(jawaban, Jawaban)  # noqa: S101 - only a question is answered otherwise
        return jawaban

    async def _ask(self, pesan: FromClient, wait_seconds: float) -> Answer:
        address = self._replies.expect()
        try:
            outgoing = _outgoing(pesan, address, self._pengguna)
            await self._publish(outgoing)
            return await self._replies.wait(address, outgoing.kunci, wait_seconds)
        finally:
            self._replies.forget(address)

    async def _publish(self, outgoing: Outgoing) -> None:
        """Confirmed and mandatory: when this returns, the message is in its queue. A connection
        that is lost meanwhile is waited for, and the message is sent again: it is the same one."""
        try:
            async with self._publishing, asyncio.timeout(CONFIRM_SECONDS):
                await until_back(lambda: self._published(outgoing))
        except (PublishError, ChannelNotFoundEntity) as error:
            raise NotRouted(outgoing.kunci) from error
        except TimeoutError as error:
            sebab = f"tidak ada kepastian dalam {CONFIRM_SECONDS:g} detik"
            raise NotConfirmed(outgoing.kunci, sebab) from error
        except AMQPError as error:
            raise NotConfirmed(outgoing.kunci, type(error).__name__) from error

    async def _published(self, outgoing: Outgoing) -> None:
        """An answer needs its queue back before the request goes out."""
        await self._replies.ready()
        await self._exchange.publish(outgoing.message, outgoing.kunci, mandatory=True)


def _outgoing(pesan: FromClient, reply: ReplyAddress, pengguna: str | None) -> Outgoing:
    if isinstance(pesan, MintaTugas):
        return question(pesan, reply, pengguna)
    if isinstance(pesan, Putusan):
        return decision(pesan, reply, pengguna)
    if isinstance(pesan, Penarikan):
        return withdrawal(pesan, reply, pengguna)
    return submission(pesan, reply, pengguna)


async def _given_back(message: AbstractIncomingMessage | None) -> None:
    if message is not None:
        await message.nack(requeue=True)


__all__ = ["Connection", "address", "open_client", "open_connection"]

CONNECT_SECONDS = 10.0
RECONNECT_SECONDS = 1.0
"""Somebody waits at a terminal; aio-pika would try every five."""

DEFAULT_PORT = 5672
TLS_PORT = 5671
OPTIONS: dict[str, Any] = {
    "timeout": CONNECT_SECONDS,
    "client_properties": {"connection_name": "izin"},
}


@asynccontextmanager
async def open_client(rabbitmq_url: str) -> AsyncIterator[WireClient]:
    """Connects once and says so if it cannot: raises `BrokerUnreachable`. After that a lost
    connection is taken up again."""
    with _unreachable(rabbitmq_url):
        connection: AbstractRobustConnection = await aio_pika.connect_robust(
            rabbitmq_url, reconnect_interval=RECONNECT_SECONDS, **OPTIONS
        )
    async with connection:
        client = WireClient(connection, nama_pengguna(rabbitmq_url))
        await client.start()
        yield client


@asynccontextmanager
async def open_connection(rabbitmq_url: str) -> AsyncIterator[Connection]:
    """For looking into queues: it does not come back by itself, so that a holder of messages learns
    when it has lost them. Raises `BrokerUnreachable`."""
    with _unreachable(rabbitmq_url):
        connection = await connect(rabbitmq_url, **OPTIONS)
    async with connection:
        yield connection


def address(rabbitmq_url: str) -> str:
    """host:port of the URL, fit to be shown."""
    parts = urlsplit(rabbitmq_url)
    port = parts.port or (TLS_PORT if parts.scheme == "amqps" else DEFAULT_PORT)
    return f"{parts.hostname or 'localhost'}:{port}"


@contextmanager
def _unreachable(rabbitmq_url: str) -> Iterator[None]:
    read_leniently()
    try:
        yield
    except (AMQPError, OSError) as error:
        raise BrokerUnreachable(address(rabbitmq_url), _cause(error)) from error


def _cause(error: Exception) -> str:
    if (certificate := sebab_sertifikat(error)) is not None:
        return certificate
    if isinstance(error, AuthenticationError | ProbableAuthenticationError):
        return "nama pengguna atau kata sandi ditolak"
    if isinstance(error, InvalidFrameError):
        # The broker closes where "open" should be confirmed: it let us in, but not into there.
        return "virtual host tidak ada, atau pengguna ini tidak berhak memakainya"
    if isinstance(error, TimeoutError):
        return f"tidak menjawab dalam {CONNECT_SECONDS:g} detik"
    return "sambungan ditolak, atau alamatnya tidak dikenal"
