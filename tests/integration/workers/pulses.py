"""The pulses that roles leave in the store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from shared.clock import system_clock
from shared.settings import Settings
from shared.store.mongo_ops import MongoOpsStore
from shared.store.motor_client import connect

NEVER = datetime(2026, 1, 1, tzinfo=UTC)


@asynccontextmanager
async def open_ops(settings: Settings) -> AsyncIterator[MongoOpsStore]:
    assert settings.mongodb_url
    client = connect(settings.mongodb_url.get_secret_value())
    yield MongoOpsStore(client, settings.basis_data)
    client.close()


async def alive(ops: MongoOpsStore, *pelaksana: str) -> None:
    """Until each of them has a pulse from now on."""
    now = system_clock()
    async with asyncio.timeout(120):
        for nama in pelaksana:
            while (await ops.pulse(nama) or NEVER) < now:
                await asyncio.sleep(0.05)
