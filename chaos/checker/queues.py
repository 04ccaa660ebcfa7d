"""What is left in the queues, read by AMQP alone: every message is looked at and put back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pika  # type: ignore[import-untyped]
import pika.exceptions  # type: ignore[import-untyped]

from chaos.checker.notes import Violation

EMPTY = "antrean kosong pada akhirnya"
QUARANTINE = "tidak ada yang tak terjelaskan di karantina"
MOST = 5000
NOT_FOUND = 404


class Left(NamedTuple):
    message_id: str
    kode: str
    alasan: str


def read_queues(rabbitmq_url: str, names: Iterable[str]) -> dict[str, list[Left]]:
    """Everything goes back when the channel closes. A queue that is not there holds nothing: one
    that was deleted comes back only when somebody needs it. One that does not answer is told as a
    message that nobody can explain: the broker ends the connection of whoever asks it."""
    return {name: _one_queue(rabbitmq_url, name) for name in names}


def _one_queue(rabbitmq_url: str, name: str) -> list[Left]:
    connection = pika.BlockingConnection(pika.URLParameters(rabbitmq_url))
    try:
        left = _all_of(connection, name)
    except pika.exceptions.ConnectionClosedByBroker as closed:
        return [Left("(antrean tidak menjawab)", "", str(closed.reply_text))]
    connection.close()
    return left


def _all_of(connection: pika.BlockingConnection, name: str) -> list[Left]:
    channel = connection.channel()
    left: list[Left] = []
    try:
        channel.queue_declare(name, passive=True)
        while len(left) < MOST:
            method, properties, _ = channel.basic_get(name)
            if method is None:
                break
            left.append(_left(properties))
    except pika.exceptions.ChannelClosedByBroker as closed:
        if closed.reply_code != NOT_FOUND:
            raise
        return []
    channel.close()
    return left


def _left(properties: pika.BasicProperties) -> Left:
    headers = properties.headers or {}
    kode, alasan = (str(headers.get(name, "")) for name in ("kode", "alasan"))
    return Left(properties.message_id or "(tanpa id)", kode, alasan)


def check_queues(
    left: Mapping[str, list[Left]], quarantine: str, bad: Mapping[str, str]
) -> Iterator[Violation]:
    """`bad`: what was sent to end in karantina, and why it should."""
    for name, messages in left.items():
        if name == quarantine:
            yield from _unexplained(messages, bad)
        elif messages:
            ids = ", ".join(one.message_id for one in messages[:3])
            yield Violation(EMPTY, name, f"masih berisi {len(messages)} pesan: {ids}")


def _unexplained(messages: Iterable[Left], bad: Mapping[str, str]) -> Iterator[Violation]:
    for one in messages:
        if bad.get(one.message_id) != one.kode:
            why = f"{one.kode or 'surat mati broker'}: {one.alasan}"
            yield Violation(QUARANTINE, one.message_id, why)
