"""RabbitMQ's HTTP API, for what only an operator, or an accident, does."""

import asyncio
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx

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
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
            for url in self._urls[:-1]:
                with suppress(httpx.TransportError):
                    return await self._once(client, method, f"{url}/api/{path}")
            return await self._once(client, method, f"{self._urls[-1]}/api/{path}")

    async def _once(self, client: httpx.AsyncClient, method: str, url: str) -> httpx.Response:
        answer = await client.request(method, url)
        answer.raise_for_status()
        return answer
