"""A message as it was first published, without what the broker and karantina wrote on it."""

from collections.abc import Iterable

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractIncomingMessage

WRITTEN_BY_THE_BROKER = "x-"


def copy_of(
    message: AbstractIncomingMessage, without: Iterable[str] = (), *, reply: bool = True
) -> Message:
    """`without`: further headers to leave out; `reply`: whoever asked is still to be answered.
    `user_id` is left out: the broker lets nobody publish under a name that is not its own."""
    dropped = frozenset(without)
    return Message(
        message.body,
        headers={
            name: value
            for name, value in message.headers.items()
            if not name.startswith(WRITTEN_BY_THE_BROKER) and name not in dropped
        },
        content_type=message.content_type,
        content_encoding=message.content_encoding,
        delivery_mode=DeliveryMode.PERSISTENT,
        type=message.type,
        message_id=message.message_id,
        correlation_id=message.correlation_id,
        timestamp=message.timestamp,
        reply_to=message.reply_to if reply else None,
        app_id=message.app_id,
    )
