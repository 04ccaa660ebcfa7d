"""What every register of SK numbers must do; the double and the real one pass the same suite."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from shared.contracts.parts import Petugas
from shared.permohonan import Wewenang
from shared.sk.model import LangkahCabut, NomorSk, batal, terbit, tertandatangani, ubah
from shared.store.memory_sk import MemorySkStore
from shared.store.mongo_sk import MongoSkStore
from shared.store.motor_client import connect
from shared.store.port import DokumenTidakTerbaca
from shared.store.sk_port import SkStore
from tests.stores import raw_documents

PADA = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
KEPALA = Petugas(id="198001012005011001", nama="Budi Santoso")


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[SkStore]:
    if request.param == "memory":
        yield MemorySkStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    satu = MongoSkStore(client, request.getfixturevalue("basis_data"))
    await satu.prepare()
    yield satu
    client.close()


def buat(kasus: UUID | None, seri: str = "paud", tahun: int = 2026) -> Callable[[int], NomorSk]:
    def satu(urut: int) -> NomorSk:
        return NomorSk(
            seri=seri,
            tahun=tahun,
            urut=urut,
            nomor=f"{urut:03d}/{seri.upper()}/{tahun}",
            tanggal=date(2026, 11, 30),
            permohonan_id=kasus,
            kode=uuid4().hex[:22],
            diambil_pada=PADA,
            naskah_pada=PADA,
            berlaku_sampai=date(2031, 11, 29),
        )

    return satu


async def ambil(store: SkStore, kasus: UUID | None, seri: str = "paud") -> NomorSk:
    return await store.draw(seri, 2026, kasus, buat(kasus, seri))


async def test_a_case_draws_one_number_however_often_it_asks(store: SkStore) -> None:
    kasus = uuid4()
    pertama = await ambil(store, kasus)
    assert await ambil(store, kasus) == pertama
    assert await store.find(pertama.nomor) == pertama
    assert await store.find_by_case(kasus) == pertama
    assert await store.find_by_code(pertama.kode) == pertama


async def test_many_at_once_draw_without_gap_and_without_double(store: SkStore) -> None:
    kasus = [uuid4() for _ in range(8)]
    semua = await asyncio.gather(*(ambil(store, satu) for satu in kasus * 2))
    assert sorted({satu.urut for satu in semua}) == list(range(1, 9))
    assert [satu.permohonan_id for satu in semua] == kasus * 2


async def test_each_series_and_year_counts_from_one(store: SkStore) -> None:
    kasus = uuid4(), uuid4(), uuid4()
    assert (await ambil(store, kasus[0])).urut == 1
    assert (await ambil(store, kasus[1], "kursus")).urut == 1
    lain = await store.draw("paud", 2027, kasus[2], buat(kasus[2], tahun=2027))
    assert lain.urut == 1


async def test_numbers_that_are_passed_over_are_entries_too(store: SkStore) -> None:
    dilewati = [await ambil(store, None) for _ in range(2)]
    assert [satu.urut for satu in dilewati] == [1, 2]
    assert (await ambil(store, uuid4())).urut == 3


async def test_a_void_number_is_not_given_out_again(store: SkStore) -> None:
    pertama = await ambil(store, uuid4())
    assert await store.change(batal(pertama, "ditarik pemohon", PADA), pertama)
    assert (await ambil(store, uuid4())).urut == 2


def bertanda(satu: NomorSk, huruf: str) -> NomorSk:
    return tertandatangani(
        satu, berkas_id=huruf * 24, sha256=huruf * 64, naskah="0" * 64, oleh=KEPALA, pada=PADA
    )


async def test_of_two_changes_the_first_stands(store: SkStore) -> None:
    pertama = await ambil(store, uuid4())
    satu, dua = (bertanda(pertama, huruf) for huruf in "ab")
    assert await store.change(satu, pertama)
    assert not await store.change(dua, pertama)
    assert not await store.change(batal(pertama, "terlambat", PADA), pertama)
    sah = terbit(satu, PADA)
    assert await store.change(sah, satu)
    assert await store.find(pertama.nomor) == sah


async def test_an_entry_is_found_by_the_digest_of_its_file_or_of_its_text(store: SkStore) -> None:
    await ambil(store, uuid4())
    pertama = await ambil(store, uuid4())
    assert await store.find_by_digest("a" * 64) is None
    assert await store.change(satu := bertanda(pertama, "a"), pertama)
    assert await store.find_by_digest("a" * 64) == satu
    assert await store.find_by_digest("0" * 64) == satu


async def test_what_was_done_to_revoke_it_comes_back_as_it_was(store: SkStore) -> None:
    pertama = await ambil(store, uuid4())
    sah = terbit(bertanda(pertama, "a"), PADA)
    hak = Wewenang(
        jenis="plh", sebagai="kabid", nama="Budi", dasar="SP 1", sejak=PADA, daftar_versi="0" * 64
    )
    langkah = LangkahCabut(
        jenis="usul", oleh=KEPALA, pada=PADA, alasan="palsu", dasar="BA 1", wewenang=hak
    )
    usul = ubah(sah, PADA, pencabutan=(langkah,))
    assert await store.change(usul, pertama)
    assert await store.find(pertama.nomor) == usul


async def test_the_book_is_read_in_order(store: SkStore) -> None:
    for seri in ("paud", "kursus", "paud"):
        await ambil(store, uuid4(), seri)
    semua = [(satu.seri, satu.urut) async for satu in store.scan()]
    assert semua == [("kursus", 1), ("paud", 1), ("paud", 2)]
    assert [satu.urut async for satu in store.scan(seri="paud", tahun=2026)] == [1, 2]


@pytest.mark.integration
async def test_an_entry_that_cannot_be_read_does_not_hide_the_others(
    mongodb_url: str, basis_data: str
) -> None:
    client = connect(mongodb_url)
    store = MongoSkStore(client, basis_data)
    await store.prepare()
    for _ in range(3):
        await ambil(store, uuid4())
    with raw_documents(mongodb_url) as raw:
        raw[basis_data]["sk"].update_one({"_id": "paud/2026/2"}, {"$set": {"status": "entah"}})
    terbaca: list[int] = []
    with pytest.raises(DokumenTidakTerbaca, match="paud/2026/2"):
        async for satu in store.scan():
            terbaca.append(satu.urut)
    assert terbaca == [1, 3]
    client.close()
