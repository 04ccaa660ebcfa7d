"""Workers and watchdogs for tests: in this process, or as real processes."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from izin.registry import discover_desks
from ops.watchdog import NAME as WATCHDOG
from ops.watchdog.process import MakeCompanion, Watchdog, compose_watchdog
from shared.settings import Settings
from shared.worker.process import compose
from tests.forge import ForkedProcess, the_forge

SIAP_DETIK = 90


@asynccontextmanager
async def workers_here(
    settings: Settings | Callable[[str], Settings], *pelaksana: str
) -> AsyncIterator[None]:
    """Every worker named (all of them by default) on this event loop, over the real servers; each
    with settings of its own where these are a function of its name."""
    desks = discover_desks()
    workers = [
        compose(nama, desks, settings if isinstance(settings, Settings) else settings(nama))
        for nama in pelaksana or desks
    ]
    tasks = [asyncio.create_task(worker.run()) for worker in workers]
    try:
        async with asyncio.timeout(SIAP_DETIK):
            for worker, task in zip(workers, tasks, strict=True):
                waiting = asyncio.create_task(worker.ready.wait())
                await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
                assert worker.ready.is_set(), "a worker ended before it was ready"
        yield
    finally:
        for worker in workers:
            worker.stop()
        assert await asyncio.gather(*tasks) == [0] * len(tasks)


@pytest_asyncio.fixture
async def semua_worker(settings: Settings) -> AsyncIterator[None]:
    async with workers_here(settings):
        yield


@asynccontextmanager
async def watchdog_here(settings: Settings, *companions: MakeCompanion) -> AsyncIterator[Watchdog]:
    """A watchdog on this event loop, over the real servers."""
    watchdog = compose_watchdog(discover_desks(), settings, companions)
    task = asyncio.create_task(watchdog.run())
    waiting = asyncio.create_task(watchdog.ready.wait())
    try:
        async with asyncio.timeout(SIAP_DETIK):
            await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
        assert watchdog.ready.is_set(), "the watchdog ended before it was ready"
        yield watchdog
    finally:
        waiting.cancel()
        watchdog.stop()
        assert await task == 0


class WorkerProcess:
    """`izin jalankan <nama>` in a process of its own, with its log in a file."""

    def __init__(self, nama: str, settings: Settings, folder: Path, log: str = "") -> None:
        assert settings.rabbitmq_url and settings.mongodb_url
        self.pelaksana = nama
        self.log = folder / f"{log or nama}.log"
        self._env = {
            **os.environ,
            "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
            "MONGODB_URL": settings.mongodb_url.get_secret_value(),
            "IZIN_BASIS_DATA": settings.basis_data,
            "IZIN_FOLDER_SOP": str(settings.folder_sop),
            "IZIN_KALENDER": str(settings.kalender),
            "IZIN_JEDA_SAPU_DETIK": str(settings.jeda_sapu_detik),
            "IZIN_SEWA_KLAIM_DETIK": str(settings.sewa_klaim_detik),
        }
        if settings.berkas_jam is not None:
            self._env["IZIN_BERKAS_JAM"] = str(settings.berkas_jam)
        if settings.daftar_petugas is not None:
            self._env["IZIN_DAFTAR_PETUGAS"] = str(settings.daftar_petugas)
        if settings.tanda_tangan is not None:
            self._env["IZIN_TANDA_TANGAN"] = str(settings.tanda_tangan)
        self.process = self._spawn()

    def _spawn(self) -> ForkedProcess:
        self._began = self.log.stat().st_size if self.log.exists() else 0
        return the_forge().izin(("jalankan", self.pelaksana), self._env, self.log)

    def wait_ready(self) -> None:
        """Until the process that was started last says so, whatever was said before it."""
        batas = time.monotonic() + SIAP_DETIK
        while b"siap" not in self._said()[self._began :]:
            assert self.process.poll() is None, self._said().decode()
            assert time.monotonic() < batas, self._said().decode()
            time.sleep(0.02)

    def _said(self) -> bytes:
        return self.log.read_bytes() if self.log.exists() else b""

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def restart(self) -> None:
        self.kill()
        self.process = self._spawn()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=60)


StartWorker = Callable[[str], WorkerProcess]


@pytest.fixture
def start_worker(settings: Settings, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts one worker process; all of them are ended after the test."""
    started: list[WorkerProcess] = []

    def start(pelaksana: str) -> WorkerProcess:
        started.append(WorkerProcess(pelaksana, settings, tmp_path))
        return started[-1]

    yield start
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()


StartWatchdog = Callable[[Settings], WorkerProcess]


@pytest.fixture
def start_watchdog(tmp_path: Path) -> Iterator[StartWatchdog]:
    """Starts one watchdog process, each with a log of its own; all are ended after the test."""
    started: list[WorkerProcess] = []

    def start(settings: Settings) -> WorkerProcess:
        log = f"{WATCHDOG}-{len(started) + 1}"
        started.append(WorkerProcess(WATCHDOG, settings, tmp_path, log))
        return started[-1]

    yield start
    for watchdog in started:
        if watchdog.process.poll() is None:
            watchdog.kill()
