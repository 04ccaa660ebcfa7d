"""AMQP properties that another program wrote, read without failing on them.

A publisher may set a property to bytes that are no UTF-8, or to a time in the year 584 million:
the broker passes them on as they are. Where the library then gives up, it gives up the whole
connection, and with it every message in hand, and does so again at each delivery: one such
message was seen to stop a worker for half a minute. So an unreadable property is left out.
"""

import struct
from collections.abc import Callable

from pamqp import common, decode

_Decoder = Callable[[bytes], tuple[int, common.FieldValue]]

TIMESTAMP_BYTES = 8
LENGTH_BYTES = 4

_strict_timestamp: _Decoder = decode.timestamp
_strict_table: _Decoder = decode.field_table


def read_leniently() -> None:
    """For every connection of this process; to be called before one is opened. Repeatable."""
    decode.METHODS["shortstr"] = _shortstr
    decode.METHODS["timestamp"] = _timestamp
    decode.METHODS["table"] = _table


def _shortstr(value: bytes) -> tuple[int, common.FieldValue]:
    length = value[0]
    return length + 1, value[1 : length + 1].decode(errors="replace")


def _timestamp(value: bytes) -> tuple[int, common.FieldValue]:
    try:
        return _strict_timestamp(value)
    except (ValueError, OverflowError, OSError):
        return TIMESTAMP_BYTES, None


def _table(value: bytes) -> tuple[int, common.FieldValue]:
    """All headers or none: after one that cannot be read, the start of the next is unknown."""
    try:
        return _strict_table(value)
    except (ValueError, OverflowError, OSError, RecursionError):
        return LENGTH_BYTES + int(struct.unpack(">I", value[:LENGTH_BYTES])[0]), {}
