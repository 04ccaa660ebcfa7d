"""What every store of applications must do; the double and the real one pass the same suite."""

import asyncio
from uuid import uuid4

import pytest

from shared.permohonan import Permohonan, periksa_rantai
from shared.store.port import KunciGanda, PermohonanStore
from tests.builders import PAGI, Perjalanan
from tests.stores import SATU_MENIT, Stores, berjaga


@pytest.fixture
def store(stores: Stores) -> PermohonanStore:
    return stores.permohonan


async def test_an_application_comes_back_exactly_as_it_was(store: PermohonanStore) -> None:
    permohonan = Perjalanan().sampai(9).permohonan
    await store.insert(permohonan)
    kembali = await store.find(permohonan.id)
    assert kembali == permohonan
    assert kembali is not None
    periksa_rantai(kembali)
    assert await store.find_by_nomor(permohonan.nomor) == permohonan


async def test_what_is_not_there_is_none(store: PermohonanStore) -> None:
    assert await store.find(uuid4()) is None
    assert await store.find_by_nomor("IKP-2026-000404") is None
    assert await store.load_sop("0" * 64) is None


async def test_one_application_is_inserted_once(store: PermohonanStore) -> None:
    permohonan = Perjalanan().permohonan
    await store.insert(permohonan)
    with pytest.raises(KunciGanda):
        await store.insert(permohonan)


@pytest.mark.parametrize("kembar", ["nomor", "pengajuan_id"])
async def test_a_unique_key_belongs_to_one_application(store: PermohonanStore, kembar: str) -> None:
    satu = Perjalanan().permohonan
    dua = Perjalanan().permohonan.model_copy(update={"nomor": "IKP-2026-000002"})
    await store.insert(satu)
    with pytest.raises(KunciGanda):
        await store.insert(dua.model_copy(update={kembar: getattr(satu, kembar)}))
    assert await store.find(dua.id) is None


async def test_every_step_is_written_by_comparing_what_was_there(store: PermohonanStore) -> None:
    perjalanan = Perjalanan()
    await store.insert(perjalanan.permohonan)
    while perjalanan.permohonan.langkah:
        lama = perjalanan.permohonan
        assert await store.advance(perjalanan.putus(), lama)
        assert await store.find(perjalanan.permohonan.id) == perjalanan.permohonan


async def test_a_write_against_an_older_state_changes_nothing(store: PermohonanStore) -> None:
    perjalanan = Perjalanan()
    lama = perjalanan.permohonan
    await store.insert(lama)
    pertama = perjalanan.putus()
    assert await store.advance(pertama, lama)
    assert not await store.advance(pertama, lama)
    assert await store.find(pertama.id) == pertama


async def test_a_write_to_an_application_that_is_not_there_is_refused(
    store: PermohonanStore,
) -> None:
    perjalanan = Perjalanan()
    lama = perjalanan.permohonan
    assert not await store.advance(perjalanan.putus(), lama)


@pytest.mark.parametrize("ubah", [{"sampai": PAGI + SATU_MENIT}, {"kalender": "c" * 64}])
async def test_a_step_is_not_written_over_what_a_watchdog_did_in_the_meantime(
    stores: Stores, ubah: dict[str, object]
) -> None:
    """What it claimed says that the step was open then; the second look must know."""
    perjalanan = Perjalanan()
    perjalanan.permohonan = lama = berjaga(perjalanan.permohonan)
    await stores.permohonan.insert(lama)
    dijaga = berjaga(lama, **ubah)
    assert await stores.watch.watch(dijaga, lama)
    assert not await stores.permohonan.advance(perjalanan.putus(), lama)
    assert await stores.permohonan.find(lama.id) == dijaga
    perjalanan.permohonan = dijaga
    assert await stores.permohonan.advance(perjalanan.putus(), dijaga)


async def test_the_watch_of_the_step_that_opens_is_part_of_the_same_write(
    store: PermohonanStore,
) -> None:
    """Reckoned by another calendar, too: what counts is what the document said when it was read."""
    perjalanan = Perjalanan()
    perjalanan.permohonan = lama = berjaga(perjalanan.permohonan)
    await store.insert(lama)
    baru = berjaga(perjalanan.putus(), pada=None, kalender="c" * 64, jatuh_tempo=PAGI)
    assert await store.advance(baru, lama)
    assert await store.find(lama.id) == baru


