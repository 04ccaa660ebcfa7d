"""`izin pulihkan` over real servers: what the broker lost comes back, and nothing twice."""

import asyncio
import json
import shutil
from collections import Counter
from datetime import UTC, datetime

from pydantic import SecretStr

from izin.registry import discover_desks
from shared import topology
from shared.embedded import Servers
from shared.kantor.kantor import open_kantor
from shared.kantor.pulihkan import Request, Tally, recover
from shared.permohonan import Permohonan, periksa_rantai
from shared.settings import Settings
from tests.builders import KURSUS, PAUD, termuat
from tests.integration.cli.office import environment
from tests.office import Office, open_office
from tests.simulation import Simulation
from tests.unit.cli.running import izin
from tests.workers import workers_here

BIASA = Request(semua=False, coba=False, sejak=None)


def settings_of(servers: Servers, **ubah: object) -> Settings:
    return Settings(
        rabbitmq_url=SecretStr(servers.rabbitmq_url), mongodb_url=SecretStr(servers.mongodb_url)
    ).model_copy(update=ubah)


async def submit(office: Office, jumlah: int) -> None:
    for nomor in range(jumlah):
        isi = await office.pengajuan(termuat((KURSUS, PAUD)[nomor % 2]).sop)
        assert (await office.ajukan(isi)).diterapkan


async def verify(office: Office, jumlah: int) -> None:
    semua: list[Permohonan] = [p async for p in office.store.scan()]
    assert len(semua) == jumlah
    for permohonan in semua:
        periksa_rantai(permohonan)
        assert permohonan.status == "selesai"
        langkah = Counter((e.langkah, e.putaran) for e in permohonan.riwayat)
        assert max(langkah.values()) == 1
        assert sum(e.tindakan == "tanda_tangani" for e in permohonan.riwayat) == 1
    assert await office.kosong(topology.ANTREAN_KARANTINA)


async def memulihkan(settings: Settings, request: Request = BIASA) -> Tally:
    assert settings.rabbitmq_url is not None
    async with open_kantor(settings, discover_desks()) as kantor:
        return await recover(kantor, settings.rabbitmq_url.get_secret_value(), request)


async def lose_the_disk(servers: Servers) -> None:
    assert servers.rabbit is not None
    await asyncio.to_thread(servers.rabbit.kill)
    shutil.rmtree(servers.rabbit.folder / "data")
    await asyncio.to_thread(servers.rabbit.start)


async def spread_out(office: Office) -> None:
    """Six applications: with the applicant again, at the verification, and further on."""
    await submit(office, 6)
    jawaban = await office.putuskan(await office.tugas("frontoffice"), "tolak")
    assert jawaban.diterapkan
    await office.lewati("frontoffice", "frontoffice", "backoffice")


async def test_after_the_broker_lost_its_disk_every_application_goes_on_to_its_end(
    own_servers: Servers,
) -> None:
    settings = settings_of(own_servers)
    mulai = datetime.now(UTC)
    async with workers_here(settings), open_office(settings) as office:
        await spread_out(office)
    # Nobody works now: what is in the queues is lost, and nobody declares them anew.
    await lose_the_disk(own_servers)
    env = environment(settings)
    dulu = await asyncio.to_thread(izin, "pulihkan", "--coba", "--json", env=env)
    assert json.loads(dulu.out)["dikirim"]["berkas"] == 6
    hasil = await asyncio.to_thread(
        izin, "pulihkan", "--sejak", mulai.isoformat(), "--json", env=env
    )
    assert hasil.code == 0, hasil.err
    fakta = json.loads(hasil.out)
    assert topology.antrean_tugas("kabid") in fakta["antrean_hilang"]
    assert fakta["dikirim"] == {
        "berkas": 6, "pemberitahuan": 7, "peristiwa": 10, "pelanggaran": 0,
    }  # fmt: skip
    lagi = await asyncio.to_thread(izin, "pulihkan", env=env)
    assert "Tidak ada yang perlu dikirim ulang." in lagi.out
    async with workers_here(settings), open_office(settings) as office:
        kembali = await office.tugas("pemohon")
        perbaikan = await office.pengajuan(
            termuat(kembali.sop).sop, nomor=kembali.nomor, putaran=kembali.putaran
        )
        assert (await office.ajukan(perbaikan)).diterapkan
        await Simulation(office).until_all_have_ended(6)
        await verify(office, 6)


async def test_twice_at_the_same_time_while_everything_runs_it_doubles_nothing(
    settings: Settings, semua_worker: None
) -> None:
    async with open_office(settings) as office:
        simulation = Simulation(office)

        async def recoveries() -> None:
            for _ in range(2):
                await asyncio.gather(memulihkan(settings), memulihkan(settings))

        await asyncio.gather(submit(office, 12), simulation.until_all_have_ended(12), recoveries())
        await memulihkan(settings, Request(semua=True, coba=False, sejak=datetime.now(UTC)))
        await verify(office, 12)


async def test_only_the_task_that_is_missing_comes_again_and_is_the_same_message(
    settings: Settings,
) -> None:
    async with workers_here(settings, "frontoffice"), open_office(settings) as office:
        await submit(office, 2)
        hilang = await office.ambil(topology.antrean_tugas("frontoffice"))
        tally = await memulihkan(settings)
        meja = tally.meja["frontoffice"]
        assert (meja.terbuka, meja.di_antrean, meja.dikirim) == (2, 1, 1)
        tetap = await office.ambil(topology.antrean_tugas("frontoffice"))
        kembali = await office.ambil(topology.antrean_tugas("frontoffice"))
        assert {tetap.message_id, kembali.message_id} > {hilang.message_id}
        assert kembali.body == hilang.body
