"""One process that serves several pelaksana: what each of them does alone, all do together."""

import asyncio
import re

from izin.registry import discover_desks
from shared import topology
from shared.gabungan import gabung
from shared.settings import Settings
from tests.builders import KURSUS, PAUD, termuat
from tests.integration.workers.load import submit, verify
from tests.office import open_office
from tests.simulation import Simulation
from tests.workers import StartWorker

SEMUA = gabung(discover_desks())


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
        assert await office.kosong(topology.ANTREAN_KARANTINA)
    assert worker.stop() == 0
    said = worker.log.read_text()
    ready = re.findall(r"siap .*pelaksana=(\S+)", said)
    assert sorted(ready) == sorted(discover_desks())
    assert said.count("berhenti ") == 1


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
