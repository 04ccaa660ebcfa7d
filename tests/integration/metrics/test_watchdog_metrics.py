"""A real watchdog with its metrics, beside real workers: what they show is what the store says."""

import asyncio
import json
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from ops.metrics.companion import Metrics
from ops.watchdog.process import Surroundings
from shared.clock import system_clock
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import connect
from shared.store.watch_port import Klaim
from tests.builders import KURSUS, PAUD, katalog, termuat
from tests.integration.cli.office import environment
from tests.office import Office, open_office
from tests.unit.cli.running import izin
from tests.unit.ops.metrics.reading import Scrape
from tests.workers import StartWorker, watchdog_here, workers_here

LOKET, MEJA = "frontoffice", "backoffice"
TUNGGU_DETIK = 120
SEBULAN_LALU = timedelta(days=30)


@asynccontextmanager
async def metrics_here(settings: Settings) -> AsyncIterator[Metrics]:
    """Of a watchdog at work, on any port that is free."""
    made: list[Metrics] = []

    def make(around: Surroundings) -> Metrics:
        made.append(Metrics(around, 0))
        return made[0]

    async with watchdog_here(settings, make):
        async with asyncio.timeout(TUNGGU_DETIK):
            await made[0].feed.connected.wait()
        yield made[0]


async def scrape(port: int) -> Scrape:
    async with httpx.AsyncClient() as client:
        return Scrape((await client.get(f"http://127.0.0.1:{port}/metrics")).text)


async def until(true: Callable[[Scrape], Awaitable[bool]], metrics: Metrics) -> Scrape:
    async with asyncio.timeout(TUNGGU_DETIK):
        while not await true(dilihat := await scrape(metrics.port)):
            await asyncio.sleep(0.2)
    return dilihat


class Truth:
    """What the store says, by looking at every application."""

    def __init__(self, semua: list[Permohonan], klaim: list[Klaim]) -> None:
        kini = system_clock()
        self.terbuka: Counter[tuple[str, str]] = Counter()
        self.terlampaui: Counter[tuple[str, str]] = Counter()
        self.tertutup: Counter[tuple[str, int]] = Counter()
        for satu in semua:
            self.tertutup.update((satu.sop, e.langkah) for e in satu.riwayat)
            if satu.langkah is not None:
                kunci = (satu.langkah.pelaksana, satu.sop)
                self.terbuka[kunci] += 1
                tempo = satu.jaga.jatuh_tempo if satu.jaga else None
                self.terlampaui[kunci] += tempo is not None and tempo < kini
        self.diumumkan = Counter(
            (k.pelanggaran.tingkat, k.pelanggaran.sop) for k in klaim if k.diumumkan_pada
        )
        self.lengkap = all(k.diumumkan_pada for k in klaim)


async def truth(office: Office, settings: Settings) -> Truth:
    assert settings.mongodb_url
    with closing(connect(settings.mongodb_url.get_secret_value())) as client:
        watch = MongoWatchStore(client, settings.basis_data)
        semua = [p async for p in office.store.scan()]
        return Truth(semua, [k async for k in watch.records()])


def agrees(dilihat: Scrape, benar: Truth) -> bool:
    """Desks, announcements and closed steps; a first reading may not have been made yet."""
    if not dilihat.series("izin_langkah_terbuka"):
        return False
    for kode, satu in katalog().items():
        for pelaksana in satu.sop.pelaksana:
            label, kunci = {"pelaksana": pelaksana, "sop": kode}, (pelaksana, kode)
            if dilihat.value("izin_langkah_terbuka", label) != benar.terbuka[kunci]:
                return False
            if dilihat.value("izin_langkah_terlampaui", label) != benar.terlampaui[kunci]:
                return False
    diumumkan = dilihat.total("izin_watchdog_pelanggaran_total")
    ditutup = dilihat.total("izin_langkah_waktu_kantor_menit_count")
    return diumumkan == benar.diumumkan.total() and ditutup == benar.tertutup.total()


async def test_the_metrics_and_the_board_show_what_the_store_says(settings: Settings) -> None:
    settings = settings.model_copy(update={"batas_mundur_jam": 10_000.0})
    async with (
        metrics_here(settings) as metrics,
        workers_here(settings, LOKET, MEJA),
        open_office(settings) as office,
    ):
        lama = datetime.now(UTC) - SEBULAN_LALU
        for kode in (KURSUS, KURSUS, PAUD):
            await office.ajukan(await office.pengajuan(termuat(kode).sop, diajukan_pada=lama))
        await office.ajukan(await office.pengajuan(termuat(PAUD).sop))
        await office.lewati(LOKET)

        async def sesuai(dilihat: Scrape) -> bool:
            benar = await truth(office, settings)
            return benar.lengkap and agrees(dilihat, benar)

        dilihat = await until(sesuai, metrics)
        benar = await truth(office, settings)
        assert benar.terbuka.total() == 4
        assert benar.terlampaui[LOKET, KURSUS] >= 1
        assert benar.diumumkan["terlampaui", KURSUS] >= 2
        for tingkat in ("mendekati", "terlampaui", "selesai_terlambat"):
            ini = [
                dilihat.value("izin_watchdog_pelanggaran_total", label)
                for label in dilihat.series("izin_watchdog_pelanggaran_total")
                if label["tingkat"] == tingkat
            ]
            seharusnya = sum(n for (t, _), n in benar.diumumkan.items() if t == tingkat)
            assert sum(ini) == seharusnya
        assert dilihat.value("izin_watchdog_sapuan_terakhir_detik") < TUNGGU_DETIK
        assert dilihat.value("izin_watchdog_macet") == 0
        terlambat = dilihat.value("izin_watchdog_terdeteksi_terlambat_detik_count")
        assert terlambat == benar.diumumkan.total()

        papan = await _board(settings)
        for satu in papan["pelaksana"]:
            nama = satu["pelaksana"]
            milik = {kode: n for (p, kode), n in benar.terbuka.items() if p == nama}
            assert satu["menunggu"] == sum(milik.values())
            assert {k: isi["menunggu"] for k, isi in satu["per_sop"].items()} == milik
            assert satu["terlampaui"] == sum(
                n for (p, _), n in benar.terlampaui.items() if p == nama
            )
        assert papan["watchdog"]["menyapu"] is True
        assert len(papan["kabar"]) == min(benar.diumumkan.total(), 20)


async def _board(settings: Settings) -> dict[str, Any]:
    outcome = await asyncio.to_thread(izin, "pantau", "--json", env=environment(settings))
    assert outcome.code == 0, outcome.err
    papan: dict[str, Any] = json.loads(outcome.out)
    return papan


async def test_a_watchdog_process_shows_its_metrics_and_still_ends_in_seconds(
    settings: Settings, start_worker: StartWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as bebas:
        bebas.bind(("127.0.0.1", 0))
        port = bebas.getsockname()[1]
    monkeypatch.setenv("IZIN_PORT_METRIK", str(port))
    watchdog = start_worker("watchdog")
    watchdog.wait_ready()
    async with asyncio.timeout(TUNGGU_DETIK):
        while True:
            with suppress(httpx.TransportError):
                if (await scrape(port)).value("izin_watchdog_macet") == 0:
                    break
            await asyncio.sleep(0.2)
    mulai = time.monotonic()
    assert watchdog.stop() == 0, watchdog.log.read_text()
    assert time.monotonic() - mulai < 30
