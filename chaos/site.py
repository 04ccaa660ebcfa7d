"""The servers of a campaign, and how they are killed, paused, and robbed of their disk."""

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote

from chaos.figures import Figures
from shared.embedded import embedded_servers
from shared.embedded.server import Server
from shared.http_library import httpx, known_authorities

# RabbitMQ's HTTP API, for what only an operator, or an accident, does.
TIMEOUT_SECONDS = 10.0
VHOST = quote("/", safe="")
AWAY = (httpx.HTTPError,)


class Quorum(NamedTuple):
    """Who leads a queue, and how many of its members are there."""

    leader: str
    online: int


class Management:
    """By whichever of the addresses answers."""

    def __init__(self, *urls: str) -> None:
        self._urls = urls

    async def delete_queue(self, name: str) -> None:
        await self._call("DELETE", f"queues/{VHOST}/{quote(name, safe='')}")

    async def close_all_connections(self) -> int:
        connections: list[dict[str, Any]] = (await self._call("GET", "connections")).json()
        paths = (f"connections/{quote(one['name'], safe='')}" for one in connections)
        closing = (self._call("DELETE", path) for path in paths)
        await asyncio.gather(*closing, return_exceptions=True)
        return len(connections)

    async def queue_names(self) -> set[str]:
        return {one["name"] for one in (await self._call("GET", f"queues/{VHOST}")).json()}

    async def quorums(self) -> dict[str, Quorum]:
        queues: list[dict[str, Any]] = (await self._call("GET", f"queues/{VHOST}")).json()
        return {
            one["name"]: Quorum(one.get("leader", ""), len(one.get("online", ())))
            for one in queues
            if one.get("type") == "quorum"
        }

    async def redelivered(self) -> int:
        """Since the broker started; 0 when it does not answer."""
        with suppress(*AWAY):
            stats = (await self._call("GET", "overview")).json().get("message_stats", {})
            return int(stats.get("redeliver", 0))
        return 0

    async def _call(self, method: str, path: str) -> httpx.Response:
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, verify=known_authorities()) as client:
            for url in self._urls[:-1]:
                with suppress(httpx.TransportError):
                    return await self._once(client, method, f"{url}/api/{path}")
            return await self._once(client, method, f"{self._urls[-1]}/api/{path}")

    async def _once(self, client: httpx.AsyncClient, method: str, url: str) -> httpx.Response:
        answer = await client.request(method, url)
        answer.raise_for_status()
        return answer


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
