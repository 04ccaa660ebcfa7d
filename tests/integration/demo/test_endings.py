"""However a demo ends, no process of it stays, and its exit code says how it ended."""

import os
import re
import signal
from pathlib import Path

import pytest

from tests.integration.demo.theatre import Demo, demo
from tests.integration.embedded.leftovers import gone_within, processes_of

BERES_SENDIRI_DETIK = 25.0
"""After SIGKILL only the guards of the servers and the kernel are left to tidy up."""


DI_LATAR = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")
"""Ctrl-C is ignored, as a shell without a terminal has it for what it starts with `&`."""


def di_tengah(berjalan: Demo) -> None:
    """Applications are on their way."""
    berjalan.tunggu_kata("menunggu:")


def worker(folder: Path, pelaksana: str) -> int:
    return next(
        pid for pid, perintah in processes_of(folder).items() if f"jalankan {pelaksana}" in perintah
    )


@pytest.mark.parametrize("nomor", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_in_the_middle_it_stops_everything(
    tmp_path: Path, nomor: signal.Signals
) -> None:
    with demo(tmp_path, 40) as berjalan:
        di_tengah(berjalan)
        berjalan.sinyal_terminal(nomor)
        assert berjalan.tunggu_akhir() == 130
        assert processes_of(tmp_path) == {}
    assert "Demo dihentikan" in berjalan.kata
    assert "Traceback" not in berjalan.kata


def test_put_into_the_background_by_a_script_it_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    with demo(tmp_path, 40, awalan=DI_LATAR) as berjalan:
        di_tengah(berjalan)
        berjalan.process.send_signal(signal.SIGINT)
        berjalan.process.send_signal(signal.SIGTERM)
        assert berjalan.tunggu_akhir() == 130
        assert processes_of(tmp_path) == {}
    assert "Demo dihentikan" in berjalan.kata
    assert "Traceback" not in berjalan.kata


def test_asked_to_stop_while_the_servers_start_it_stops_them(tmp_path: Path) -> None:
    with demo(tmp_path, 40) as berjalan:
        berjalan.tunggu_kata("Menjalankan")
        berjalan.sinyal_terminal(signal.SIGINT)
        assert berjalan.tunggu_akhir() == 130
        assert processes_of(tmp_path) == {}
    assert "Traceback" not in berjalan.kata


def test_killed_in_the_middle_it_leaves_nothing_behind(tmp_path: Path) -> None:
    with demo(tmp_path, 40) as berjalan:
        di_tengah(berjalan)
        berjalan.process.kill()
        assert berjalan.tunggu_akhir() == -signal.SIGKILL
        assert gone_within(tmp_path, BERES_SENDIRI_DETIK), processes_of(tmp_path)


@pytest.mark.parametrize("siapa", ["kabid", "watchdog"])
def test_a_process_that_dies_is_named_and_ends_the_demo_with_a_failure(
    tmp_path: Path, siapa: str
) -> None:
    with demo(tmp_path, 40) as berjalan:
        di_tengah(berjalan)
        os.kill(worker(tmp_path, siapa), signal.SIGKILL)
        assert berjalan.tunggu_akhir() == 1
        assert processes_of(tmp_path) == {}
    assert re.search(rf"✗ proses {siapa} berakhir dengan kode -9", berjalan.kata)
    assert "ADA YANG TIDAK BERES" in berjalan.kata
