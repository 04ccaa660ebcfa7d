"""Servers of a test that go away and come back while an office works."""

import asyncio
import time
from collections.abc import Sequence

from izin.registry import discover_desks
from shared.books import all_pelaksana
from shared.embedded import Servers
from shared.embedded.server import Server
from shared.rabbit.declare import declare
from shared.settings import Settings
from shared.topology import topologi
from tests.builders import katalog

REGISTERED_SECONDS = 4.0
"""RabbitMQ 3.10, killed within 3 s of a queue's declaration, comes back without its leader
(`RabbitNode.kill`)."""


class Breakdowns:
    """Made before anything else happens, it declares the queues of an office, so that they grow
    old enough to survive while the test does something useful."""

    def __init__(self, servers: Servers, declared_at: float) -> None:
        assert servers.rabbit and servers.store
        self._servers: dict[str, list[Server]] = {
            "rabbit": [servers.rabbit],
            "store": [servers.store],
            "both": [servers.rabbit, servers.store],
        }
        self._declared_at = declared_at

    @classmethod
    async def prepare(cls, servers: Servers, settings: Settings) -> "Breakdowns":
        assert settings.rabbitmq_url
        semua = all_pelaksana(katalog(), discover_desks())
        await declare(settings.rabbitmq_url.get_secret_value(), topologi(semua))
        return cls(servers, time.monotonic())

    async def kill(self, korban: str, away_seconds: float) -> None:
        """`rabbit`, `store` or `both`; returns when they answer again."""
        if korban != "store":
            rest = self._declared_at + REGISTERED_SECONDS - time.monotonic()
            await asyncio.sleep(max(rest, 0.0))
        await _at_once(self._servers[korban], "kill")
        await asyncio.sleep(away_seconds)
        await _at_once(self._servers[korban], "start")


async def _at_once(servers: Sequence[Server], what: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(getattr(server, what)) for server in servers))
