"""What is read off a delivery, and what of it is believed."""

from dataclasses import dataclass
from typing import Any, cast

import pytest
from faststream.rabbit import RabbitMessage

from shared.rabbit.consume import RabbitDelivery
from shared.rabbit.delivery import Envelope


@dataclass
class Raw:
    """The parts of a delivery that are read; no broker is behind it."""

    headers: dict[str, Any]
    redelivered: bool
    body: bytes = b"{}"
    reply_to: str | None = None
    type: str | None = None
    message_id: str | None = None
    correlation_id: str | None = None
    content_type: str | None = None
    timestamp: None = None
    user_id: str | None = None


@dataclass
class Message:
    raw_message: Raw


def envelope(raw: Raw) -> Envelope:
    message = cast("RabbitMessage", Message(raw))
    return RabbitDelivery("kabid.putusan", message, {"kabid.tugas"}).envelope


@pytest.mark.parametrize(
    ("redelivered", "count", "kali"),
    [
        (False, 3, 0),  # what the publisher wrote there: it would go to karantina at once
        (True, 3, 3),
        (True, -1, 0),
        (True, "tiga", 0),
        (False, None, 0),
    ],
)
def test_only_the_broker_is_believed_about_how_often_it_was_delivered(
    redelivered: bool, count: object, kali: int
) -> None:
    assert envelope(Raw({"x-delivery-count": count}, redelivered)).kali_dikirim == kali


def test_no_answer_goes_into_a_queue_of_ours() -> None:
    for milik in ("kabid.tugas", "ops.kabar.surel", "dasbor.arsip"):
        assert envelope(Raw({}, False, reply_to=milik)).reply_to is None
    assert envelope(Raw({}, False, reply_to="amq.gen-1")).reply_to == "amq.gen-1"