async def test_of_many_writers_of_one_step_exactly_one_wins(store: PermohonanStore) -> None:
    perjalanan = Perjalanan()
    lama = perjalanan.permohonan
    await store.insert(lama)
    calon: list[Permohonan] = []
    for _ in range(12):
        perjalanan.permohonan = lama
        calon.append(perjalanan.putus())
    menang = await asyncio.gather(*(store.advance(satu, lama) for satu in calon))
    assert sum(menang) == 1
    assert await store.find(lama.id) == calon[menang.index(True)]


async def test_a_correction_may_not_take_a_key_that_another_application_holds(
    store: PermohonanStore,
) -> None:
    lain = Perjalanan().permohonan.model_copy(update={"nomor": "IKP-2026-000002"})
    perjalanan = Perjalanan()
    await store.insert(lain)
    await store.insert(perjalanan.permohonan)
    awal = perjalanan.permohonan
    dikembalikan = perjalanan.putus("tolak")
    assert await store.advance(dikembalikan, awal)
    perbaikan = perjalanan.perbaiki([], pengajuan_id=lain.pengajuan_id[0])
    with pytest.raises(KunciGanda):
        await store.advance(perbaikan, dikembalikan)
    assert await store.find(awal.id) == dikembalikan


async def test_numbers_are_given_out_once_each_and_counted_per_name(
    store: PermohonanStore,
) -> None:
    angka = await asyncio.gather(*(store.next_number("IKP-2026") for _ in range(30)))
    assert sorted(angka) == list(range(1, 31))
    assert await store.next_number("PAUD-2026") == 1


async def test_an_sop_version_is_kept_word_for_word_and_never_replaced(
    store: PermohonanStore,
) -> None:
    await store.save_sop("a" * 64, "satu.toml", "isi\n pertama")
    await store.save_sop("a" * 64, "lain.toml", "isi kedua")
    assert await store.load_sop("a" * 64) == ("satu.toml", "isi\n pertama")


async def test_a_scan_sees_every_application_or_those_of_a_status_or_a_desk(
    store: PermohonanStore,
) -> None:
    selesai = Perjalanan().sampai(0).permohonan
    berjalan = Perjalanan().permohonan.model_copy(update={"nomor": "IKP-2026-000002"})
    await store.insert(selesai)
    await store.insert(berjalan)
    assert {p.id async for p in store.scan()} == {selesai.id, berjalan.id}
    assert [p.id async for p in store.scan("selesai")] == [selesai.id]
    assert [p.id async for p in store.scan("ditolak")] == []
    assert [p.id async for p in store.scan(pelaksana="frontoffice")] == [berjalan.id]
    assert [p.id async for p in store.scan("berjalan", "frontoffice")] == [berjalan.id]
    assert [p.id async for p in store.scan("selesai", "frontoffice")] == []
    assert [p.id async for p in store.scan(pelaksana="kabid")] == []


async def test_preparing_twice_is_harmless(store: PermohonanStore) -> None:
    await store.prepare()
    await store.prepare()
    await store.ping()


async def test_what_is_open_at_a_desk_comes_in_the_order_of_ids_page_by_page(
    store: PermohonanStore,
) -> None:
    semua = []
    for nomor in range(5):
        permohonan = Perjalanan().sampai(3 + nomor // 4).permohonan
        lain = permohonan.model_copy(update={"nomor": f"IKP-2026-{nomor:06d}"})
        await store.insert(lain)
        semua.append(lain)
    urut = sorted(semua[:4], key=lambda p: str(p.id))
    assert list(await store.open_at("backoffice", None, 10)) == urut
    assert list(await store.open_at("backoffice", None, 3)) == urut[:3]
    assert list(await store.open_at("backoffice", urut[1].id, 10)) == urut[2:]
    assert list(await store.open_at("backoffice", urut[3].id, 10)) == []
    assert list(await store.open_at("kabid", None, 10)) == []
