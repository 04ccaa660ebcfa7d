"""The grouped floor: writes of concurrent messages together, each with a result of its own."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo import InsertOne, UpdateOne

from bench.lantai.berkelompok import Berkelompok
from bench.lantai.biasa import PENCACAH, TulisanKalah
from bench.pola.rekam import rekam

PERTAMA, KEDUA = rekam().tapak[:2]


class Penyimpanan:
    """Stands in for a collection: matches every application but those in `hilang`."""

    def __init__(self, *hilang: str) -> None:
        self.hilang = hilang
        self.kelompok: list[int] = []
        self.naik: list[int] = []

    async def bulk_write(self, operasi: list[Any], ordered: bool) -> SimpleNamespace:
        assert not ordered
        self.kelompok.append(len(operasi))
        await asyncio.sleep(0)
        ubah = [satu for satu in operasi if isinstance(satu, UpdateOne)]
        kena = [satu for satu in ubah if satu._filter["_id"] not in self.hilang]
        sisip = sum(isinstance(satu, InsertOne) for satu in operasi)
        return SimpleNamespace(matched_count=len(kena), inserted_count=sisip)

    async def find_one(self, saring: dict[str, Any], _: object) -> dict[str, Any] | None:
        return None if saring["_id"] in self.hilang else saring

    async def update_one(self, _: object, ubah: dict[str, Any], upsert: bool) -> None:
        assert upsert
        self.naik.append(ubah["$inc"]["n"])


def floor(penyimpanan: Penyimpanan) -> Berkelompok:
    return Berkelompok({PENCACAH: penyimpanan}, penyimpanan)


async def test_what_comes_while_a_group_is_written_makes_up_the_next_one() -> None:
    penyimpanan = Penyimpanan()
    lantai = floor(penyimpanan)
    await asyncio.gather(*(lantai.tulis(KEDUA, f"a{ke}") for ke in range(5)))
    await lantai.tulis(KEDUA, "b")
    assert penyimpanan.kelompok == [5, 1]


async def test_numbers_of_a_group_are_drawn_at_once() -> None:
    penyimpanan = Penyimpanan()
    lantai = floor(penyimpanan)
    await asyncio.gather(*(lantai.tulis(PERTAMA, f"a{ke}") for ke in range(3)))
    assert penyimpanan.naik == [3]


async def test_only_the_message_whose_write_did_not_match_fails() -> None:
    lantai = floor(Penyimpanan("b"))
    hasil = await asyncio.gather(
        *(lantai.tulis(KEDUA, satu) for satu in "abc"), return_exceptions=True
    )
    assert hasil[0] is None and hasil[2] is None
    assert isinstance(hasil[1], TulisanKalah)


async def test_confirms_are_awaited_together() -> None:
    """Each waits for all the others: one after another they would never end."""
    semua = asyncio.Barrier(3)
    async with asyncio.timeout(30):
        await floor(Penyimpanan()).tuntaskan([semua.wait() for _ in range(3)])


async def test_a_confirm_that_fails_is_not_swallowed() -> None:
    async def gagal() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await floor(Penyimpanan()).tuntaskan([gagal()])
