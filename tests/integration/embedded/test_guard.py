"""The guard alone, with shell scripts for servers."""

import os
import signal
import time
from pathlib import Path

import pytest

from shared.embedded.guarded import Command, Guarded
from tests.integration.embedded.leftovers import gone_within, processes_of


def guarded(folder: Path, script: str, grace_s: float = 0.3) -> Guarded:
    command = ["sh", "-c", script]
    return Guarded(Command(command, os.environ, folder, folder / "log", grace_s))


def wait_for_text(path: Path, text: str) -> None:
    deadline = time.monotonic() + 5
    while not path.exists() or text not in path.read_text():
        assert time.monotonic() < deadline, f"{text!r} never came"
        time.sleep(0.01)


def test_a_server_is_asked_to_stop_before_it_is_made_to(tmp_path: Path) -> None:
    server = guarded(
        tmp_path, "trap 'echo sampai jumpa; exit 0' TERM; echo siap; sleep 99 & wait", 5
    )
    wait_for_text(tmp_path / "log", "siap")
    server.stop()

    assert "sampai jumpa" in (tmp_path / "log").read_text()
    assert processes_of(tmp_path) == {}


def test_a_server_that_ignores_the_request_is_killed_after_its_grace(tmp_path: Path) -> None:
    server = guarded(tmp_path, "trap '' TERM; echo siap; while :; do sleep 1; done")
    wait_for_text(tmp_path / "log", "siap")
    began = time.monotonic()
    server.stop()

    assert 0.3 <= time.monotonic() - began < 2
    assert processes_of(tmp_path) == {}


def test_kill_does_not_wait_for_the_grace(tmp_path: Path) -> None:
    server = guarded(tmp_path, "trap '' TERM; echo siap; while :; do sleep 1; done", grace_s=30)
    wait_for_text(tmp_path / "log", "siap")
    began = time.monotonic()
    server.kill()

    assert time.monotonic() - began < 2
    assert processes_of(tmp_path) == {}


def test_what_a_server_left_in_the_background_is_ended_too(tmp_path: Path) -> None:
    server = guarded(
        tmp_path, "(setsid sh -c 'trap \"\" TERM; sleep 99; :' &) ; echo siap; sleep 99"
    )
    wait_for_text(tmp_path / "log", "siap")
    assert len(processes_of(tmp_path)) >= 3
    server.stop()

    assert processes_of(tmp_path) == {}


def test_a_server_that_ends_by_itself_is_noticed_at_once(tmp_path: Path) -> None:
    server = guarded(tmp_path, "(setsid sleep 99 &); exit 3")

    assert gone_within(tmp_path, 0.9)
    assert not server.running()
    server.stop()


def test_a_program_that_does_not_exist_is_an_error_of_the_system(tmp_path: Path) -> None:
    command = Command(["/tidak/ada"], os.environ, tmp_path, tmp_path / "log", 1.0)

    with pytest.raises(OSError, match="/tidak/ada"):
        Guarded(command)


def test_a_forked_child_that_keeps_the_pipe_does_not_keep_the_server(tmp_path: Path) -> None:
    """The owner ends while a child it forked still holds the write end of the control pipe."""
    holder_pid_path = tmp_path / "holder"
    owner = os.fork()
    if owner == 0:
        guarded(tmp_path, "echo siap; sleep 99")
        holder = os.fork()
        if holder == 0:
            os.chdir("/")
            time.sleep(30)
        holder_pid_path.write_text(str(holder))
        os._exit(0)
    os.waitpid(owner, 0)
    holder_pid = int(holder_pid_path.read_text())
    try:
        assert gone_within(tmp_path, 3), processes_of(tmp_path)
        assert Path(f"/proc/{holder_pid}").exists()
    finally:
        os.kill(holder_pid, signal.SIGKILL)


def test_a_guard_that_is_told_to_end_stops_its_server_first(tmp_path: Path) -> None:
    server = guarded(tmp_path, "trap 'echo selesai; exit 0' TERM; echo siap; sleep 99 & wait", 5)
    wait_for_text(tmp_path / "log", "siap")
    os.kill(server.guard_pid, signal.SIGTERM)

    assert gone_within(tmp_path, 2)
    assert "selesai" in (tmp_path / "log").read_text()
    server.stop()
