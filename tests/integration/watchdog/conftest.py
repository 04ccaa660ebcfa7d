from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from shared.settings import Settings
from tests.integration.watchdog.scene import Scene, any_seed, open_scene


@pytest_asyncio.fixture
async def scene(settings: Settings, tmp_path: Path) -> AsyncIterator[Scene]:
    async with open_scene(settings, tmp_path, any_seed()) as scene:
        yield scene
