"""A message in hand: it stays the queue's until it is said to be done."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError

from izin.client.errors import DeliveryLost, UnreadableMessage
from shared.contracts import Pemberitahuan, Tugas
from shared.contracts.base import Pesan
from shared.contracts.reading import baca_pesan
from shared.errors import PesanTidakTerbaca

P = TypeVar("P", bound=Pesan)

_GONE = (ChannelInvalidStateError, AMQPError, ConnectionError)


@dataclass(frozen=True)
class Received(Generic[P]):
    """One delivery. Whoever crashes with it in hand gives it back to the queue."""

    pesan: P
    antrean: str
    message: AbstractIncomingMessage

    async def done(self) -> None:
        """Take it off the queue. Raises `DeliveryLost` when the connection broke meanwhile: the
        message is back, and whoever gets it next must see that it is settled."""
        try:
            await self.message.ack()
        except _GONE as error:
            raise DeliveryLost(self.antrean) from error

    async def put_back(self) -> None:
        """Give it back for another one to take; a broken connection has done so already."""
        try:
            await self.message.nack(requeue=True)
        except _GONE:
            return


@dataclass(frozen=True)
class ReceivedTask(Received[Tugas]):
    @property
    def tugas(self) -> Tugas:
        return self.pesan


@dataclass(frozen=True)
class ReceivedNotice(Received[Pemberitahuan]):
    @property
    def pemberitahuan(self) -> Pemberitahuan:
        return self.pesan


async def read_task(message: AbstractIncomingMessage, antrean: str) -> ReceivedTask:
    return ReceivedTask(await _read(message, antrean, Tugas), antrean, message)


async def read_notice(message: AbstractIncomingMessage, antrean: str) -> ReceivedNotice:
    return ReceivedNotice(await _read(message, antrean, Pemberitahuan), antrean, message)


async def _read(message: AbstractIncomingMessage, antrean: str, model: type[P]) -> P:
    """A message that this tool cannot read may be fine for a newer one: it goes back, and the
    one at the terminal is told. Raises `UnreadableMessage`."""
    try:
        pesan = baca_pesan(message.body, message.type, {model.__name__: model})
    except PesanTidakTerbaca as error:
        await Received(Pesan(), antrean, message).put_back()
        raise UnreadableMessage(antrean, message.message_id or "", error.rincian) from error
    assert isinstance(pesan, model)  # noqa: S101 - the only type asked for
    return pesan
