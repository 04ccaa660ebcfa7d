"""What waits in the queues, by message id."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shared.rabbit.browse import browsing, copy_of
from shared.rabbit.client import Connection
from shared.rabbit.connection import broker_errors
from shared.rabbit.errors import QueueMissing
from shared.rabbit.send import Sender
from shared.topology import Antrean

SHARE = 0.5
"""A look counts as a delivery, and looking must not drive a message into karantina. One that has
used so much of its queue's limit is replaced by a new copy of itself."""


class Look(NamedTuple):
    """`missing`: queues that do not exist."""

    ids: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


async def look(connection: Connection, sender: Sender, antrean: Iterable[Antrean]) -> Look:
    """One queue after the other. Raises `BrokerTidakTerjangkau` and `NotConfirmed`."""
    ids: set[str] = set()
    missing: set[str] = set()
    for satu in antrean:
        try:
            ids |= await _ids_in(connection, sender, satu)
        except QueueMissing:
            missing.add(satu.nama)
    return Look(frozenset(ids), frozenset(missing))


async def _ids_in(connection: Connection, sender: Sender, antrean: Antrean) -> set[str]:
    ids: set[str] = set()
    with broker_errors():
        async with browsing(connection, antrean.nama) as messages:
            async for message in messages:
                ids.add(message.message_id or "")
                if _delivered(message.headers) >= antrean.batas_kirim_ulang * SHARE:
                    await sender.publish(copy_of(message), *antrean.tujuan)
                    await message.ack()
    return ids


def _delivered(headers: Mapping[str, object]) -> int:
    kali = headers.get("x-delivery-count", 0)
    return kali if isinstance(kali, int) else 0
