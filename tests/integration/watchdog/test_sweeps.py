"""Lists of any length, documents of any kind, and an end in seconds."""

import asyncio
import time
from datetime import timedelta

import pytest

from izin.registry import discover_desks
from ops.watchdog.process import compose_watchdog
from shared import topology
from shared.clock import JamTidakTerbaca
from shared.worker.heartbeat import main as heartbeat
from tests.builders import KURSUS, Perjalanan
from tests.integration.watchdog.scene import PAGI_KERJA, Scene
from tests.workers import StartWatchdog, watchdog_here

BANYAK = 300
"""More than a cursor's first batch (101), a group of marks, and a portion of the projection."""


async def test_a_list_longer_than_any_page_is_done_by_two_of_them(scene: Scene) -> None:
    await scene.submit_alike(BANYAK)
    scene.freeze(PAGI_KERJA + timedelta(minutes=9))
    async with watchdog_here(scene.settings), watchdog_here(scene.settings):
        diumumkan = await scene.verify()
    assert len({p.permohonan_id for p in diumumkan}) == len(diumumkan) == BANYAK
    pemegang = {klaim.pemegang for klaim in (await scene.records()).values()}
    assert len(pemegang) == 2


async def test_a_document_that_cannot_be_read_stops_nobody_and_is_announced_once_it_can(
    scene: Scene,
) -> None:
    rusak = await scene.insert(Perjalanan(KURSUS, diajukan=PAGI_KERJA).permohonan)
    await scene.submit_alike(30)
    scene.damage(rusak, {"$set": {"riwayat.0.ditutup_pada": "kemarin"}})
    scene.freeze(PAGI_KERJA + timedelta(minutes=9))
    async with watchdog_here(scene.settings):
        await scene.until(scene.announced_count, 30)
        (macet,) = await scene.stores.ops.all_stuck()
        assert macet.permohonan_id == str(rusak.id)
        assert "ditutup_pada" in macet.alasan
        await scene.until(scene.swept_at, scene.kini)
        scene.damage(rusak, {"$set": {"riwayat.0.ditutup_pada": rusak.riwayat[0].ditutup_pada}})
        await scene.until(scene.announced_count, 31)
        await scene.until(scene.stuck_count, 0)
        assert len(await scene.verify()) == 31


async def test_sigterm_ends_it_in_seconds_with_nothing_left_undone(
    scene: Scene, start_watchdog: StartWatchdog
) -> None:
    await scene.submit_alike(200)
    dog = start_watchdog(scene.settings)
    await asyncio.to_thread(dog.wait_ready)
    scene.freeze(PAGI_KERJA + timedelta(minutes=9))
    await asyncio.sleep(0.3)
    mulai = time.monotonic()
    assert await asyncio.to_thread(dog.stop) == 0
    assert time.monotonic() - mulai < 30
    assert all(klaim.diumumkan_pada for klaim in (await scene.records()).values())
    async with watchdog_here(scene.settings):
        assert len(await scene.verify()) == 200


async def test_its_heartbeat_is_that_of_a_process_that_consumes(scene: Scene) -> None:
    file = scene.jam.with_name("detak")
    async with watchdog_here(scene.settings.model_copy(update={"berkas_detak": file})):
        assert heartbeat([str(file)]) == 0
    assert heartbeat([str(file)]) == 1


async def test_what_cannot_be_read_in_the_journal_ends_in_karantina(scene: Scene) -> None:
    async with watchdog_here(scene.settings):
        await scene.publish_raw(topology.EXCHANGE_MUTU_BAKU, "terlampaui.x", b"{")
        await scene.until(lambda: scene.ready(topology.ANTREAN_KARANTINA), 1)
        await scene.until(lambda: scene.ready(topology.ANTREAN_JURNAL), 0)


async def test_what_no_waiting_cures_ends_it_and_is_not_hidden(scene: Scene) -> None:
    watchdog = compose_watchdog(discover_desks(), scene.settings)
    running = asyncio.create_task(watchdog.run())
    await watchdog.ready.wait()
    scene.jam.unlink()
    async with asyncio.timeout(90):
        with pytest.raises(JamTidakTerbaca):
            await running
