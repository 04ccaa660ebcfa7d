import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from shared.embedded import Servers, embedded_servers
from shared.settings import Settings
from tests.integration.watchdog.scene import Scene, open_scene

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.integration)


@pytest.fixture
def benih() -> int:
    """Another one each time; printed, so that it can be put here when a test fails."""
    benih = time.time_ns() % 1_000_000
    print(f"benih {benih}")
    return benih


@pytest_asyncio.fixture
async def scene(settings: Settings, tmp_path: Path, benih: int) -> AsyncIterator[Scene]:
    async with open_scene(settings, tmp_path, benih) as scene:
        yield scene


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """Servers that this test may kill."""
    with embedded_servers(tmp_path / "servers", env={}) as servers:
        yield servers
