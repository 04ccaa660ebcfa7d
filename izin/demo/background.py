"""Coroutines that run beside others, and what is left of them when they fail."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

from shared.errors import AlurIzinError


@asynccontextmanager
async def selama(*latar: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """These run beside the body and are cancelled at its end; one that fails ends the body."""
    async with asyncio.TaskGroup() as bersama:
        tugas = [bersama.create_task(satu) for satu in latar]
        try:
            yield
        finally:
            for satu in tugas:
                satu.cancel()


def daun(kelompok: BaseExceptionGroup[AlurIzinError]) -> list[AlurIzinError]:
    hasil: list[AlurIzinError] = []
    for galat in kelompok.exceptions:
        hasil += daun(galat) if isinstance(galat, BaseExceptionGroup) else [galat]
    return hasil
