"""A trial clock: one file, any number of readers, and a time that never goes back."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.clock import JamTidakTerbaca, TrialClock, clock_of, system_clock

PAGI = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    return tmp_path / "jam.json"


def test_without_a_file_it_is_the_world_s_time(berkas: Path) -> None:
    assert clock_of(None) is system_clock
    TrialClock.write(berkas, PAGI, 0.0)
    assert clock_of(berkas)() == PAGI


def test_it_runs_at_its_rate(berkas: Path) -> None:
    TrialClock.write(berkas, PAGI, 3600.0)
    jam = TrialClock(berkas)
    mulai, nyata = jam(), time.monotonic()
    time.sleep(0.05)
    lewat, lama = jam() - mulai, time.monotonic() - nyata
    assert timedelta(seconds=3600 * 0.05) <= lewat <= timedelta(seconds=3600 * (lama + 0.02))


def test_all_readers_see_a_move_at_once(berkas: Path) -> None:
    TrialClock.write(berkas, PAGI, 0.0)
    satu, lain = TrialClock(berkas), TrialClock(berkas)
    assert satu() == lain() == PAGI
    besok = PAGI + timedelta(days=1)
    satu.advance(besok, 0.0)
    assert satu() == lain() == besok


def test_another_process_reads_the_same_time(berkas: Path) -> None:
    TrialClock.write(berkas, PAGI, 0.0)
    kode = (
        "import sys, pathlib; from shared.clock import TrialClock;"
        "print(TrialClock(pathlib.Path(sys.argv[1]))().isoformat())"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", kode, str(berkas)], capture_output=True, text=True, check=True
    )
    assert datetime.fromisoformat(hasil.stdout.strip()) == PAGI


def test_it_is_in_whole_milliseconds(berkas: Path) -> None:
    TrialClock.write(berkas, PAGI, 20.0)
    assert TrialClock(berkas)().microsecond % 1000 == 0


def test_moving_it_on_never_takes_back_what_was_shown(berkas: Path) -> None:
    TrialClock.write(berkas, PAGI, 10_000.0)
    jam = TrialClock(berkas)
    terakhir = jam()
    for laju in (1.0, 5_000.0, 0.0, 10_000.0, 1.0):
        jam.advance(PAGI, laju)
        kini = jam()
        assert kini >= terakhir
        terakhir = kini


def test_a_system_clock_that_was_set_back_does_not_take_it_below_its_mark(berkas: Path) -> None:
    TrialClock.write(berkas, PAGI, 20.0)
    isi = json.loads(berkas.read_text())
    isi["nyata"] = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    berkas.write_text(json.dumps(isi))
    assert TrialClock(berkas)() == PAGI


@pytest.mark.parametrize("isi", ["", "{}", "[]", '{"nyata": 1, "tampak": 2, "laju": "x"}'])
def test_a_file_that_is_none_is_told(berkas: Path, isi: str) -> None:
    berkas.write_text(isi)
    with pytest.raises(JamTidakTerbaca, match=r"jam\.json"):
        TrialClock(berkas)()


def test_a_file_that_is_not_there_is_told(berkas: Path) -> None:
    with pytest.raises(JamTidakTerbaca, match=r"jam\.json: tidak ada"):
        TrialClock(berkas)()
