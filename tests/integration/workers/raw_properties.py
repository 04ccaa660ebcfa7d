"""AMQP properties as bytes, so that no library can mend them on their way."""

import struct
from collections.abc import Mapping

import pika  # type: ignore[import-untyped]
from pika.spec import BasicProperties  # type: ignore[import-untyped]

from shared import topology

_ORDER = (
    "content_type",
    "content_encoding",
    "headers",
    "delivery_mode",
    "priority",
    "correlation_id",
    "reply_to",
    "expiration",
    "message_id",
    "timestamp",
    "type",
)


def short(value: bytes) -> bytes:
    return bytes([len(value)]) + value


def header(key: bytes, kind: bytes, value: bytes) -> bytes:
    entry = short(key) + kind + value
    return struct.pack(">I", len(entry)) + entry


def number(key: bytes, value: int) -> bytes:
    return header(key, b"I", struct.pack(">i", value))


PECULIAR: Mapping[str, dict[str, bytes]] = {
    "an instant that no calendar has": {"timestamp": struct.pack(">Q", 2**64 - 1)},
    "a message_id that is no UTF-8": {"message_id": short(b"\xff\xfe")},
    "a type that is no UTF-8": {"type": short(b"\xff")},
    "a content_type that is no UTF-8": {"content_type": short(b"\xc3\x28")},
    "a reply_to that is no UTF-8": {"reply_to": short(b"\xff")},
    "no room behind the message_id": {
        "reply_to": short(b"tidak-ada"),
        "message_id": short(b"x" * 255),
    },
    "a NUL in the message_id": {"message_id": short(b"a\x00b")},
    "a header whose name is no UTF-8": {"headers": header(b"\xff", b"I", bytes(4))},
    "a header that is no instant": {"headers": header(b"t", b"T", struct.pack(">Q", 2**64 - 1))},
    "a death that never was": {"headers": header(b"x-death", b"S", struct.pack(">I", 1) + b"x")},
    "a delivery count that is a text": {
        "headers": header(b"x-delivery-count", b"S", struct.pack(">I", 1) + b"x")
    },
    "a delivery count below nothing": {"headers": number(b"x-delivery-count", -5)},
    "a coding that nobody asked for": {"content_encoding": short(b"gzip")},
    "the highest priority": {"priority": b"\xff"},
    "an end in the next moment": {"expiration": short(b"0")},
    "no more persistence than memory": {"delivery_mode": b"\x01"},
}


class _Raw(BasicProperties):  # type: ignore[misc]
    def __init__(self, values: Mapping[str, bytes]) -> None:
        super().__init__()
        self._values = values

    def encode(self) -> list[bytes]:
        flags = sum(1 << (15 - _ORDER.index(name)) for name in self._values)
        ordered = [self._values[name] for name in _ORDER if name in self._values]
        return [struct.pack(">H", flags), b"".join(ordered)]


class RawSender:
    """Confirmed, over a connection of its own for each lot."""

    def __init__(self, rabbitmq_url: str) -> None:
        self._url = rabbitmq_url

    def send(self, key: str, *messages: tuple[bytes, Mapping[str, bytes]]) -> None:
        with pika.BlockingConnection(pika.URLParameters(self._url)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            for body, values in messages:
                channel.basic_publish(
                    topology.EXCHANGE_IZIN, key, body, _Raw(values), mandatory=True
                )
