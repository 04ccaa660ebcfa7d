"""Many messages on their way at once, each confirmed."""

import asyncio

from shared.alur import Kiriman
from shared.rabbit.errors import NotRouted
from shared.rabbit.send import Sender

AT_ONCE = 100


class Outbox:
    """Without a sender nothing is sent: what would be is counted all the same."""

    def __init__(self, sender: Sender | None) -> None:
        self._sender = sender
        self._waiting: dict[str, Kiriman] = {}
        self.unrouted: list[str] = []

    async def put(self, kiriman: Kiriman) -> None:
        """Raises as `flush`."""
        self._waiting[kiriman.message_id] = kiriman
        if len(self._waiting) >= AT_ONCE:
            await self.flush()

    async def flush(self) -> None:
        """Returns when all are confirmed. Raises `NotConfirmed`."""
        menunggu, self._waiting = self._waiting, {}
        if self._sender is not None:
            await asyncio.gather(*(self._send(self._sender, satu) for satu in menunggu.values()))

    async def _send(self, sender: Sender, kiriman: Kiriman) -> None:
        try:
            await sender.send(kiriman)
        except NotRouted as error:
            self.unrouted.append(str(error))
