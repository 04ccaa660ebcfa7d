"""What every store of operations must do; the double and the real one pass the same suite."""

import asyncio
from datetime import timedelta

from shared.mutu_baku.buku_waktu import Gangguan
from shared.store.watch_port import KeadaanKarantina, Macet, Terbuka
from tests.builders import PAGI, Perjalanan
from tests.stores import SATU_MENIT, Stores, berjaga


def gangguan(pelaksana: str, dari_menit: int, sampai_menit: int) -> Gangguan:
    return Gangguan(pelaksana, PAGI + dari_menit * SATU_MENIT, PAGI + sampai_menit * SATU_MENIT)


async def test_open_steps_are_those_of_running_applications(stores: Stores) -> None:
    dijaga = berjaga(
        Perjalanan().sampai(3).permohonan, mendekati=PAGI, jatuh_tempo=PAGI + SATU_MENIT
    )
    tak_dijaga = Perjalanan().permohonan.model_copy(update={"nomor": "IKP-2026-000002"})
    selesai = Perjalanan().sampai(0).permohonan.model_copy(update={"nomor": "IKP-2026-000003"})
    for satu in (dijaga, tak_dijaga, selesai):
        await stores.permohonan.insert(satu)
    assert dijaga.langkah is not None
    assert tak_dijaga.langkah is not None
    assert {satu async for satu in stores.ops.open_steps()} == {
        Terbuka(
            permohonan_id=dijaga.id,
            nomor=dijaga.nomor,
            sop=dijaga.sop,
            langkah=3,
            pelaksana="backoffice",
            dibuka_pada=dijaga.langkah.dibuka_pada,
            mendekati=PAGI,
            jatuh_tempo=PAGI + SATU_MENIT,
        ),
        Terbuka(
            permohonan_id=tak_dijaga.id,
            nomor="IKP-2026-000002",
            sop=tak_dijaga.sop,
            langkah=2,
            pelaksana="frontoffice",
            dibuka_pada=tak_dijaga.langkah.dibuka_pada,
            mendekati=None,
            jatuh_tempo=None,
        ),
    }


async def test_a_pulse_never_moves_back(stores: Stores) -> None:
    assert await stores.ops.pulse("kabid") is None
    await stores.ops.beat("kabid", PAGI)
    await stores.ops.beat("kabid", PAGI - SATU_MENIT)
    await stores.ops.beat("sekretaris", PAGI + SATU_MENIT)
    assert await stores.ops.pulse("kabid") == PAGI


async def test_of_many_first_beats_the_latest_counts(stores: Stores) -> None:
    saat = [PAGI + n * SATU_MENIT for n in (3, 9, 1, 7, 5, 8, 2, 6, 4)]
    await asyncio.gather(*(stores.ops.beat("kabid", pada) for pada in saat))
    assert await stores.ops.pulse("kabid") == PAGI + 9 * SATU_MENIT


async def test_outages_are_those_that_touch_the_stretch_of_time(stores: Stores) -> None:
    semua = [gangguan("kabid", *satu) for satu in ((30, 40), (0, 5), (5, 10), (8, 100), (40, 50))]
    for satu in semua:
        await stores.ops.add_outage(satu)
    _, _, sebelum, panjang, sesudah = semua
    assert await stores.ops.outages(PAGI + 5 * SATU_MENIT, PAGI + 30 * SATU_MENIT) == (
        sebelum,
        panjang,
    )
    akhir = PAGI + 41 * SATU_MENIT
    assert await stores.ops.outages(akhir, akhir + SATU_MENIT) == (panjang, sesudah)
    assert await stores.ops.outages(PAGI - timedelta(days=1), PAGI) == ()
    assert len(await stores.ops.outages(PAGI, PAGI + timedelta(days=1))) == len(semua)


async def test_an_outage_is_kept_once_the_first_as_it_was(stores: Stores) -> None:
    pertama = gangguan("kabid", 0, 5)
    lain = [gangguan("kabid", 0, 9), gangguan("sekretaris", 0, 9)]
    await stores.ops.add_outage(pertama)
    await asyncio.gather(*(stores.ops.add_outage(satu) for satu in lain * 4))
    assert await stores.ops.outages(PAGI, PAGI + SATU_MENIT) == (pertama, lain[1])


async def test_the_last_sweep_is_the_latest_of_any_watchdog(stores: Stores) -> None:
    assert await stores.ops.last_sweep() is None
    saat = [(f"watchdog-{n}", PAGI + n * SATU_MENIT) for n in (2, 8, 5, 1, 9, 3, 7)]
    await asyncio.gather(*(stores.ops.swept(*satu) for satu in saat))
    assert await stores.ops.last_sweep() == PAGI + 9 * SATU_MENIT
    await stores.ops.swept("watchdog-9", PAGI)
    assert await stores.ops.last_sweep() == PAGI + 9 * SATU_MENIT
    await stores.ops.swept("watchdog-1", PAGI + 10 * SATU_MENIT)
    assert await stores.ops.last_sweep() == PAGI + 10 * SATU_MENIT


async def test_what_is_stuck_is_counted_until_it_no_longer_is(stores: Stores) -> None:
    await stores.ops.stuck("satu", "sop hilang", PAGI)
    await stores.ops.stuck("dua", "rusak", PAGI - SATU_MENIT)
    await stores.ops.stuck("satu", "dokumen rusak", PAGI + SATU_MENIT)
    assert await stores.ops.all_stuck() == (
        Macet("dua", "rusak", PAGI - SATU_MENIT, 1),
        Macet("satu", "dokumen rusak", PAGI, 2),
    )
    for satu in ("dua", "tidak-macet"):
        await stores.ops.unstuck(satu)
    assert [satu.permohonan_id for satu in await stores.ops.all_stuck()] == ["satu"]


async def test_every_failed_attempt_of_many_watchdogs_is_counted(stores: Stores) -> None:
    await asyncio.gather(*(stores.ops.stuck("satu", "rusak", PAGI) for _ in range(12)))
    assert await stores.ops.all_stuck() == (Macet("satu", "rusak", PAGI, 12),)


async def test_who_first_sees_that_karantina_is_not_empty_is_told_so_alone(stores: Stores) -> None:
    assert await stores.ops.karantina() is None
    assert not await stores.ops.saw_karantina(0, PAGI)
    assert await stores.ops.karantina() == KeadaanKarantina(0, None, PAGI)
    nanti = PAGI + SATU_MENIT
    pertama = await asyncio.gather(*(stores.ops.saw_karantina(2, nanti) for _ in range(5)))
    assert sorted(pertama) == [False] * 4 + [True]
    assert not await stores.ops.saw_karantina(3, nanti + SATU_MENIT)
    assert await stores.ops.karantina() == KeadaanKarantina(3, nanti, nanti + SATU_MENIT)
    assert not await stores.ops.saw_karantina(0, nanti + SATU_MENIT)
    assert await stores.ops.saw_karantina(1, nanti + 2 * SATU_MENIT)
