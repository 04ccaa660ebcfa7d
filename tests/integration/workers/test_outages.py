"""Our own outages: recorded once, as long as they were, and charged to nobody but ourselves."""

import asyncio
import signal
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from shared.clock import system_clock
from shared.embedded import Servers
from shared.embedded.server import Server
from shared.mutu_baku.buku_waktu import SISTEM, Gangguan, buku_waktu
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.store.mongo_ops import MongoOpsStore
from tests.builders import KURSUS, termuat
from tests.integration.workers.pulses import NEVER, alive, open_ops
from tests.office import Office, open_office
from tests.workers import StartWorker, workers_here

LOKET, MEJA = "frontoffice", "backoffice"
SELANG = 0.8
"""Between two pulses: a busy machine may delay one by a second or two, and three are not missed."""

AWAY_SECONDS = 5 * SELANG
SELALU = (NEVER, datetime.max.replace(tzinfo=UTC))
SEDETIK = timedelta(seconds=1)


@pytest.fixture
def quick(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Pulses that do not make a test wait for seconds, also those of processes."""
    monkeypatch.setenv("IZIN_JEDA_DENYUT_DETIK", str(SELANG))
    return settings.model_copy(update={"jeda_denyut_detik": SELANG})


async def _outages_of(ops: MongoOpsStore, pelaksana: str, count: int) -> list[Gangguan]:
    """All of a role, once there are so many."""
    async with asyncio.timeout(120):
        while True:
            semua = [g for g in await ops.outages(*SELALU) if g.pelaksana == pelaksana]
            if len(semua) >= count:
                return semua
            await asyncio.sleep(0.1)


async def _waiting(office: Office) -> Permohonan:
    """An application that lies with the first desk."""
    return await office.permohonan(await office.ajukan(await office.pengajuan()))


def _ours(permohonan: Permohonan, gangguan: Iterable[Gangguan]) -> timedelta:
    """What the ledger charges to ourselves, once it has been seen to add up."""
    kini = system_clock()
    ruas = buku_waktu(permohonan, termuat(KURSUS).sop, gangguan, kini)
    assert sum((r.lama for r in ruas), timedelta()) == kini - permohonan.riwayat[0].dibuka_pada
    return sum((r.lama for r in ruas if r.pemilik == SISTEM), timedelta())


def _about(gangguan: Gangguan, dari: datetime, sampai: datetime) -> None:
    """It begins with the last pulse before, and ends when the worker was seen to work again."""
    assert dari - 3 * SEDETIK < gangguan.dari <= dari + SEDETIK
    assert sampai - SEDETIK <= gangguan.sampai < sampai + 60 * SEDETIK


async def test_a_worker_that_was_down_is_one_outage_and_the_waiting_is_ours(
    quick: Settings,
) -> None:
    async with open_ops(quick) as ops, open_office(quick) as office:
        async with workers_here(quick, LOKET, MEJA):
            permohonan = await _waiting(office)
            await alive(ops, LOKET, MEJA)
        down = system_clock()
        async with workers_here(quick, MEJA):
            await asyncio.sleep(AWAY_SECONDS)
            up = system_clock()
            async with workers_here(quick, LOKET):
                [satu] = await _outages_of(ops, LOKET, 1)
                await alive(ops, LOKET)
        _about(satu, down, up)
        assert _ours(permohonan, await ops.outages(*SELALU)) == satu.sampai - satu.dari
        assert [g.pelaksana for g in await ops.outages(*SELALU)].count(LOKET) == 1


async def test_servers_that_were_away_are_one_outage_each_for_every_role(
    own_servers: Servers,
) -> None:
    settings = Settings(
        rabbitmq_url=SecretStr(own_servers.rabbitmq_url),
        mongodb_url=SecretStr(own_servers.mongodb_url),
        batas_mulai_detik=60,
        jeda_denyut_detik=SELANG,
    )
    assert own_servers.rabbit and own_servers.store
    async with open_ops(settings) as ops, open_office(settings) as office:
        async with workers_here(settings, LOKET, MEJA):
            permohonan = await _waiting(office)
            # RabbitMQ 3.10 loses a queue of a moment ago when it is killed: it comes second.
            for count, server in enumerate((own_servers.store, own_servers.rabbit), start=1):
                await alive(ops, LOKET, MEJA)
                dari, sampai = await _away(server)
                for nama in (LOKET, MEJA):
                    semua = await _outages_of(ops, nama, count)
                    assert len(semua) == count
                    _about(semua[-1], dari, sampai)
            await alive(ops, LOKET, MEJA)
        semua = await _outages_of(ops, LOKET, 2)
        lama = sum((g.sampai - g.dari for g in semua), timedelta())
        assert len(semua) == 2
        assert _ours(permohonan, await ops.outages(*SELALU)) == lama


async def _away(server: Server) -> tuple[datetime, datetime]:
    dari = system_clock()
    await asyncio.to_thread(server.kill)
    await asyncio.sleep(AWAY_SECONDS)
    await asyncio.to_thread(server.start)
    return dari, system_clock()


async def test_a_sister_keeps_the_role_alive_and_a_process_that_stood_still_was_away(
    quick: Settings, start_worker: StartWorker
) -> None:
    killed, sister, frozen = start_worker(LOKET), start_worker(LOKET), start_worker(MEJA)
    for worker in (killed, sister, frozen):
        worker.wait_ready()
    async with open_ops(quick) as ops:
        await alive(ops, LOKET, MEJA)
        killed.kill()
        dari = system_clock()
        frozen.process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(AWAY_SECONDS)
        frozen.process.send_signal(signal.SIGCONT)
        sampai = system_clock()
        start_worker(LOKET)
        [satu] = await _outages_of(ops, MEJA, 1)
        _about(satu, dari, sampai)
        await alive(ops, LOKET, MEJA)
        assert await ops.outages(*SELALU) == (satu,)
