import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.pulse import Pulse
from shared.worker.heartbeat import MAX_AGE_SECONDS, beat, main

TEMPO_SECONDS = 0.02


class Worker:
    def __init__(self) -> None:
        self.consumes = True
        self.asked = 0

    async def alive(self) -> bool:
        self.asked += 1
        return self.consumes

    async def asked_again(self) -> None:
        before = self.asked
        async with asyncio.timeout(5):
            while self.asked < before + 2:
                await asyncio.sleep(TEMPO_SECONDS)


def make_old(file: Path) -> None:
    then = time.time() - MAX_AGE_SECONDS - 1
    os.utime(file, (then, then))


def test_a_fresh_beat_is_healthy(tmp_path: Path) -> None:
    beat(tmp_path / "detak")
    assert main([str(tmp_path / "detak")]) == 0


def test_an_old_beat_is_not_healthy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beat(tmp_path / "detak")
    make_old(tmp_path / "detak")
    assert main([str(tmp_path / "detak")]) == 1
    assert "21 detik yang lalu" in capsys.readouterr().out


def test_no_beat_at_all_is_not_healthy(tmp_path: Path) -> None:
    assert main([str(tmp_path / "detak")]) == 1


def test_without_a_file_the_check_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Pemakaian" in capsys.readouterr().err


def test_the_check_needs_no_library(tmp_path: Path) -> None:
    beat(tmp_path / "detak")
    command = [sys.executable, "-S", "-m", "shared.worker.heartbeat", str(tmp_path / "detak")]
    root = Path(__file__).parents[3]
    assert subprocess.run(command, cwd=root, check=False).returncode == 0


async def test_the_file_is_touched_for_as_long_as_the_worker_consumes(tmp_path: Path) -> None:
    file, worker = tmp_path / "detak", Worker()
    pulse = Pulse(file, worker.alive, TEMPO_SECONDS)
    await pulse.start()
    assert main([str(file)]) == 0
    make_old(file)
    await worker.asked_again()
    assert main([str(file)]) == 0
    await pulse.stop()


async def test_a_worker_that_does_not_consume_lets_its_file_grow_old(tmp_path: Path) -> None:
    file, worker = tmp_path / "detak", Worker()
    pulse = Pulse(file, worker.alive, TEMPO_SECONDS)
    await pulse.start()
    worker.consumes = False
    await worker.asked_again()
    make_old(file)
    await worker.asked_again()
    assert main([str(file)]) == 1
    await pulse.stop()


async def test_a_worker_that_stops_takes_its_file_away(tmp_path: Path) -> None:
    file = tmp_path / "detak"
    pulse = Pulse(file, Worker().alive, TEMPO_SECONDS)
    await pulse.start()
    await pulse.stop()
    assert not file.exists()


async def test_a_file_that_cannot_be_written_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await Pulse(tmp_path / "tidak-ada" / "detak", Worker().alive).start()


async def test_where_nobody_looks_nothing_is_written_or_asked() -> None:
    worker = Worker()
    pulse = Pulse(None, worker.alive, TEMPO_SECONDS)
    await pulse.start()
    await pulse.stop()
    assert worker.asked == 0
