"""The supervisor: what crashes comes back, what is stopped is gone, however it was stopped."""

import os
import pty
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from izin.registry import discover_desks
from shared.gabungan import gabung
from shared.settings import Settings
from tests.integration.cli.office import (
    READY_SECONDS,
    STOP_SECONDS,
    Office,
    environment,
    office,
    wait_until,
)
from tests.unit.cli.folders import sample_folder

pytestmark = pytest.mark.integration

TWO = ("frontoffice", "kabid")
JOINED = gabung(TWO)
EVERYBODY = len(discover_desks()) + 1  # and the watchdog
"""Without the pages, which only servers of our own bring along."""


@pytest.fixture
def running(settings: Settings, tmp_path: Path) -> Iterator[Office]:
    """Of each test's own: it will not survive it."""
    with office(environment(settings), tmp_path, *TWO) as one:
        one.wait_for("siap ", len(TWO))
        yield one


def gone(pids: set[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() and alive(pid) for pid in pids)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_worker_that_crashes_comes_back_and_sigterm_stops_all_gracefully(
    running: Office, tmp_path: Path
) -> None:
    assert sorted(running.workers().values()) == sorted(TWO)
    (killed,) = (pid for pid, name in running.workers().items() if name == "frontoffice")
    os.kill(killed, signal.SIGKILL)
    running.wait_for("siap ", len(TWO) + 1)
    assert "frontoffice terhenti oleh sinyal SIGKILL; dijalankan lagi" in running.said()
    assert killed not in running.workers()
    assert sorted(running.workers().values()) == sorted(TWO)
    assert running.izin("ajukan", sample_folder(tmp_path / "folder")).code == 0
    pids = set(running.workers())
    assert running.stop() == 0
    assert gone(pids)
    assert running.said().count("berhenti ") >= len(TWO)


def test_a_terminal_that_is_closed_ends_all_of_them(settings: Settings, tmp_path: Path) -> None:
    """Nothing can be printed any more, and that must not matter."""
    ours, theirs = pty.openpty()
    with office(environment(settings), tmp_path, "kabid", "sekretaris", terminal=theirs) as one:
        os.close(theirs)
        wait_until(lambda: b"siap" in os.read(ours, 65536), READY_SECONDS, one.said)
        pids = set(one.workers())
        os.close(ours)
        one.process.send_signal(signal.SIGHUP)
        one.process.wait(timeout=STOP_SECONDS)
        assert len(pids) == 2
        assert gone(pids)


def test_a_killed_supervisor_leaves_nothing_behind(running: Office) -> None:
    pids = set(running.workers())
    assert len(pids) == len(TWO)
    running.process.kill()
    running.process.wait()
    wait_until(lambda: gone(pids), STOP_SECONDS, lambda: str(running.workers()))


def test_roles_of_one_process_come_back_together_and_ctrl_c_stops_all_gracefully(
    settings: Settings, tmp_path: Path
) -> None:
    with office(environment(settings), tmp_path, JOINED, "sekretaris") as one:
        one.wait_for("siap ", 3)
        [killed] = (pid for pid, name in one.workers().items() if name == JOINED)
        [stays] = set(one.workers()) - {killed}
        os.kill(killed, signal.SIGKILL)
        one.wait_for("siap ", 3 + 2)
        assert f"{JOINED} terhenti oleh sinyal SIGKILL; dijalankan lagi" in one.said()
        assert one.workers()[stays] == "sekretaris"
        assert sorted(one.workers().values()) == [JOINED, "sekretaris"]
        pids = set(one.workers())
        one.process.send_signal(signal.SIGINT)
        assert one.process.wait(timeout=STOP_SECONDS) == 0
        assert gone(pids)


def test_a_broken_sop_is_said_once_and_nothing_is_started(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "sop").mkdir()
    (tmp_path / "sop" / "rusak.toml").write_text("kode = 3")
    env = {**environment(settings), "IZIN_FOLDER_SOP": str(tmp_path / "sop")}
    with office(env, tmp_path) as one:
        assert one.process.wait(timeout=STOP_SECONDS) == 2
        assert one.said().count("rusak.toml: SOP tidak sah") == 1


def test_a_child_that_cannot_be_started_ends_everything(settings: Settings, tmp_path: Path) -> None:
    """The SOP breaks while they run: a worker that starts anew then refuses for good."""
    folder = tmp_path / "sop"
    folder.mkdir()
    for source in Path("shared/sop").glob("*.toml"):
        (folder / source.name).write_text(source.read_text())
    env = {**environment(settings), "IZIN_FOLDER_SOP": str(folder)}
    with office(env, tmp_path, "kabid", "sekretaris") as one:
        one.wait_for("siap ", 2)
        (folder / "rusak.toml").write_text("kode = 3")
        (killed,) = (pid for pid, name in one.workers().items() if name == "kabid")
        os.kill(killed, signal.SIGKILL)
        assert one.process.wait(timeout=STOP_SECONDS) == 2
        assert gone(set(one.workers()))
        assert "kabid tidak dapat dijalankan (kode 2)" in one.said()


def test_with_servers_of_its_own_nothing_is_left_after_sigkill(tmp_path: Path) -> None:
    """Broker, store, workers and watchdog: all of them live and die with `izin jalankan semua`."""
    env = {"RABBITMQ_URL": "", "MONGODB_URL": "", "IZIN_FOLDER_DATA": str(tmp_path / "data")}
    with office(env, tmp_path) as one:
        one.wait_for("Siap. Di terminal lain: izin ajukan --contoh", 1)
        before, _, after = one.said().partition("Siap. ")
        assert before.count("siap ") == EVERYBODY + 1 + 2  # the two servers say so too
        assert "Meja      http://127.0.0.1:" in before
        assert after.count("\n") == 1
        pids = below(one.process.pid)
        assert sorted(one.workers().values()) == sorted(
            [gabung(discover_desks()), "watchdog", "meja"]
        )
        assert len(pids) >= len(one.workers()) + 2
        listed = one.izin("lihat", "--json")
        assert (listed.code, listed.out) == (0, "[]\n")
        one.process.kill()
        one.process.wait()
        wait_until(lambda: gone(pids), STOP_SECONDS, lambda: str([p for p in pids if alive(p)]))


def below(pid: int) -> set[int]:
    """Every process that descends from this one."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, old = {pid}, set[int]()
    while found != old:
        old = set(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found - {pid}
