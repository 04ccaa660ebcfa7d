"""Writes that share a round trip, from two processes at once: each is its own compare-and-set."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from uuid import uuid4

import pytest
import pytest_asyncio

from shared.permohonan import Permohonan
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.motor_client import connect
from shared.store.port import KunciGanda
from tests.builders import Perjalanan

pytestmark = pytest.mark.integration

BANYAK = 30
Stores = tuple[MongoPermohonanStore, MongoPermohonanStore]


@pytest_asyncio.fixture
async def kembar(mongodb_url: str, basis_data: str) -> AsyncIterator[Stores]:
    """Two processes' own."""
    satu, dua = (MongoPermohonanStore(connect(mongodb_url), basis_data) for _ in range(2))
    await satu.prepare()
    yield satu, dua
    await satu.close()
    await dua.close()


def banyak_permohonan() -> list[Perjalanan]:
    semua = [Perjalanan() for _ in range(BANYAK)]
    for ke, satu in enumerate(semua):
        satu.permohonan = satu.permohonan.model_copy(
            update={
                "id": uuid4(),
                "nomor": f"IKP-2026-{ke + 1:06}",
                "pengajuan_id": (f"uji-{ke:06}",),
            }
        )
    return semua


def dua_putusan(satu: Perjalanan) -> tuple[Permohonan, Permohonan]:
    """Two officers decide the same step, each in words of their own."""
    lama = satu.permohonan
    pertama = satu.putus()
    satu.permohonan = lama
    return pertama, satu.putus()


async def test_of_two_processes_that_decide_many_steps_one_wins_each(kembar: Stores) -> None:
    semua = banyak_permohonan()
    await asyncio.gather(*(kembar[0].insert(satu.permohonan) for satu in semua))
    lama = [satu.permohonan for satu in semua]
    calon = [dua_putusan(satu) for satu in semua]
    hasil = await asyncio.gather(
        *(
            store.advance(baru[ke], awal)
            for awal, baru in zip(lama, calon, strict=True)
            for ke, store in enumerate(kembar)
        )
    )
    for awal, baru, menang in zip(lama, calon, _berpasangan(hasil), strict=True):
        assert sum(menang) == 1
        assert await kembar[0].find(awal.id) == baru[menang.index(True)]


async def test_one_that_is_behind_is_told_and_the_others_in_its_group_are_written(
    kembar: Stores,
) -> None:
    semua = banyak_permohonan()
    await asyncio.gather(*(kembar[0].insert(satu.permohonan) for satu in semua))
    lama = [satu.permohonan for satu in semua]
    calon = [dua_putusan(satu) for satu in semua]
    for ke in range(0, BANYAK, 7):
        assert await kembar[1].advance(calon[ke][1], lama[ke])
    hasil = await asyncio.gather(
        *(kembar[0].advance(c[0], awal) for c, awal in zip(calon, lama, strict=True))
    )
    assert hasil == [ke % 7 != 0 for ke in range(BANYAK)]


async def test_a_double_in_a_group_is_refused_alone(kembar: Stores) -> None:
    semua = [satu.permohonan for satu in banyak_permohonan()]
    await kembar[1].insert(semua[3])
    nomor = semua[5].model_copy(update={"id": uuid4(), "pengajuan_id": ("uji-lain-1",)})
    hasil = await asyncio.gather(
        *(kembar[0].insert(satu) for satu in (*semua, nomor)), return_exceptions=True
    )
    gagal = [ke for ke, satu in enumerate(hasil) if satu is not None]
    assert all(isinstance(hasil[ke], KunciGanda) for ke in gagal)
    assert 3 in gagal
    assert len(gagal) == 2
    assert sum(1 for ke in (5, BANYAK) if ke in gagal) == 1
    for ke, satu in enumerate(semua):
        assert (await kembar[1].find(satu.id) is None) == (ke in gagal and ke != 3)


async def test_numbers_of_two_processes_are_one_row(kembar: Stores) -> None:
    angka = await asyncio.gather(
        *(store.next_number("IKP-2026") for _ in range(40) for store in kembar)
    )
    assert sorted(angka) == list(range(1, 81))


async def test_many_are_read_at_once_each_for_who_asked(kembar: Stores) -> None:
    semua = [satu.permohonan for satu in banyak_permohonan()]
    await asyncio.gather(*(kembar[0].insert(satu) for satu in semua))
    asing = uuid4()
    hasil = await asyncio.gather(
        *(kembar[1].find(satu.id) for satu in semua),
        kembar[1].find(asing),
        kembar[1].find(semua[0].id),
    )
    assert hasil == [*semua, None, semua[0]]


def _berpasangan(hasil: Sequence[bool]) -> list[tuple[bool, bool]]:
    return list(zip(hasil[::2], hasil[1::2], strict=True))
