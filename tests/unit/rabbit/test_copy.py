"""What is sent on from karantina: the message, and nothing by which it would go elsewhere."""

from typing import Any, cast

from aio_pika import Message
from aio_pika.abc import AbstractIncomingMessage

from shared.rabbit.browse import copy_of


def test_a_copy_goes_where_it_is_sent_and_nowhere_else() -> None:
    """With the administrator's rights the headers CC and BCC would lead anywhere."""
    forged: dict[str, Any] = {
        "CC": ["kabid.tugas"],
        "BCC": ["kabid.tugas"],
        "x-death": "saya",
        "kode": "x",
        "a": "b",
    }
    message = cast("AbstractIncomingMessage", Message(b"{}", headers=forged))
    assert copy_of(message, without=["kode"]).headers == {"a": "b"}
