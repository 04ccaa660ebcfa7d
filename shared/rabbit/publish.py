"""Publishing through FastStream: confirmed, mandatory, persistent, and never without a limit."""

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractExchange, ExchangeType
from aio_pika.exceptions import DeliveryError

from shared import topology
from shared.alur import Kiriman
from shared.contracts import DaftarTugas, Jawaban, Naskah
from shared.errors import BrokerTidakTerjangkau, Ditolak
from shared.rabbit.aside import quarantined
from shared.rabbit.connection import broker_errors
from shared.rabbit.declare import Declare
from shared.rabbit.delivery import Envelope
from shared.rabbit.framework import Channel, FastStreamException, RabbitBroker

ID_MAKS_BYTES = 255
"""Of an AMQP short string."""

JEDA_DEKLARASI_DETIK = 1.0
"""A queue deleted and declared again at once: RabbitMQ 3.10 was seen to leave a consumer on the
old one without telling it, and to deliver to it in vain."""

JSON = "application/json"

BAWAAN = ""
"""The nameless exchange, which leads to every queue by its name."""


@contextmanager
def faststream_errors() -> Iterator[None]:
    """As `broker_errors`, with FastStream's own errors."""
    try:
        with broker_errors():
            yield
    except FastStreamException as galat:
        raise BrokerTidakTerjangkau(f"{type(galat).__name__}: {galat}") from galat


def own_channel() -> Channel:
    """Publishes that reach no queue raise, which FastStream's own default would let pass."""
    return Channel(on_return_raises=True)


def _id_jawaban(pertanyaan: str) -> str:
    """A question may have an id that leaves no room to add to it."""
    calon = f"{pertanyaan}/jawaban"
    if len(calon.encode()) <= ID_MAKS_BYTES:
        return calon
    return f"{hashlib.sha256(pertanyaan.encode()).hexdigest()}/jawaban"


class RabbitPublisher:
    """On a channel of its own, so that others on its connection can neither close it nor take its
    confirms. `redeclare` restores deleted queues, so that the retry of an unroutable message finds
    its queue. `pengguna` is the account of the connection, by which readers know the writer."""

    def __init__(
        self,
        broker: RabbitBroker,
        batas_detik: float,
        redeclare: Declare,
        pengguna: str | None = None,
    ) -> None:
        self._broker = broker
        self._channel = own_channel()
        self._dibuka: dict[str, AbstractExchange] = {}
        self._membuka = asyncio.Lock()
        self._batas_detik = batas_detik
        self._redeclare = redeclare
        self._pengguna = pengguna

    async def send(self, kiriman: Kiriman) -> None:
        pesan = self._message(
            kiriman.pesan.ke_json(),
            type=type(kiriman.pesan).__name__,
            message_id=kiriman.message_id,
            correlation_id=kiriman.correlation_id,
            timestamp=kiriman.saat,
            content_type=JSON,
        )
        await self._publish(pesan, kiriman.exchange, kiriman.kunci, mandatory=kiriman.wajib_sampai)

    async def answer(self, envelope: Envelope, jawaban: Jawaban | DaftarTugas | Naskah) -> None:
        pesan = self._message(
            jawaban.ke_json(),
            type=jawaban.tipe,
            message_id=_id_jawaban(envelope.message_id or jawaban.menjawab),
            correlation_id=envelope.correlation_id or envelope.message_id,
            timestamp=datetime.now(UTC),
            content_type=JSON,
        )
        await self._publish(pesan, BAWAAN, envelope.reply_to or "", mandatory=False)

    async def quarantine(self, envelope: Envelope, tolak: Ditolak) -> None:
        pesan = quarantined(envelope, tolak, self._pengguna)
        await self._publish(
            pesan, topology.EXCHANGE_KARANTINA, topology.ANTREAN_KARANTINA, mandatory=True
        )

    def _message(self, body: bytes, **properties: Any) -> Message:
        return Message(
            body,
            delivery_mode=DeliveryMode.PERSISTENT,
            user_id=self._pengguna,
            **properties,
        )

    async def _publish(self, pesan: Message, exchange: str, kunci: str, *, mandatory: bool) -> None:
        """Past FastStream's publishing: that is a tenth of the cost of a publish, and of no use for
        a body that is made already."""
        with faststream_errors():
            try:
                async with asyncio.timeout(self._batas_detik):
                    tujuan = self._dibuka.get(exchange) or await self._buka(exchange)
                    await tujuan.publish(pesan, kunci, mandatory=mandatory)
            except DeliveryError:
                await asyncio.sleep(JEDA_DEKLARASI_DETIK)
                await self._redeclare()
                raise

    async def _buka(self, nama: str) -> AbstractExchange:
        async with self._membuka:
            channel = await self._broker.config.channel_manager.get_channel(self._channel)
            self._dibuka[nama] = (
                await channel.declare_exchange(nama, ExchangeType.TOPIC, durable=True, passive=True)
                if nama
                else channel.default_exchange
            )
        return self._dibuka[nama]
