"""Publishing derived or kept messages: once confirmed, a message is in its queue."""

import asyncio

import aio_pika
from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractExchange
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError, PublishError

from shared.akses import nama_pengguna
from shared.alur import Kiriman
from shared.rabbit.connection import rights_named
from shared.rabbit.errors import NotConfirmed, NotRouted

CONFIRM_SECONDS = 30.0
JSON = "application/json"


async def open_sender(connection: AbstractConnection) -> "Sender":
    """On a channel of its own, which ends with the connection."""
    channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
    assert isinstance(connection, aio_pika.Connection)  # noqa: S101 - knows where it leads to
    return Sender(channel, nama_pengguna(str(connection.url)))


class Sender:
    """Never two messages of one id at the same time: returned ones are matched by it. `pengguna` is
    the account of the connection; every message sent bears it."""

    def __init__(self, channel: AbstractChannel, pengguna: str | None) -> None:
        self._channel = channel
        self._pengguna = pengguna
        self._exchanges: dict[str, AbstractExchange] = {"": channel.default_exchange}

    async def send(self, kiriman: Kiriman) -> None:
        """Raises as `publish`."""
        message = Message(
            kiriman.pesan.ke_json(),
            content_type=JSON,
            delivery_mode=DeliveryMode.PERSISTENT,
            type=type(kiriman.pesan).__name__,
            message_id=kiriman.message_id,
            correlation_id=kiriman.correlation_id,
            timestamp=kiriman.saat,
        )
        await self.publish(message, kiriman.exchange, kiriman.kunci, mandatory=kiriman.wajib_sampai)

    async def publish(
        self, message: Message, exchange: str, kunci: str, *, mandatory: bool = True
    ) -> None:
        """The empty exchange leads to the queue that `kunci` names. Raises `NotRouted`,
        `NotConfirmed` and `HakKurang`; sending the same message again is safe."""
        message.user_id = self._pengguna
        try:
            async with asyncio.timeout(CONFIRM_SECONDS):
                with rights_named():
                    target = await self._exchange(exchange)
                    await target.publish(message, kunci, mandatory=mandatory)
        except PublishError as error:
            raise NotRouted(kunci) from error
        except TimeoutError as error:
            sebab = f"tidak ada kepastian dalam {CONFIRM_SECONDS:g} detik"
            raise NotConfirmed(kunci, sebab) from error
        except (AMQPError, ChannelInvalidStateError, OSError) as error:
            raise NotConfirmed(kunci, type(error).__name__) from error

    async def _exchange(self, nama: str) -> AbstractExchange:
        if nama not in self._exchanges:
            self._exchanges[nama] = await self._channel.get_exchange(nama, ensure=False)
        return self._exchanges[nama]
