"""One process that serves several pelaksana: what each of them does alone, all do together."""

import asyncio
import os
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from izin.registry import discover_desks
from shared import topology
from shared.gabungan import gabung
from shared.permohonan import Permohonan
from shared.rabbit import declare as declare_module
from shared.rabbit.declare import declare
from shared.settings import Settings
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.worker.process import compose
from tests.builders import KURSUS, PAUD, termuat
from tests.integration.workers.load import submit, verify
from tests.integration.workers.pulses import alive, open_ops
from tests.office import open_office
from tests.simulation import Simulation
from tests.workers import StartWorker, workers_here

SEMUA = gabung(discover_desks())
LOKET, MEJA = "frontoffice", "backoffice"
DUA = gabung((LOKET, MEJA))
SABAR_DETIK = 60


async def test_both_sops_go_all_the_way_through_one_process(
    settings: Settings, start_worker: StartWorker
) -> None:
    worker = start_worker(SEMUA)
    worker.wait_ready()
    async with open_office(settings) as office:
        for kode in (KURSUS, PAUD):
            sop = termuat(kode).sop
            jawaban = await office.ajukan(await office.pengajuan(sop))
            assert jawaban.kode == "diterapkan"
            await office.lewati(*(langkah.pelaksana for langkah in sop.langkah[1:]))
            assert (await office.permohonan(jawaban)).status == "selesai"
        await office.kirim_mentah(topology.antrean_putusan(MEJA), b"bukan putusan")
        await office.ambil(topology.ANTREAN_KARANTINA)
    assert worker.stop() == 0
    said = worker.log.read_text()
    ready = re.findall(r"siap .*pelaksana=(\S+)", said)
    assert sorted(ready) == sorted(discover_desks())
    assert re.findall(r"refused .*pelaksana=(\S+)", said) == [MEJA]
    assert re.findall(r"berhenti .*pelaksana=(\S+)", said) == [SEMUA]


async def test_sigkill_of_a_process_of_all_roles_under_load_loses_and_doubles_nothing(
    settings: Settings, start_worker: StartWorker
) -> None:
    worker = start_worker(SEMUA)
    worker.wait_ready()
    async with open_office(settings) as office:
        simulation = Simulation(office)

        async def kill() -> None:
            for selesai in (1, 4, 8):
                while len(simulation.berakhir) < selesai:
                    await asyncio.sleep(0.02)
                worker.restart()

        dikirim, *_ = await asyncio.gather(
            submit(office, 12), simulation.until_all_have_ended(12), kill()
        )
        await verify(office, dikirim)


async def test_one_application_is_read_from_the_store_once_by_a_process_of_all_roles(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is registered. What comes after is known from what was written."""
    reads: Counter[bool] = Counter()
    find = MongoPermohonanStore.find

    async def counted(self: MongoPermohonanStore, permohonan_id: object) -> Permohonan | None:
        found = await find(self, permohonan_id)  # type: ignore[arg-type]
        reads[found is not None] += 1
        return found

    async with workers_here(settings, SEMUA), open_office(settings) as office:
        monkeypatch.setattr(MongoPermohonanStore, "find", counted)
        sop = termuat(KURSUS).sop
        jawaban = await office.ajukan(await office.pengajuan(sop))
        await office.lewati(*(langkah.pelaksana for langkah in sop.langkah[1:]))
        assert reads == {False: 1}
        assert (await office.permohonan(jawaban)).status == "selesai"


async def test_a_queue_of_one_role_is_gone_and_the_others_go_on(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declare_module, "INTERVAL_SECONDS", 3600.0)
    detak, antrean = tmp_path / "detak", topology.antrean_putusan(MEJA)
    settings = settings.model_copy(update={"berkas_detak": detak, "jeda_denyut_detik": 0.2})
    assert settings.rabbitmq_url is not None
    url = settings.rabbitmq_url.get_secret_value()
    async with (
        open_ops(settings) as ops,
        workers_here(settings, DUA),
        open_office(settings) as office,
    ):
        await alive(ops, LOKET, MEJA)
        await office.channel.queue_delete(antrean)
        os.utime(detak, (0, 0))
        with capture_logs() as said:
            async with asyncio.timeout(SABAR_DETIK):
                while not any(line["event"] == "not_consuming" for line in said):
                    await asyncio.sleep(0.05)
        berhenti = await ops.pulse(MEJA)
        await office.ajukan(await office.pengajuan())
        await office.lewati(LOKET)
        await alive(ops, LOKET)
        assert await ops.pulse(MEJA) == berhenti
        assert detak.stat().st_mtime == 0

        await declare(url, topology.topologi(discover_desks()))
        await office.lewati(MEJA)
        await alive(ops, MEJA)


async def test_asked_to_stop_every_role_finishes_what_it_holds(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is closed once, when nobody needs it any more."""
    held: list[str] = []
    written: list[bool] = []
    closed: list[int] = []
    done = asyncio.Event()
    advance, close = MongoPermohonanStore.advance, MongoPermohonanStore.close

    async def slowly(self: MongoPermohonanStore, baru: Permohonan, lama: Permohonan) -> bool:
        held.append(lama.langkah.pelaksana if lama.langkah else "")
        await done.wait()
        written.append(await advance(self, baru, lama))
        return written[-1]

    async def noted(self: MongoPermohonanStore) -> None:
        closed.append(len(written))
        await close(self)

    worker = compose(DUA, discover_desks(), settings)
    running = asyncio.create_task(worker.run())
    try:
        async with asyncio.timeout(SABAR_DETIK), open_office(settings) as office:
            await worker.ready.wait()
            await office.ajukan(await office.pengajuan())
            await office.lewati(LOKET)
            await office.ajukan(await office.pengajuan())
            tugas = [await office.tugas(nama) for nama in (LOKET, MEJA)]
            monkeypatch.setattr(MongoPermohonanStore, "advance", slowly)
            monkeypatch.setattr(MongoPermohonanStore, "close", noted)
            answers = asyncio.gather(*(office.putuskan(satu) for satu in tugas))
            while len(held) < len(tugas):
                await asyncio.sleep(0.02)
            worker.stop()
            await asyncio.wait({running}, timeout=0.5)
            assert not running.done()
            done.set()
            assert [jawaban.kode for jawaban in await answers] == ["diterapkan"] * len(tugas)
            assert await running == 0
        assert closed == [len(tugas)]
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
