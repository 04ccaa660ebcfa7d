"""The files of the campaign: few, tiny, and the same ones again wherever that is allowed."""

import asyncio
from collections.abc import AsyncIterator

from izin.cli.ajukan_sample import small_pdf
from shared.contracts import Dokumen, DokumenBerkode
from shared.errors import StoreTidakTerjangkau
from shared.store.mongo_dokumen import GridFsDokumenStore

LIMIT_BYTES = 1_000_000
AGAIN_SECONDS = 0.3


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


class Papers:
    """`shared_file` uploads a name once; `fresh` each time, however often the store is away."""

    def __init__(self, store: GridFsDokumenStore) -> None:
        self._store = store
        self._known: dict[str, asyncio.Task[Dokumen]] = {}

    async def shared_file(self, name: str) -> Dokumen:
        if name not in self._known:
            self._known[name] = asyncio.create_task(self.fresh(name))
        return await asyncio.shield(self._known[name])

    async def fresh(self, name: str) -> Dokumen:
        while True:
            try:
                content = small_pdf([name])
                return await self._store.put(f"{name}.pdf", _once(content), LIMIT_BYTES)
            except StoreTidakTerjangkau:
                await asyncio.sleep(AGAIN_SECONDS)

    async def coded(self, kode: str, name: str) -> DokumenBerkode:
        return DokumenBerkode(kode=kode, berkas=await self.shared_file(name))
