"""Every contract test runs twice: over the doubles, and over the real store."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_audit import MemoryAuditStore
from shared.store.memory_kalender import MemoryKalenderStore
from shared.store.memory_ops import MemoryOpsStore
from shared.store.memory_watch import MemoryWatchStore
from tests.stores import Stores, mongo_stores


def memory_stores() -> Stores:
    permohonan = MemoryPermohonanStore()
    return Stores(
        permohonan=permohonan,
        watch=MemoryWatchStore(permohonan),
        kalender=MemoryKalenderStore(),
        ops=MemoryOpsStore(permohonan),
        audit=MemoryAuditStore(permohonan),
    )


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def stores(request: pytest.FixtureRequest) -> AsyncIterator[Stores]:
    if request.param == "memory":
        yield memory_stores()
        return
    url, nama = request.getfixturevalue("mongodb_url"), request.getfixturevalue("basis_data")
    async with mongo_stores(url, nama) as real:
        yield real
