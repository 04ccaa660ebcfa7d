"""The client: what a portal and an officers' tool can say and hear."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

from aio_pika.abc import (
    AbstractChannel,
    AbstractExchange,
    AbstractIncomingMessage,
    AbstractRobustConnection,
)
from aio_pika.exceptions import AMQPError, ChannelNotFoundEntity, PublishError

from izin.client.consuming import Hand, consuming
from izin.client.errors import NotConfirmed, NotRouted, QueueMissing, QueueUnavailable
from izin.client.outgoing import Outgoing, decision, submission
from izin.client.patience import open_channel, until_back
from izin.client.received import ReceivedNotice, ReceivedTask, read_notice, read_task
from izin.client.replies import Replies
from shared import topology
from shared.contracts import Jawaban, Pengajuan, Putusan
from shared.worker.rabbit_asking import ask

CONFIRM_SECONDS = 30.0
"""A broker in alarm never confirms; past this the sender is told."""

READ_SECONDS = 30.0
"""A connection that was lost is tried again every second; past this the officer is told."""


class WireClient:
    """Made by `open_client`. Methods raise the errors of `izin.client.errors`. `pengguna` is the
    account of the connection: a worker that is asked to look takes nothing without it."""

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
        """What the applicants are to be told, as it comes. Raises as `tasks`."""
        antrean = topology.ANTREAN_PEMBERITAHUAN
        return consuming(self._connection, antrean, Hand(prefetch, READ_SECONDS), read_notice)

    async def take(self, pelaksana: str) -> ReceivedTask | None:
        """The task at the head of a role's queue, or None when nothing waits there. Raises
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
        """What was taken is tied to its channel, which must outlive this call."""
        if self._taking is None or self._taking.is_closed:
            self._taking = await open_channel(self._connection)
        # Not `ensure`: a robust channel would look for this queue whenever it returns.
        queue = await self._taking.get_queue(antrean, ensure=False)
        return await ask(queue)

    async def _request(self, pesan: Pengajuan | Putusan, wait_seconds: float) -> Jawaban:
        address = self._replies.expect()
        try:
            outgoing = (
                decision(pesan, address, self._pengguna)
                if isinstance(pesan, Putusan)
                else submission(pesan, address, self._pengguna)
            )
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


async def _given_back(message: AbstractIncomingMessage | None) -> None:
    if message is not None:
        await message.nack(requeue=True)
