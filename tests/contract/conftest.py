"""Every contract test runs twice: over the doubles, and over the real store."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.stores import Stores, memory_stores, mongo_stores


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def stores(request: pytest.FixtureRequest) -> AsyncIterator[Stores]:
    if request.param == "memory":
        yield memory_stores()
        return
    url, nama = request.getfixturevalue("mongodb_url"), request.getfixturevalue("basis_data")
    async with mongo_stores(url, nama) as real:
        yield real
