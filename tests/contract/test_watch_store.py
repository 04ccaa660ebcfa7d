"""What every store of the watchdog must do; the double and the real one pass the same suite."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from shared.permohonan import Permohonan
from tests.builders import PAGI, Perjalanan
from tests.stores import SATU_MENIT, VERSI_KALENDER, Stores, berjaga, klaim, pelanggaran

LAIN = "c" * 64


async def masukkan(stores: Stores, *permohonan: Permohonan) -> tuple[Permohonan, ...]:
    """Each under a nomor of its own."""
    bernomor = tuple(
        satu.model_copy(update={"nomor": f"IKP-2026-{urut:06d}"})
        for urut, satu in enumerate(permohonan, start=1)
    )
    for satu in bernomor:
        await stores.permohonan.insert(satu)
    return bernomor


def maju(permohonan: Permohonan, **ubah: object) -> Permohonan:
    """As the watchdog leaves it once it has claimed a minute more."""
    assert permohonan.jaga is not None
    jaga = {"sampai": permohonan.jaga.sampai + SATU_MENIT} | ubah
    return permohonan.model_copy(update={"jaga": permohonan.jaga.model_copy(update=jaga)})


async def test_due_is_what_fell_due_before_now_the_longest_due_first(stores: Stores) -> None:
    belum, tepat, baru, lama, selesai, tanpa, tak_dijaga = await masukkan(
        stores,
        berjaga(Perjalanan().permohonan, pada=PAGI + SATU_MENIT),
        berjaga(Perjalanan().permohonan, pada=PAGI),
        berjaga(Perjalanan().permohonan, pada=PAGI - SATU_MENIT),
        berjaga(Perjalanan().permohonan, pada=PAGI - timedelta(days=400)),
        berjaga(Perjalanan().sampai(0).permohonan, pada=PAGI - 2 * SATU_MENIT),
        berjaga(Perjalanan().permohonan, pada=None),
        Perjalanan().permohonan,
    )
    assert await stores.watch.due(PAGI) == (lama.id, selesai.id, baru.id)
    semua = await stores.watch.due(PAGI + timedelta(days=999))
    assert semua == (lama.id, selesai.id, baru.id, tepat.id, belum.id)
    assert not {tanpa.id, tak_dijaga.id} & set(semua)


async def test_running_applications_are_found_by_the_calendar_that_reckoned_them(
    stores: Stores,
) -> None:
    satu, dua, tak_dijaga, _selesai, _selesai_tak_dijaga = await masukkan(
        stores,
        berjaga(Perjalanan().permohonan),
        berjaga(Perjalanan().permohonan, kalender=LAIN),
        Perjalanan().permohonan,
        berjaga(Perjalanan().sampai(0).permohonan),
        Perjalanan().sampai(0).permohonan,
    )
    assert await stores.watch.reckoned_by(VERSI_KALENDER) == (satu.id,)
    assert await stores.watch.reckoned_by(LAIN) == (dua.id,)
    assert await stores.watch.reckoned_by(None) == (tak_dijaga.id,)
    assert await stores.watch.reckoned_by("d" * 64) == ()


async def test_watching_writes_the_watch_and_nothing_else(stores: Stores) -> None:
    (lama,) = await masukkan(stores, berjaga(Perjalanan().permohonan))
    baru = maju(lama, pada=None, mendekati=PAGI, jatuh_tempo=PAGI, kalender=LAIN)
    assert await stores.watch.watch(baru.model_copy(update={"nomor": "IKP-2026-999999"}), lama)
    assert await stores.permohonan.find(lama.id) == baru


async def test_an_application_that_was_never_watched_can_be(stores: Stores) -> None:
    (lama,) = await masukkan(stores, Perjalanan().permohonan)
    baru = berjaga(lama)
    assert await stores.watch.watch(baru, lama)
    assert await stores.permohonan.find(lama.id) == baru
    assert not await stores.watch.watch(baru, lama)


@pytest.mark.parametrize("ubah", [{"sampai": PAGI + SATU_MENIT}, {"kalender": LAIN}])
async def test_a_watch_that_another_changed_is_not_overwritten(
    stores: Stores, ubah: dict[str, object]
) -> None:
    (lama,) = await masukkan(stores, berjaga(Perjalanan().permohonan))
    lain = maju(lama, **({"sampai": PAGI} | ubah))
    assert await stores.watch.watch(lain, lama)
    assert not await stores.watch.watch(maju(lama), lama)
    assert await stores.permohonan.find(lama.id) == lain


async def test_a_watch_is_not_written_onto_the_step_that_follows(stores: Stores) -> None:
    perjalanan = Perjalanan()
    perjalanan.permohonan = lama = berjaga(perjalanan.permohonan)
    await stores.permohonan.insert(lama)
    maju_langkah = perjalanan.putus()
    assert await stores.permohonan.advance(maju_langkah, lama)
    assert not await stores.watch.watch(maju(lama), lama)
    assert await stores.permohonan.find(lama.id) == maju_langkah


async def test_watching_an_application_that_is_not_there_is_refused(stores: Stores) -> None:
    lama = berjaga(Perjalanan().permohonan)
    assert not await stores.watch.watch(maju(lama), lama)


async def test_of_many_watchdogs_and_workers_at_one_application_exactly_one_writes(
    stores: Stores,
) -> None:
    perjalanan = Perjalanan()
    perjalanan.permohonan = lama = berjaga(perjalanan.permohonan)
    await stores.permohonan.insert(lama)
    langkah = perjalanan.putus()
    dijaga = [maju(lama, sampai=PAGI + n * SATU_MENIT) for n in range(1, 11)]
    calon = [*dijaga, *[langkah] * 10]
    menang = await asyncio.gather(
        *(stores.watch.watch(satu, lama) for satu in dijaga),
        *(stores.permohonan.advance(langkah, lama) for _ in range(10)),
    )
    assert sum(menang) == 1
    assert await stores.permohonan.find(lama.id) == calon[menang.index(True)]


async def test_of_many_claims_of_one_key_exactly_one_holds_it(stores: Stores) -> None:
    isi = pelanggaran()
    calon = [klaim(isi, f"watchdog-{n}") for n in range(20)]
    menang = await asyncio.gather(*(stores.watch.claim(satu) for satu in calon))
    assert sum(menang) == 1
    assert await stores.watch.klaim(isi.permohonan_id) == (calon[menang.index(True)],)


async def test_a_claim_comes_back_exactly_as_it_was(stores: Stores) -> None:
    langkah = klaim(pelanggaran(keterangan="seminggu lewat", terlambat_terdeteksi_detik=7))
    whole = pelanggaran(cakupan="keseluruhan", langkah=None, pelaksana=None)
    diumumkan = replace(klaim(whole, "dua"), diumumkan_pada=PAGI + SATU_MENIT)
    for satu in (langkah, diumumkan):
        assert await stores.watch.claim(satu)
        assert await stores.watch.klaim(satu.pelanggaran.permohonan_id) == (satu,)
    assert await stores.watch.unannounced(PAGI + timedelta(days=999)) == (langkah,)


async def test_claims_of_an_application_are_in_the_order_in_which_they_came_about(
    stores: Stores,
) -> None:
    milik = uuid4()
    kedua = klaim(pelanggaran(milik, terjadi_pada=PAGI + SATU_MENIT))
    pertama = klaim(pelanggaran(milik, tingkat="mendekati", terjadi_pada=PAGI))
    for satu in (kedua, klaim(), pertama):
        assert await stores.watch.claim(satu)
    assert await stores.watch.klaim(milik) == (pertama, kedua)
    assert await stores.watch.klaim(uuid4()) == ()


async def test_what_is_released_can_be_claimed_again(stores: Stores) -> None:
    lama = klaim()
    assert await stores.watch.claim(lama)
    await stores.watch.release(lama)
    assert await stores.watch.klaim(lama.pelanggaran.permohonan_id) == ()
    assert await stores.watch.claim(klaim(lama.pelanggaran, "dua"))


async def test_what_is_announced_or_held_by_another_is_not_released(stores: Stores) -> None:
    diumumkan, diambil = klaim(), klaim()
    for satu in (diumumkan, diambil):
        assert await stores.watch.claim(satu)
    await stores.watch.announced([diumumkan.kunci], PAGI)
    assert await stores.watch.take_over(diambil, "dua", PAGI + SATU_MENIT)
    for satu in (diumumkan, diambil):
        await stores.watch.release(satu)
        assert await stores.watch.klaim(satu.pelanggaran.permohonan_id) != ()


async def test_of_many_that_take_over_a_claim_exactly_one_holds_it(stores: Stores) -> None:
    lama = klaim()
    assert await stores.watch.claim(lama)
    kini = PAGI + SATU_MENIT
    nama = [f"watchdog-{n}" for n in range(12)]
    menang = await asyncio.gather(*(stores.watch.take_over(lama, n, kini) for n in nama))
    assert sum(menang) == 1
    pemegang = nama[menang.index(True)]
    baru = replace(lama, pemegang=pemegang, dipegang_pada=kini)
    assert await stores.watch.klaim(lama.pelanggaran.permohonan_id) == (baru,)


async def test_what_was_taken_over_since_it_was_seen_is_not_taken_over_again(
    stores: Stores,
) -> None:
    """By the same watchdog, too: it may have been started anew under its old name."""
    lama = klaim()
    assert await stores.watch.claim(lama)
    assert await stores.watch.take_over(lama, lama.pemegang, PAGI + SATU_MENIT)
    assert not await stores.watch.take_over(lama, "dua", PAGI + 2 * SATU_MENIT)


async def test_what_is_announced_or_gone_is_not_taken_over(stores: Stores) -> None:
    diumumkan, dilepas = klaim(), klaim()
    for satu in (diumumkan, dilepas):
        assert await stores.watch.claim(satu)
    await stores.watch.announced([diumumkan.kunci], PAGI)
    await stores.watch.release(dilepas)
    assert not await stores.watch.take_over(diumumkan, "dua", PAGI)
    assert not await stores.watch.take_over(dilepas, "dua", PAGI)


async def test_the_first_to_say_so_decides_when_it_was_announced(stores: Stores) -> None:
    satu, dua, tiga = klaim(), klaim(), klaim()
    for k in (satu, dua, tiga):
        assert await stores.watch.claim(k)
    await stores.watch.announced([satu.kunci, "tidak-ada"], PAGI)
    await stores.watch.announced(iter([satu.kunci, dua.kunci]), PAGI + SATU_MENIT)
    await stores.watch.announced([], PAGI)
    assert {k async for k in stores.watch.records()} == {
        replace(satu, diumumkan_pada=PAGI),
        replace(dua, diumumkan_pada=PAGI + SATU_MENIT),
        tiga,
    }


async def test_announcing_from_many_sides_gives_one_instant(stores: Stores) -> None:
    banyak = [klaim() for _ in range(5)]
    for satu in banyak:
        assert await stores.watch.claim(satu)
    kunci = [satu.kunci for satu in banyak]
    saat = [PAGI + n * SATU_MENIT for n in range(10)]
    await stores.watch.announced(kunci, saat[0])
    await asyncio.gather(*(stores.watch.announced(kunci, pada) for pada in saat))
    assert [k.diumumkan_pada async for k in stores.watch.records()] == [saat[0]] * 5


async def test_unannounced_are_those_held_since_before_that_instant(stores: Stores) -> None:
    baru = klaim(dipegang_pada=PAGI)
    lama = klaim(dipegang_pada=PAGI - SATU_MENIT)
    terlama = klaim(dipegang_pada=PAGI - timedelta(days=3))
    diumumkan = klaim(dipegang_pada=PAGI - SATU_MENIT)
    for satu in (baru, lama, terlama, diumumkan):
        assert await stores.watch.claim(satu)
    await stores.watch.announced([diumumkan.kunci], PAGI)
    assert await stores.watch.unannounced(PAGI) == (terlama, lama)
    assert await stores.watch.unannounced(PAGI - timedelta(days=9)) == ()


async def test_those_since_an_instant_are_all_that_were_detected_from_then_on(
    stores: Stores,
) -> None:
    lama, tepat, baru = (
        klaim(pelanggaran(terdeteksi_pada=PAGI + menit * SATU_MENIT)) for menit in (-1, 0, 5)
    )
    for satu in (tepat, lama, baru):
        assert await stores.watch.claim(satu)
    assert await stores.watch.since(PAGI) == (baru, tepat)
    assert await stores.watch.since(PAGI + 6 * SATU_MENIT) == ()


async def test_the_latest_are_those_detected_last_whatever_the_clock_says(stores: Stores) -> None:
    """Also under a trial clock: some were detected long ago, and some are yet to be."""
    saat = [PAGI + timedelta(days=n) for n in (9000, 3, 2, 1, 0, -9000)]
    banyak = [klaim(pelanggaran(terdeteksi_pada=pada)) for pada in saat]
    for n in (3, 0, 5, 1, 4, 2):
        assert await stores.watch.claim(banyak[n])
    for jumlah in (0, 1, 2, 5, 6, 99):
        assert await stores.watch.latest(jumlah) == tuple(banyak[:jumlah])


async def test_records_are_all_there_are(stores: Stores) -> None:
    banyak = {klaim() for _ in range(7)}
    for satu in banyak:
        assert await stores.watch.claim(satu)
    assert {satu async for satu in stores.watch.records()} == banyak
