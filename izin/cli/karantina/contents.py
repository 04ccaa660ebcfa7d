"""All of a message, as JSON can hold it: for a file, for the record, for the screen."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.rabbit.browse import Held

PROPERTIES = (
    *("content_type", "content_encoding", "type", "message_id", "correlation_id", "reply_to"),
    *("timestamp", "app_id", "user_id"),
)


def properties_of(message: Held) -> dict[str, Any]:
    """The AMQP properties that are set, `headers` among them."""
    named = {name: as_json(getattr(message, name)) for name in PROPERTIES}
    said = {name: value for name, value in named.items() if value is not None}
    return {**said, "headers": as_json(message.headers)}


def body_of(message: Held) -> dict[str, str]:
    """`isi` as text, or `isi_base64` where it is none."""
    try:
        return {"isi": message.body.decode()}
    except UnicodeDecodeError:
        return {"isi_base64": base64.b64encode(message.body).decode()}


def as_json(value: object) -> Any:
    if isinstance(value, Mapping):
        return {str(name): as_json(one) for name, one in value.items()}
    if isinstance(value, bytes | bytearray):
        return value.decode(errors="backslashreplace")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_json(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
