"""What a portal and an officers' tool send: a message, and the queue that it is for."""

from dataclasses import dataclass

from aio_pika import DeliveryMode, Message

from shared import topology
from shared.contracts import MintaNaskah, MintaTugas, Penarikan, Pengajuan, Putusan
from shared.permohonan import id_permohonan

FromClient = Pengajuan | Putusan | Penarikan | MintaTugas | MintaNaskah


@dataclass(frozen=True)
class ReplyAddress:
    """The address of the worker's answer, and the id that marks it."""

    queue: str
    correlation_id: str


@dataclass(frozen=True)
class Outgoing:
    """A message with its routing key: the name of its queue."""

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


def question(
    minta: MintaTugas | MintaNaskah, reply: ReplyAddress | None, pengguna: str | None
) -> Outgoing:
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


def outgoing_of(pesan: FromClient, reply: ReplyAddress, pengguna: str | None) -> Outgoing:
    if isinstance(pesan, MintaTugas | MintaNaskah):
        return question(pesan, reply, pengguna)
    if isinstance(pesan, Putusan):
        return decision(pesan, reply, pengguna)
    if isinstance(pesan, Penarikan):
        return withdrawal(pesan, reply, pengguna)
    return submission(pesan, reply, pengguna)
