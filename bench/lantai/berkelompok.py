"""The grouped floor: the writes of concurrent messages in one round trip, confirms together."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import InsertOne, UpdateOne

from bench.lantai.biasa import PENCACAH, Koleksi, TulisanKalah
from bench.pola.rekam import Tapak
from bench.pola.tulisan import dokumen_untuk, saring_untuk, ubah_untuk

TERBANYAK = 100


@dataclass(frozen=True)
class Tulisan:
    tapak: Tapak
    permohonan_id: str
    selesai: asyncio.Future[None]

    def operasi(self) -> InsertOne[dict[str, Any]] | UpdateOne:
        if self.tapak.dokumen:
            return InsertOne(dokumen_untuk(self.tapak, self.permohonan_id))
        return UpdateOne(
            saring_untuk(self.tapak, self.permohonan_id), ubah_untuk(self.tapak, self.permohonan_id)
        )


class Berkelompok:
    """What comes while a group is being written makes up the next one."""

    def __init__(self, basis_data: Any, permohonan: Koleksi) -> None:
        self._pencacah: Koleksi = basis_data[PENCACAH]
        self._permohonan = permohonan
        self._menunggu: list[Tulisan] = []
        self._menulis: asyncio.Task[None] | None = None

    async def tulis(self, tapak: Tapak, permohonan_id: str) -> None:
        tulisan = Tulisan(tapak, permohonan_id, asyncio.get_running_loop().create_future())
        self._menunggu.append(tulisan)
        if self._menulis is None or self._menulis.done():
            self._menulis = asyncio.create_task(self._tulis_semua())
        await tulisan.selesai

    async def tuntaskan(self, kiriman: Sequence[Awaitable[object]]) -> None:
        await asyncio.gather(*kiriman)

    async def _tulis_semua(self) -> None:
        while self._menunggu:
            kelompok = self._menunggu[:TERBANYAK]
            del self._menunggu[:TERBANYAK]
            if baru := sum(bool(satu.tapak.dokumen) for satu in kelompok):
                naik = {"$inc": {"n": baru}}
                await self._pencacah.update_one({"_id": PENCACAH}, naik, upsert=True)
            operasi = [satu.operasi() for satu in kelompok]
            hasil = await self._permohonan.bulk_write(operasi, ordered=False)
            semua = hasil.matched_count + hasil.inserted_count == len(kelompok)
            for satu in kelompok:
                if semua or await self._tertulis(satu):
                    satu.selesai.set_result(None)
                else:
                    satu.selesai.set_exception(TulisanKalah(satu.permohonan_id))

    async def _tertulis(self, tulisan: Tulisan) -> bool:
        """The answer to a group only counts: where it falls short, each one is looked at."""
        urutan = (tulisan.tapak.dokumen or tulisan.tapak.ubah["$set"])["urutan"]
        saring = {"_id": tulisan.permohonan_id, "urutan": urutan}
        return await self._permohonan.find_one(saring, {"_id": 1}) is not None
