from collections.abc import AsyncIterator

import pytest_asyncio

from shared.settings import Settings
from tests.office import Office, open_office


@pytest_asyncio.fixture
async def office(settings: Settings, semua_worker: None) -> AsyncIterator[Office]:
    """Every worker running, and an office to work with them."""
    async with open_office(settings) as satu:
        yield satu
