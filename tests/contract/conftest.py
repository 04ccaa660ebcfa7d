"""Every contract test runs twice: over the doubles, and over the real store."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.store.memory import MemoryAuditStore, MemoryKalenderStore, MemoryPermohonanStore
from shared.store.memory_clocks import MemoryClockStore
from shared.store.memory_reports import MemoryReportStore
from shared.store.memory_watch import MemoryOpsStore, MemoryWatchStore
from tests.stores import Stores, mongo_stores


def memory_stores() -> Stores:
    permohonan = MemoryPermohonanStore()
    return Stores(
        permohonan=permohonan,
        watch=MemoryWatchStore(permohonan),
        kalender=MemoryKalenderStore(),
        ops=MemoryOpsStore(permohonan),
        clocks=MemoryClockStore(),
        laporan=MemoryReportStore(),
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
