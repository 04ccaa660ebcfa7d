"""Broker and store killed and brought back while breaches fall due: the same announcements, none
twice, and the late ones say how late."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.embedded import Servers
from shared.embedded.server import Server
from shared.settings import Settings
from tests.integration.watchdog.scene import PAGI_KERJA, open_scene
from tests.workers import StartWatchdog

MENIT_SEDETIK = 60.0

SETTLED_SECONDS = 7.0
"""RabbitMQ 3.10, killed within seconds of a queue's declaration, can come back without a leader for
that queue, for ever."""


async def _outages(servers: Sequence[Server]) -> None:
    for jeda in (SETTLED_SECONDS, 2.0):
        await asyncio.sleep(jeda)
        for server in servers:
            await asyncio.to_thread(server.kill)
        await asyncio.sleep(1.5)
        for server in servers:
            await asyncio.to_thread(server.start)


@pytest.mark.parametrize("korban", ["rabbit", "store", "both"])
async def test_a_server_killed_and_brought_back_changes_nothing_but_the_hour(
    own_servers: Servers,
    tmp_path: Path,
    start_watchdog: StartWatchdog,
    benih: int,
    korban: str,
) -> None:
    assert own_servers.rabbit and own_servers.store
    servers: dict[str, list[Server]] = {
        "rabbit": [own_servers.rabbit],
        "store": [own_servers.store],
        "both": [own_servers.rabbit, own_servers.store],
    }
    settings = Settings(
        rabbitmq_url=SecretStr(own_servers.rabbitmq_url),
        mongodb_url=SecretStr(own_servers.mongodb_url),
    )
    async with open_scene(settings, tmp_path, benih) as scene:
        await scene.submit(200)
        dogs = [start_watchdog(scene.settings) for _ in range(2)]
        for dog in dogs:
            await asyncio.to_thread(dog.wait_ready)
        scene.run_clock(MENIT_SEDETIK)
        await _outages(servers[korban])
        scene.freeze(PAGI_KERJA + timedelta(hours=6))
        diumumkan = await scene.verify()
        assert len(diumumkan) > 400
        assert [dog.process.poll() for dog in dogs] == [None, None]
        for satu in diumumkan:
            telat = (satu.terdeteksi_pada - satu.terjadi_pada).total_seconds()
            assert satu.terlambat_terdeteksi_detik == int(telat)
        assert max(satu.terlambat_terdeteksi_detik for satu in diumumkan) >= MENIT_SEDETIK
