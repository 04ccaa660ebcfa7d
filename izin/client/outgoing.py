"""A message of the contract as AMQP wants it (design 4): persistent, typed, identified."""

from dataclasses import dataclass

from aio_pika import DeliveryMode, Message

from shared import topology
from shared.contracts import Pengajuan, Putusan
from shared.permohonan import id_permohonan


@dataclass(frozen=True)
class ReplyAddress:
    """Where the worker's answer goes, and by what it is recognised."""

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


def _message(
    pesan: Pengajuan | Putusan, message_id: str, permohonan: str, reply: ReplyAddress | None
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
