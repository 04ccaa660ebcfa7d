"""Broker and store killed and brought back while breaches fall due: the same announcements, none
twice, and the late ones say how late."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.embedded import Servers
from shared.settings import Settings
from tests.breakdowns import Breakdowns
from tests.integration.watchdog.scene import PAGI_KERJA, any_seed, open_scene
from tests.workers import StartWatchdog

MENIT_SEDETIK = 60.0
SEWA_DETIK = 6.0
SEKALI = 80


@pytest.mark.parametrize(
    ("korban", "kali"),
    [
        ("both", 1),
        *(
            pytest.param(korban, 2, marks=pytest.mark.lama)
            for korban in ("rabbit", "store", "both")
        ),
    ],
)
async def test_a_server_killed_and_brought_back_changes_nothing_but_the_hour(
    own_servers: Servers,
    tmp_path: Path,
    start_watchdog: StartWatchdog,
    korban: str,
    kali: int,
) -> None:
    settings = Settings(
        rabbitmq_url=SecretStr(own_servers.rabbitmq_url),
        mongodb_url=SecretStr(own_servers.mongodb_url),
    )
    breakdowns = await Breakdowns.prepare(own_servers, settings)
    async with open_scene(settings, tmp_path, any_seed()) as scene:
        await scene.submit(kali * SEKALI)
        dogs = [start_watchdog(scene.with_lease(SEWA_DETIK)) for _ in range(2)]
        for dog in dogs:
            await asyncio.to_thread(dog.wait_ready)
        scene.run_clock(MENIT_SEDETIK)
        for _ in range(kali):
            await scene.until_some_are_announced()
            await breakdowns.kill(korban, away_seconds=1.0)
        scene.freeze(PAGI_KERJA + timedelta(hours=6))
        diumumkan = await scene.verify()
        assert len(diumumkan) > 2 * kali * SEKALI
        assert [dog.process.poll() for dog in dogs] == [None, None]
        for satu in diumumkan:
            telat = (satu.terdeteksi_pada - satu.terjadi_pada).total_seconds()
            assert satu.terlambat_terdeteksi_detik == int(telat)
        assert max(satu.terlambat_terdeteksi_detik for satu in diumumkan) >= MENIT_SEDETIK
