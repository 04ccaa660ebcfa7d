from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from shared.settings import Settings
from tests.office import Office, open_office

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.integration)


@pytest_asyncio.fixture
async def office(settings: Settings, semua_worker: None) -> AsyncIterator[Office]:
    """Every worker running, and an office to work with them."""
    async with open_office(settings) as satu:
        yield satu
