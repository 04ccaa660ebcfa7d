"""The servers of a campaign, and how they are killed, paused, and robbed of their disk."""

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from chaos.figures import Figures
from chaos.management import Management
from shared.embedded import embedded_servers
from shared.embedded.server import Server

SETTLED_SECONDS = 6.0
"""RabbitMQ 3.10 killed within 3 s of declaring a quorum queue loses it for good
(`RabbitNode.kill`): an office that runs declares none, and the campaign waits before it kills."""


class Site(Protocol):
    """`broker` are its processes: one, or the nodes of a cluster."""

    rabbitmq_url: str
    mongodb_url: str
    management: Management
    broker: list[Server]
    store: Server
    data: Path
    declared_at: float


class SingleSite:
    """One private broker and one private store."""

    def __init__(self, rabbit: Server, store: Server, management_url: str) -> None:
        self.rabbitmq_url, self.mongodb_url = rabbit.url, store.url
        self.management = Management(management_url)
        self.broker, self.store = [rabbit], store
        self.data = rabbit.folder / "data"
        self.declared_at = time.monotonic()


@contextmanager
def single_site(folder: Path) -> Iterator[SingleSite]:
    """Fresh data; everything of it ends with the block."""
    with embedded_servers(folder, env={}, fresh=True, on_progress=print) as servers:
        assert servers.rabbit and servers.store  # noqa: S101 - env={} names no other servers
        yield SingleSite(servers.rabbit, servers.store, servers.rabbit.management_url)


class Breakdowns:
    """What can happen to the servers. Each returns when they answer again."""

    def __init__(self, site: Site, figures: Figures) -> None:
        self.site, self._figures = site, figures

    async def settled(self) -> None:
        """Every queue was declared long enough ago."""
        rest = self.site.declared_at + SETTLED_SECONDS - time.monotonic()
        await asyncio.sleep(max(rest, 0.0))

    async def kill_broker(self, pause: float) -> None:
        await self.settled()
        await self._down(self.site.broker, pause, "broker")

    async def kill_store(self, pause: float) -> None:
        await self._down([self.site.store], pause, "penyimpanan")

    async def kill_both(self, pause: float) -> None:
        await self.settled()
        await self._down([*self.site.broker, self.site.store], pause, "keduanya")

    async def lose_disk(self, pause: float) -> None:
        """The caller settles first, and reads what must not be lost."""
        with self._figures.outage("broker"):
            for server in self.site.broker:
                await asyncio.to_thread(server.kill)
            shutil.rmtree(self.site.data)
            await asyncio.sleep(pause)
            for server in self.site.broker:
                await asyncio.to_thread(server.start)
        self.site.declared_at = time.monotonic() + SETTLED_SECONDS

    async def pause(self, server: Server, seconds: float) -> None:
        """It stands still and keeps its connections, as a machine that is suspended."""
        with self._figures.outage("jeda"):
            os.kill(server.pid, signal.SIGSTOP)
            try:
                await asyncio.sleep(seconds)
            finally:
                os.kill(server.pid, signal.SIGCONT)

    async def _down(self, servers: list[Server], pause: float, what: str) -> None:
        with self._figures.outage(what):
            await asyncio.gather(*(asyncio.to_thread(one.kill) for one in servers))
            await asyncio.sleep(pause)
            await asyncio.gather(*(asyncio.to_thread(one.start) for one in servers))
