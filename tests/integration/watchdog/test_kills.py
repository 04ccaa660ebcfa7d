"""Real watchdog processes killed at random while breaches fall due: exactly what would have been
announced is, each once."""

import asyncio
import signal
from datetime import timedelta

import pytest

from shared import topology
from tests.integration.watchdog.scene import PAGI_KERJA, Scene
from tests.workers import StartWatchdog, WorkerProcess

KALI = 8
BANYAK = 120
MENIT_SEDETIK = 200.0
LONGEST_LIFE_SECONDS = 1.3
"""A watchdog is ready in less: some are killed while they start, most while they work."""

SEWA_DETIK = 6.0
SHORT_LEASE_SECONDS = 3.0


async def _kill_at_random(scene: Scene, dogs: list[WorkerProcess]) -> None:
    """A number of kills, not a span of time: a slow machine gets as many as a fast one."""
    for _ in range(KALI):
        await asyncio.sleep(scene.lots.uniform(0.0, LONGEST_LIFE_SECONDS))
        await asyncio.to_thread(scene.lots.choice(dogs).restart)


@pytest.mark.parametrize(
    ("banyak", "jumlah"),
    [(3, 80), *(pytest.param(banyak, 300, marks=pytest.mark.lama) for banyak in (1, 3))],
)
async def test_random_kills_give_the_same_announcements_as_an_uninterrupted_run(
    scene: Scene, start_watchdog: StartWatchdog, banyak: int, jumlah: int
) -> None:
    await scene.submit(jumlah)
    dogs = [start_watchdog(scene.with_lease(SEWA_DETIK)) for _ in range(banyak)]
    for dog in dogs:
        await asyncio.to_thread(dog.wait_ready)
    scene.run_clock(MENIT_SEDETIK)
    await _kill_at_random(scene, dogs)
    scene.freeze(PAGI_KERJA + timedelta(hours=6))
    diumumkan = await scene.verify()
    assert len(diumumkan) > 2 * jumlah
    assert {p.tingkat for p in diumumkan} == {"mendekati", "terlampaui", "selesai_terlambat"}
    await scene.until(lambda: scene.ready(topology.ANTREAN_JURNAL), 0)
    for dog in dogs:
        # One that was started a moment ago would be ended before it can end in order.
        await asyncio.to_thread(dog.wait_ready)
        assert await asyncio.to_thread(dog.stop) == 0
    assert await scene.ready(topology.ANTREAN_JURNAL) == 0


async def test_one_that_is_put_to_sleep_for_longer_than_its_lease_says_nothing_twice(
    scene: Scene, start_watchdog: StartWatchdog
) -> None:
    """As when its machine is suspended, in the middle of a sweep."""
    await scene.submit_alike(BANYAK)
    dogs = [start_watchdog(scene.with_lease(SHORT_LEASE_SECONDS)) for _ in range(2)]
    for dog in dogs:
        await asyncio.to_thread(dog.wait_ready)
    for menit in (9, 11):
        scene.freeze(PAGI_KERJA + timedelta(minutes=menit))
        await scene.until_some_are_announced()
        await asyncio.sleep(scene.lots.uniform(0.0, 0.2))
        korban = scene.lots.choice(dogs)
        korban.process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(2 * SHORT_LEASE_SECONDS)
        korban.process.send_signal(signal.SIGCONT)
        await scene.until(scene.announced_count, BANYAK if menit == 9 else 2 * BANYAK)
    assert len(await scene.verify()) == 2 * BANYAK
    for dog in dogs:
        assert await asyncio.to_thread(dog.stop) == 0
    await scene.verify()
