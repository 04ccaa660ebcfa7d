"""The client of a portal and of an officers' tool.

They submit, take tasks, decide and hear answers, over one robust connection that comes back by
itself when the broker does."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import aio_pika
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
from shared.akses import Penjaga, alat_memeriksa, lewat_pintu, nama_pengguna
from shared.certificate_words import sebab_sertifikat
from shared.connection_words import sebab_sambungan
from shared.contracts import (
    DaftarTugas,
    Jawaban,
    MintaNaskah,
    MintaTugas,
    Naskah,
    Penarikan,
    Pengajuan,
    Putusan,
)
from shared.contracts.reading import baca_pesan
from shared.errors import PesanTidakTerbaca
from shared.rabbit.aside import Aside, Looking, Tell, told
from shared.rabbit.browse import ask
from shared.rabbit.client_queues import (
    Hand,
    ReceivedNotice,
    ReceivedTask,
    ToolReader,
    consuming,
    open_channel,
    until_back,
)
from shared.rabbit.connection import connect, rights_named
from shared.rabbit.errors import (
    AnswerTimeout,
    BrokerUnreachable,
    HakKurang,
    NotConfirmed,
    NotRouted,
    QueueMissing,
    QueueUnavailable,
    UnreadableMessage,
)
from shared.rabbit.outgoing import FromClient, Outgoing, ReplyAddress, outgoing_of, submission
from shared.rabbit.properties import read_leniently

Answer = Jawaban | DaftarTugas | Naskah
_ANSWERS: Mapping[str, type[Answer]] = {
    "Jawaban": Jawaban,
    "DaftarTugas": DaftarTugas,
    "Naskah": Naskah,
}


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

    def __init__(
        self, connection: AbstractRobustConnection, pengguna: str | None, looking: Looking
    ) -> None:
        self._connection = connection
        self._pengguna = pengguna
        self._looking = looking
        self._replies = Replies()
        # Returned messages are matched by message id: never two of one id at the same time.
        self._publishing = asyncio.Lock()
        self._channel: AbstractChannel
        self._exchange: AbstractExchange
        self._by_door = lewat_pintu(pengguna)
        self._taking: AbstractChannel | None = None

    async def start(self) -> None:
        channel = await self._connection.channel(publisher_confirms=True, on_return_raises=True)
        self._channel = channel
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

    async def ask_text(self, minta: MintaNaskah, wait_seconds: float = 60) -> Answer:
        """For the text of an SK: a `Naskah`, or a `Jawaban` that says why there is none. Raises as
        `decide`."""
        return await self._ask(minta, wait_seconds)

    async def ask_tasks(self, minta: MintaTugas, wait_seconds: float = 30) -> Answer:
        """The tasks that are open, or the worker's refusal. Raises `AnswerTimeout`."""
        return await self._ask(minta, wait_seconds)

    def tasks(
        self, pelaksana: str, prefetch: int = 1
    ) -> AbstractAsyncContextManager[AsyncIterator[ReceivedTask]]:
        """The tasks of a role as they come; anything else is put aside. Raises `QueueUnavailable`
        when it cannot begin because a lost connection does not come back."""
        antrean, reader = topology.antrean_tugas(pelaksana), self._reader(pelaksana)
        return consuming(self._connection, antrean, Hand(prefetch, READ_SECONDS), reader.task)

    def notices(
        self, prefetch: int = 1
    ) -> AbstractAsyncContextManager[AsyncIterator[ReceivedNotice]]:
        """Notices for the applicants, as they come. Raises as `tasks`."""
        antrean, reader = topology.ANTREAN_PEMBERITAHUAN, self._reader()
        return consuming(self._connection, antrean, Hand(prefetch, READ_SECONDS), reader.notice)

    async def take(self, pelaksana: str) -> ReceivedTask | None:
        """The first task of a role's queue, or None when there is none; anything before it is put
        aside. Raises `QueueUnavailable` when a lost connection does not come back."""
        antrean, reader = topology.antrean_tugas(pelaksana), self._reader(pelaksana)
        while (message := await self._head(antrean)) is not None:
            if (task := await reader.task(message, antrean)) is not None:
                return task
        return None

    def _reader(self, *pelaksana: str) -> ToolReader:
        channel = None if self._by_door else self._channel
        return ToolReader(
            Penjaga(frozenset(pelaksana), self._looking.aktif),
            Aside(channel, self._pengguna, self._looking.tell),
        )

    async def _head(self, antrean: str) -> AbstractIncomingMessage | None:
        try:
            async with asyncio.timeout(READ_SECONDS):
                return await until_back(lambda: self._got(antrean), _given_back)
        except ChannelNotFoundEntity as error:
            raise QueueMissing(antrean) from error
        except TimeoutError as error:
            raise QueueUnavailable(antrean, READ_SECONDS) from error

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
            outgoing = outgoing_of(pesan, address, self._pengguna)
            await self._publish(outgoing)
            return await self._replies.wait(address, outgoing.kunci, wait_seconds)
        finally:
            self._replies.forget(address)

    async def _publish(self, outgoing: Outgoing) -> None:
        """Confirmed and mandatory: when this returns, the message is in its queue. A connection
        that is lost meanwhile is waited for, and the message is sent again: it is the same one."""
        try:
            async with self._publishing, asyncio.timeout(CONFIRM_SECONDS):
                await self._through(outgoing)
        except (PublishError, ChannelNotFoundEntity) as error:
            raise NotRouted(outgoing.kunci) from error
        except TimeoutError as error:
            sebab = f"tidak ada kepastian dalam {CONFIRM_SECONDS:g} detik"
            raise NotConfirmed(outgoing.kunci, sebab) from error
        except AMQPError as error:
            raise NotConfirmed(outgoing.kunci, type(error).__name__) from error

    async def _through(self, outgoing: Outgoing) -> None:
        """By the door; by `izin` where all share one account, or the broker still has the rights
        of an earlier version. Raises `HakKurang`."""
        try:
            with rights_named():
                await until_back(lambda: self._published(outgoing))
        except (HakKurang, ChannelNotFoundEntity) as refused:
            if not self._by_door:
                raise
            self._by_door = False
            try:
                with rights_named():
                    await until_back(lambda: self._published(outgoing))
            except HakKurang:
                self._by_door = True
                raise refused from None

    async def _published(self, outgoing: Outgoing) -> None:
        """An answer needs its queue back before the request goes out."""
        await self._replies.ready()
        exchange = self._exchange
        if self._by_door:
            pintu = topology.pintu(outgoing.kunci)
            exchange = await self._channel.get_exchange(pintu, ensure=False)
        await exchange.publish(outgoing.message, outgoing.kunci, mandatory=True)


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
async def open_client(
    rabbitmq_url: str, periksa_pengguna: str | None = None, tell: Tell = told
) -> AsyncIterator[WireClient]:
    """Connects once and says so if it cannot: raises `BrokerUnreachable`. After that a lost
    connection is taken up again. `periksa_pengguna` as in the settings."""
    with _unreachable(rabbitmq_url):
        connection: AbstractRobustConnection = await aio_pika.connect_robust(
            rabbitmq_url, reconnect_interval=RECONNECT_SECONDS, **OPTIONS
        )
    async with connection:
        pengguna = nama_pengguna(rabbitmq_url)
        looking = Looking(alat_memeriksa(pengguna, periksa_pengguna), tell)
        client = WireClient(connection, pengguna, looking)
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
    return sebab_sambungan(error)
