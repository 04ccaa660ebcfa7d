"""The officers' desk in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from izin.registry import discover_desks
from services.meja.process import Meja
from shared.settings import Settings

READY_SECONDS = 60
END_SECONDS = 20


@asynccontextmanager
async def buka_meja(settings: Settings, folder: Path) -> AsyncIterator[Meja]:
    """`folder` is its data folder."""
    own = settings.model_copy(
        update={"port_meja": 0, "folder_data": folder, "batas_henti_detik": 1.0}
    )
    meja = Meja(discover_desks(), own)
    running = asyncio.create_task(meja.run())
    ready = asyncio.create_task(meja.ready.wait())
    async with asyncio.timeout(READY_SECONDS):
        await asyncio.wait((running, ready), return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        ready.cancel()
        await running
    try:
        yield meja
    finally:
        meja.stop()
        async with asyncio.timeout(END_SECONDS):
            await running
