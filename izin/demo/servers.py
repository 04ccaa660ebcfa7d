"""The servers of a demo, while they start: what needs only one of them need not wait for both."""

import asyncio
from collections.abc import Callable

from shared.embedded import POLL_S, Launch, Server, Servers


class ServerDemo:
    """`siap` is called once, when all answer."""

    def __init__(self, servers: Servers, launch: Launch, siap: Callable[[], None]) -> None:
        self._servers, self._launch = servers, launch
        self._siap = siap

    @property
    def broker_sendiri(self) -> bool:
        """Started for this demo: nobody else is there, and nothing lies in it."""
        return self._servers.rabbit is not None

    async def penyimpanan(self) -> None:
        """Returns when the store answers. Raises EmbeddedError."""
        await self._menjawab(self._servers.store)

    async def broker(self) -> None:
        """After `penyimpanan`: returns when both answer. Raises EmbeddedError."""
        await self._menjawab(self._servers.rabbit)
        self._siap()

    async def _menjawab(self, server: Server | None) -> None:
        if server is not None:
            for _ in self._launch.until_ready(server):
                await asyncio.sleep(POLL_S)
