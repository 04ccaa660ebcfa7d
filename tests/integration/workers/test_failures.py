"""Real processes killed while they work: nothing is lost and nothing happens twice."""

import asyncio
import random
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from izin.registry import discover_desks
from shared import topology
from shared.embedded import Servers
from shared.rabbit.errors import ClientError
from shared.settings import Settings
from tests.breakdowns import Breakdowns
from tests.integration.workers.load import submit, verify
from tests.office import open_office
from tests.simulation import Simulation
from tests.workers import StartWorker, WorkerProcess

BATAS_DETIK = 120


async def _kill_at_random(workers: list[WorkerProcess], kali: int, benih: int) -> None:
    acak = random.Random(benih)  # noqa: S311 - a repeatable test, not a secret
    for _ in range(kali):
        await asyncio.sleep(acak.uniform(0.05, 0.6))
        acak.choice(workers).restart()


LAMA = pytest.mark.lama


@LAMA
@pytest.mark.parametrize("benih", [1, 2, 3, 4])
async def test_sigkill_of_any_worker_under_load_loses_and_doubles_nothing(
    settings: Settings, start_worker: StartWorker, benih: int
) -> None:
    workers = [start_worker(nama) for nama in discover_desks()]
    for worker in workers:
        worker.wait_ready()
    async with open_office(settings) as office:
        simulation = Simulation(office)
        dikirim, *_ = await asyncio.gather(
            submit(office, 40),
            simulation.until_all_have_ended(40),
            _kill_at_random(workers, 20, benih),
        )
        await verify(office, dikirim)


async def test_a_worker_stopped_by_sigterm_ends_in_seconds_and_finishes_what_it_holds(
    settings: Settings, start_worker: StartWorker
) -> None:
    worker = start_worker("frontoffice")
    worker.wait_ready()
    async with open_office(settings) as office:
        dikirim = await submit(office, 30)
        mulai = time.monotonic()
        assert worker.stop() == 0
        assert time.monotonic() - mulai < 30
        start_worker("frontoffice").wait_ready()
        async with asyncio.timeout(BATAS_DETIK):
            while len([p async for p in office.store.scan()]) < 30:
                await asyncio.sleep(0.1)
        semua = [p async for p in office.store.scan()]
        assert {p.pengajuan_id[0] for p in semua} == dikirim
        assert await office.kosong(topology.ANTREAN_KARANTINA)


@LAMA
@pytest.mark.parametrize(
    ("korban", "kali", "jumlah"), [(korban, 2, 30) for korban in ("rabbit", "store", "both")]
)
async def test_a_server_killed_and_restarted_under_load_loses_and_doubles_nothing(
    own_servers: Servers, tmp_path: Path, korban: str, kali: int, jumlah: int
) -> None:
    settings = Settings(
        rabbitmq_url=SecretStr(own_servers.rabbitmq_url),
        mongodb_url=SecretStr(own_servers.mongodb_url),
    )
    breakdowns = await Breakdowns.prepare(own_servers, settings)
    workers = [WorkerProcess(nama, settings, tmp_path) for nama in discover_desks()]
    try:
        for worker in workers:
            worker.wait_ready()
        async with open_office(settings) as office:
            dikirim = await submit(office, jumlah)
            simulation = Simulation(office)
            await asyncio.gather(
                simulation.until_all_have_ended(jumlah), _outages(breakdowns, korban, kali)
            )
        async with open_office(settings) as sesudah:
            await verify(sesudah, dikirim)
        assert [worker.process.poll() for worker in workers] == [None] * len(workers)
    finally:
        for worker in workers:
            worker.kill()


@LAMA
async def test_workers_serve_again_after_the_broker_came_back_without_its_disk(
    own_servers: Servers, tmp_path: Path
) -> None:
    settings = Settings(
        rabbitmq_url=SecretStr(own_servers.rabbitmq_url),
        mongodb_url=SecretStr(own_servers.mongodb_url),
    )
    worker = WorkerProcess("frontoffice", settings, tmp_path)
    try:
        worker.wait_ready()
        rabbit = own_servers.rabbit
        assert rabbit is not None
        await asyncio.to_thread(rabbit.kill)
        shutil.rmtree(rabbit.folder / "data")
        await asyncio.to_thread(rabbit.start)
        async with asyncio.timeout(BATAS_DETIK), open_office(settings) as office:
            pengajuan = await office.pengajuan()
            while True:
                with suppress(ClientError):
                    jawaban = await office.client.submit(pengajuan, wait_seconds=3)
                    break
                await asyncio.sleep(0.2)
        assert jawaban is not None
        assert jawaban.diterapkan
    finally:
        worker.kill()


async def _outages(breakdowns: Breakdowns, korban: str, kali: int) -> None:
    for jeda in (0.3, 1.0)[:kali]:
        await asyncio.sleep(jeda)
        await breakdowns.kill(korban, away_seconds=1)
