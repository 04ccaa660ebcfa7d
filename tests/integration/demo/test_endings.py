"""However a demo ends, no process of it stays, and its exit code says how it ended."""

import os
import re
import signal
from pathlib import Path

import pytest

from izin.registry import discover_desks
from ops.watchdog import NAME as WATCHDOG
from shared.gabungan import anggota, gabung
from tests.integration.demo.theatre import Demo, demo
from tests.integration.embedded.leftovers import gone_within, processes_of

BERES_SENDIRI_DETIK = 25.0
"""After SIGKILL only the guards of the servers and the kernel are left to tidy up."""

JUMLAH = 8
"""Enough for a while."""

SEMUA = gabung(discover_desks())

DI_LATAR = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")
"""Ctrl-C is ignored, as a shell without a terminal has it for what it starts with `&`."""


def di_tengah(berjalan: Demo) -> None:
    """Applications are on their way."""
    berjalan.tunggu_kata("menunggu:")


def proses(folder: Path) -> dict[str, int]:
    """The workers, by the name they were started with."""
    return {
        nama[1]: pid
        for pid, perintah in processes_of(folder).items()
        if (nama := re.search(r" jalankan (\S+)", perintah))
    }


def dihentikan(berjalan: Demo) -> None:
    """In good order, because somebody asked for it."""
    assert berjalan.tunggu_akhir() == 130
    assert processes_of(berjalan.folder) == {}
    assert "Demo dihentikan" in berjalan.kata
    assert "Traceback" not in berjalan.kata


@pytest.mark.parametrize(
    "nomor", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.lama)]
)
def test_asked_to_stop_in_the_middle_it_stops_everything(
    tmp_path: Path, nomor: signal.Signals
) -> None:
    with demo(tmp_path, JUMLAH) as berjalan:
        di_tengah(berjalan)
        assert proses(tmp_path).keys() == {SEMUA, WATCHDOG}
        berjalan.sinyal_terminal(nomor)
        dihentikan(berjalan)


@pytest.mark.lama
def test_put_into_the_background_by_a_script_it_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    with demo(tmp_path, JUMLAH, awalan=DI_LATAR) as berjalan:
        di_tengah(berjalan)
        berjalan.process.send_signal(signal.SIGINT)
        berjalan.process.send_signal(signal.SIGTERM)
        dihentikan(berjalan)


def test_asked_to_stop_while_the_servers_start_it_stops_them(tmp_path: Path) -> None:
    with demo(tmp_path, JUMLAH) as berjalan:
        berjalan.tunggu_kata("Menjalankan")
        berjalan.sinyal_terminal(signal.SIGINT)
        dihentikan(berjalan)


def test_killed_in_the_middle_it_leaves_nothing_behind(tmp_path: Path) -> None:
    with demo(tmp_path, JUMLAH) as berjalan:
        di_tengah(berjalan)
        berjalan.process.kill()
        assert berjalan.tunggu_akhir() == -signal.SIGKILL
        assert gone_within(tmp_path, BERES_SENDIRI_DETIK), processes_of(tmp_path)


@pytest.mark.parametrize(
    ("banyak", "siapa"),
    [
        (1, "kabid"),
        pytest.param(7, "kabid", marks=pytest.mark.lama),
        pytest.param(1, WATCHDOG, marks=pytest.mark.lama),
    ],
)
def test_a_process_that_dies_is_named_and_ends_the_demo_with_a_failure(
    tmp_path: Path, elsewhere: dict[str, str], banyak: int, siapa: str
) -> None:
    with demo(tmp_path, JUMLAH, elsewhere, "--proses", str(banyak)) as berjalan:
        di_tengah(berjalan)
        nama, pid = next(satu for satu in proses(tmp_path).items() if siapa in anggota(satu[0]))
        assert len(anggota(nama)) == (1 if siapa == WATCHDOG else 7 // banyak)
        os.kill(pid, signal.SIGKILL)
        assert berjalan.tunggu_akhir() == 1
        assert processes_of(tmp_path) == {}
    assert f"✗ proses {nama} berakhir dengan kode -9" in berjalan.kata
    assert "ADA YANG TIDAK BERES" in berjalan.kata
