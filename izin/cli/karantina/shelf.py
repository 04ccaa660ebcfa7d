"""Karantina as the commands use it: look first, act on what was chosen afterwards."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import NamedTuple

from izin.cli.karantina.entry import Entry, Reader
from shared.rabbit.browse import Held, browsing
from shared.rabbit.client import Connection, open_connection
from shared.rabbit.connection import broker_errors
from shared.rabbit.send import Sender, open_sender
from shared.topology import ANTREAN_KARANTINA, Topologi

Action = Callable[[Entry, Held], Awaitable[None]]


class Shelf(NamedTuple):
    """Methods raise `QueueMissing` and `BrokerTidakTerjangkau`."""

    wire: Connection
    topologi: Topologi

    async def entries(self) -> list[Entry]:
        """The oldest first; everything stays."""
        found: list[Entry] = []

        async def keep(entry: Entry, _: Held) -> None:
            found.append(entry)

        await self._each(keep)
        return found

    async def act(self, ids: Collection[str], action: Action) -> None:
        """On each of them that is still there. What the action acknowledges is gone."""

        async def if_chosen(entry: Entry, message: Held) -> None:
            if entry.id in ids:
                await action(entry, message)

        await self._each(if_chosen)

    async def sender(self) -> Sender:
        return await open_sender(self.wire)

    async def _each(self, action: Action) -> None:
        read = Reader({satu.nama: satu.batas_kirim_ulang for satu in self.topologi.antrean})
        with broker_errors():
            async with browsing(self.wire, ANTREAN_KARANTINA) as messages:
                async for message in messages:
                    await action(read(message), message)


@asynccontextmanager
async def open_shelf(rabbitmq_url: str, topologi: Topologi) -> AsyncIterator[Shelf]:
    """`topologi`: all queues of the office. Raises `BrokerUnreachable`."""
    async with open_connection(rabbitmq_url) as wire:
        yield Shelf(wire, topologi)
