"""The plain floor: one write, and one confirm after another, for each message."""

from collections.abc import Awaitable, Sequence
from typing import Any

from bench.pola.rekam import Tapak
from bench.pola.tulisan import dokumen_untuk, saring_untuk, ubah_untuk

Koleksi = Any
"""A collection of motor's: it has no types of its own."""

PENCACAH = "pencacah"


class TulisanKalah(Exception):
    """A compare-and-set write matched nothing; with one writer that cannot be."""


class Biasa:
    def __init__(self, basis_data: Any, permohonan: Koleksi) -> None:
        self._pencacah: Koleksi = basis_data[PENCACAH]
        self._permohonan = permohonan

    async def tulis(self, tapak: Tapak, permohonan_id: str) -> None:
        if tapak.dokumen:
            await self._pencacah.update_one({"_id": PENCACAH}, {"$inc": {"n": 1}}, upsert=True)
            await self._permohonan.insert_one(dokumen_untuk(tapak, permohonan_id))
            return
        hasil = await self._permohonan.update_one(
            saring_untuk(tapak, permohonan_id), ubah_untuk(tapak, permohonan_id)
        )
        if hasil.matched_count != 1:
            raise TulisanKalah(permohonan_id)

    async def tuntaskan(self, kiriman: Sequence[Awaitable[object]]) -> None:
        for satu in kiriman:
            await satu
