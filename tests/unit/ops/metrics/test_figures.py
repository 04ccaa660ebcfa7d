"""What the metrics read from the store, and when they leave it alone."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
from prometheus_client import CollectorRegistry

from ops.metrics.board_collector import BoardCollector
from ops.metrics.figures import BoardFigures, Refresher, WatchFigures
from ops.metrics.instruments import Instruments
from ops.watchdog.context import WatchContext
from shared.books import SopBook
from shared.errors import StoreTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.kantor.papan import baca_papan, jeda_baca
from shared.mutu_baku.jaga import jagai
from shared.permohonan import Permohonan
from shared.store.memory import MemoryKalenderStore, MemoryPermohonanStore
from shared.store.memory_watch import MemoryOpsStore, MemoryWatchStore
from shared.store.watch_port import Klaim, Terbuka
from tests.builders import KURSUS, PAGI, PAUD, Perjalanan, buku_kalender, kalender, katalog
from tests.unit.mutu_baku.test_papan import terbuka
from tests.unit.ops.metrics.reading import Scrape, pelanggaran
from tests.unit.worker.doubles import Ledger, RecordingPublisher


def dijaga(kode: str) -> Permohonan:
    """With the office since it was submitted, its watch armed."""
    perjalanan = Perjalanan(kode)
    return jagai(perjalanan.permohonan, perjalanan.sop, KalenderBerlaku.selalu(kalender()))


class Office:
    """On real time a day behind the office's: the two must not be mistaken for each other."""

    def __init__(self, *permohonan: Permohonan) -> None:
        self.permohonan = MemoryPermohonanStore()
        self.ops = MemoryOpsStore(self.permohonan)
        self.watch = MemoryWatchStore(self.permohonan)
        self.ukur = Instruments([])
        self.semua = permohonan
        assert permohonan[0].jaga and permohonan[0].jaga.pada
        self.kini = permohonan[0].jaga.pada
        self.nyata = self.kini - timedelta(days=1)

    def context(self) -> WatchContext:
        return WatchContext(
            instance="penjaga",
            permohonan=self.permohonan,
            watch=self.watch,
            ops=self.ops,
            kalender_store=MemoryKalenderStore(),
            kalender=buku_kalender(),
            sop=SopBook(katalog(), self.permohonan),
            publisher=RecordingPublisher(Ledger()),
            sewa_klaim_detik=10.0,
            clock=lambda: self.kini,
            wall=lambda: self.nyata,
        )

    async def figures(self) -> Scrape:
        for satu in self.semua:
            if await self.permohonan.find(satu.id) is None:
                await self.permohonan.insert(satu)
        await WatchFigures(self.context(), self.ukur)()
        return Scrape(self.ukur.registry)


async def test_nothing_that_is_due_is_no_backlog() -> None:
    scrape = await Office(dijaga(KURSUS)).figures()
    assert scrape.value("izin_watchdog_tunggakan_detik") == 0
    assert scrape.value("izin_watchdog_macet") == 0
    assert scrape.value("izin_watchdog_klaim_tertunda") == 0


async def test_the_backlog_is_the_age_of_what_has_been_due_for_longest() -> None:
    office = Office(dijaga(KURSUS))
    office.kini += timedelta(seconds=90)
    assert (await office.figures()).value("izin_watchdog_tunggakan_detik") == 90


async def test_what_is_stuck_is_counted_apart_and_is_no_backlog() -> None:
    office = Office(dijaga(KURSUS))
    office.kini += timedelta(seconds=90)
    await office.ops.stuck(str(office.semua[0].id), "SOP hilang", office.kini)
    scrape = await office.figures()
    assert scrape.value("izin_watchdog_tunggakan_detik") == 0
    assert scrape.value("izin_watchdog_macet") == 1


async def test_a_document_that_cannot_be_read_does_not_hide_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = Office(dijaga(KURSUS), dijaga(PAUD))
    await office.figures()
    baca, rusak = office.permohonan.find, office.semua[0].id

    async def find(permohonan_id: UUID) -> Permohonan | None:
        if permohonan_id == rusak:
            Permohonan.model_validate({})
        return await baca(permohonan_id)

    monkeypatch.setattr(office.permohonan, "find", find)
    office.kini += timedelta(seconds=90)
    office.semua = ()
    assert (await office.figures()).value("izin_watchdog_tunggakan_detik") > 0


async def test_claims_that_nobody_announced_are_counted() -> None:
    office = Office(dijaga(KURSUS))
    sebelum = office.nyata - timedelta(seconds=5)
    for nomor in range(3):
        await office.watch.claim(Klaim(f"k{nomor}", pelanggaran(), "penjaga", sebelum))
    await office.watch.announced(["k1"], office.kini)
    assert (await office.figures()).value("izin_watchdog_klaim_tertunda") == 2


async def test_the_board_that_is_shown_is_the_board_of_the_store() -> None:
    office = Office(dijaga(KURSUS), dijaga(PAUD))
    await office.figures()
    collector, registry = BoardCollector([]), CollectorRegistry()
    registry.register(collector)
    await BoardFigures(office.ops, lambda: office.kini, collector)()
    scrape = Scrape(registry)
    assert scrape.total("izin_langkah_terbuka") == 2
    assert {s["sop"] for s in scrape.series("izin_langkah_terbuka")} == {KURSUS, PAUD}


class Large(MemoryOpsStore):
    """Thousands of open steps, at so many milliseconds for two hundred of them."""

    async def open_steps(self) -> AsyncIterator[Terbuka]:
        for nomor in range(1000):
            if not nomor % 200:
                await asyncio.sleep(0.01)
            yield terbuka(f"IKP-2026-{nomor:06d}")


async def test_a_long_reading_leaves_the_store_to_others_most_of_the_time() -> None:
    mulai = time.monotonic()
    bacaan = await baca_papan(Large(MemoryPermohonanStore()), lambda: PAGI, istirahat=3.0)
    seluruhnya = time.monotonic() - mulai
    assert bacaan.papan.pada("meja").terbuka == 1000
    assert bacaan.lama_detik >= 0.05
    assert seluruhnya >= 3 * bacaan.lama_detik


def test_the_longer_a_reading_takes_the_less_often_it_is_done() -> None:
    assert jeda_baca(5.0, 0.01) == 5.0
    assert jeda_baca(5.0, 2.0) == 40.0


async def test_the_figures_are_read_again_and_again_also_after_the_store_was_away() -> None:
    dibaca = 0

    async def baca() -> float:
        nonlocal dibaca
        dibaca += 1
        if dibaca == 2:
            raise StoreTidakTerjangkau("uji")
        return 0.0

    refresher = Refresher(baca, 0.001)
    await refresher.start()
    async with asyncio.timeout(5):
        while dibaca < 4:
            await asyncio.sleep(0.001)
    await refresher.stop()
    sudah = dibaca
    await asyncio.sleep(0.02)
    assert dibaca == sudah
