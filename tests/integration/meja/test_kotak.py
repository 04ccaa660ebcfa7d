"""The inboxes of real processes: whatever is killed, each task is there once."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from shared import topology
from shared.settings import Settings
from shared.store.mongo_kotak import MongoKotakStore
from shared.store.motor_client import connect
from tests.browser.meja import buka_meja
from tests.office import Office, open_office
from tests.workers import StartWorker, workers_here

MEJA = "frontoffice"
MANY = 24
SECONDS = 90


async def numbers(settings: Settings, wanted: int) -> list[str]:
    """In that desk's inbox, once there are so many."""
    client = connect(settings.named_mongodb_url())
    store = MongoKotakStore(client, settings.basis_data)
    async with asyncio.timeout(SECONDS):
        while len(lines := await store.lines(MEJA)) < wanted:
            await asyncio.sleep(0.05)
    client.close()
    return [line.nomor for line in lines]


async def submitted(office: Office, many: int) -> list[str]:
    answers = [await office.ajukan(await office.pengajuan()) for _ in range(many)]
    return [str(answer.nomor) for answer in answers]


async def test_two_processes_of_which_one_is_killed_lose_and_double_nothing(
    settings: Settings,
    start_worker: StartWorker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IZIN_PORT_MEJA", "0")
    monkeypatch.setenv("IZIN_FOLDER_DATA", str(tmp_path / "data"))
    async with (
        workers_here(settings, MEJA),
        buka_meja(settings, tmp_path / "sini"),
        open_office(settings) as office,
    ):
        lain = start_worker("meja")
        await asyncio.to_thread(lain.wait_ready)
        coming = asyncio.create_task(submitted(office, MANY))
        await numbers(settings, MANY // 3)
        lain.restart()
        wanted = await coming
        there = await numbers(settings, MANY)
        assert Counter(there) == Counter(wanted)
        await asyncio.to_thread(lain.wait_ready)
        assert await asyncio.to_thread(lain.stop) == 0
        assert await office.kosong(topology.antrean_tugas(MEJA))
