"""A message that does not belong where it lies: why, and its way into karantina, byte for byte."""

import hashlib
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError

from shared import topology
from shared.akses import Penjaga
from shared.akses.penjaga import KEPALA_ASAL, pengguna_asal
from shared.contracts.base import Pesan
from shared.contracts.reading import baca_pesan
from shared.errors import Ditolak, KodeTolak, PesanTidakTerbaca
from shared.log import get_logger
from shared.rabbit.connection import rights_named
from shared.rabbit.delivery import Envelope
from shared.rabbit.errors import HakKurang
from shared.topology import AWALAN_DASBOR, AWALAN_KABAR, KEPALA_DIKIRIM_ULANG

log = get_logger()

ALASAN_MAKS_HURUF = 4000


def envelope_of(
    antrean: str, raw: AbstractIncomingMessage, own_queues: Container[str] = ()
) -> Envelope:
    return Envelope(
        antrean=antrean,
        body=raw.body,
        tipe=raw.type,
        message_id=raw.message_id,
        correlation_id=raw.correlation_id,
        reply_to=raw.reply_to if _is_answered(raw.reply_to, own_queues) else None,
        content_type=raw.content_type,
        timestamp=raw.timestamp,
        kali_dikirim=_delivery_count(raw.headers, redelivered=bool(raw.redelivered)),
        dikirim_ulang=_count(raw.headers, KEPALA_DIKIRIM_ULANG),
        dikirim_lagi=bool(raw.redelivered),
        pengguna=raw.user_id,
        pengguna_asal=_text(raw.headers.get(KEPALA_ASAL)),
    )


def _is_answered(reply_to: str | None, own_queues: Container[str]) -> bool:
    """Not in a queue of ours, a channel's or a dashboard's: a sender must not write there through
    us."""
    return (
        reply_to is not None
        and reply_to not in own_queues
        and not reply_to.startswith((AWALAN_KABAR, AWALAN_DASBOR))
    )


def _count(headers: dict[str, Any], nama: str) -> int:
    jumlah = headers.get(nama, 0)
    return jumlah if isinstance(jumlah, int) else 0


def _delivery_count(headers: dict[str, Any], *, redelivered: bool) -> int:
    """On a first delivery the publisher wrote the header: only on a later one does the broker put
    its own figure in that place."""
    jumlah = headers.get("x-delivery-count", 0)
    return max(jumlah, 0) if redelivered and isinstance(jumlah, int) else 0


def _text(nilai: object) -> str | None:
    return nilai if isinstance(nilai, str) and nilai else None


def quarantined(envelope: Envelope, tolak: Ditolak, pengguna: str | None) -> Message:
    """The message as it lies in karantina, with the reason in its headers. `pengguna` puts it
    there."""
    sidik = hashlib.sha256(envelope.body).hexdigest()
    asal = pengguna_asal(envelope.pengguna, envelope.pengguna_asal)
    return Message(
        envelope.body,
        delivery_mode=DeliveryMode.PERSISTENT,
        user_id=pengguna,
        type=envelope.tipe,
        message_id=envelope.message_id or sidik,
        correlation_id=envelope.correlation_id or envelope.message_id or sidik,
        timestamp=envelope.timestamp or datetime.now(UTC),
        content_type=envelope.content_type,
        headers={
            "kode": str(tolak.kode),
            "alasan": str(tolak)[:ALASAN_MAKS_HURUF],
            "antrean_asal": envelope.antrean,
            "pelaksana": envelope.antrean.split(".", 1)[0],
            "dikarantina_pada": datetime.now(UTC).isoformat(),
            topology.KEPALA_KALI_DIKIRIM: envelope.kali_dikirim + 1,
            KEPALA_DIKIRIM_ULANG: envelope.dikirim_ulang,
            **({KEPALA_ASAL: asal} if asal else {}),
        },
    )


P = TypeVar("P", bound=Pesan)


def read_for_tool(
    message: AbstractIncomingMessage, antrean: str, model: type[P], penjaga: Penjaga
) -> P:
    """The only kind of message that this queue of a tool's carries. Raises `Ditolak`: it was not
    written by the worker whose queue it is, or it is something else."""
    asal = _text(message.headers.get(KEPALA_ASAL))
    keberatan = penjaga.keberatan(antrean, model.__name__, message.user_id, asal)
    if keberatan is not None:
        raise Ditolak(KodeTolak.BUKAN_WEWENANG, keberatan)
    try:
        pesan = baca_pesan(message.body, message.type, {model.__name__: model})
    except PesanTidakTerbaca as galat:
        raise Ditolak(
            KodeTolak.PESAN_TIDAK_SAH, "pesan tidak sesuai kontrak", galat.rincian
        ) from galat
    assert isinstance(pesan, model)  # noqa: S101 - the only type asked for
    return pesan


Tell = Callable[[str, Ditolak], None]
"""That a message of this queue was put aside, and why."""


def told(antrean: str, tolak: Ditolak) -> None:
    log.warning("put_aside", antrean=antrean, kode=str(tolak.kode), alasan=str(tolak))


@dataclass(frozen=True)
class Looking:
    """Whether a tool looks at who wrote what it reads, and whom it tells what it puts aside."""

    aktif: bool
    tell: Tell = told


_GONE = (ChannelInvalidStateError, AMQPError, ConnectionError)


class Aside:
    """How a tool puts aside what it cannot show. A tool's own account may only reject: the queue
    then hands the message to karantina itself, and whoever looks there derives the reason anew
    (`channel` is None). Any other publishes it there with the reason, on this channel."""

    def __init__(self, channel: AbstractChannel | None, pengguna: str | None, tell: Tell) -> None:
        self._channel = channel
        self._pengguna = pengguna
        self._tell = tell

    async def __call__(
        self, message: AbstractIncomingMessage, antrean: str, tolak: Ditolak
    ) -> None:
        """A message whose connection is lost meanwhile is back in its queue, to be put aside by
        the next reader."""
        self._tell(antrean, tolak)
        try:
            envelope = envelope_of(antrean, message)
            if await self._published(quarantined(envelope, tolak, self._pengguna)):
                await message.ack()
            else:
                await message.reject(requeue=False)
        except _GONE:
            return

    async def _published(self, aside: Message) -> bool:
        """False when this account may not."""
        if self._channel is None:
            return False
        exchange = await self._channel.get_exchange(topology.EXCHANGE_KARANTINA, ensure=False)
        try:
            with rights_named():
                await exchange.publish(aside, topology.ANTREAN_KARANTINA, mandatory=True)
        except HakKurang:
            self._channel = None
            return False
        return True
