"""However the owner ends, nothing of its servers is left behind."""

import os
import signal
import time
from pathlib import Path

import pytest

from shared.embedded import embedded_servers
from shared.embedded.mongodb import SecantusServer
from tests.integration.embedded.leftovers import (
    POLL_S,
    SOMEBODY_ELSES_BROKER,
    gone_within,
    owner_of,
    processes_of,
    starting_owner_of,
    store_in,
)

SECONDS = 25.0
"""A guard gives its server 15 s to stop, and a machine may be busy."""


def test_the_end_of_the_block_leaves_no_process_and_no_note(tmp_path: Path) -> None:
    with embedded_servers(tmp_path, env={"RABBITMQ_URL": SOMEBODY_ELSES_BROKER}):
        assert len(processes_of(tmp_path)) == 2  # the store and its guard
        assert (tmp_path / "servers.json").exists()

    assert processes_of(tmp_path) == {}
    assert not (tmp_path / "servers.json").exists()


def test_a_failing_block_leaves_no_process(tmp_path: Path) -> None:
    env = {"RABBITMQ_URL": SOMEBODY_ELSES_BROKER}
    with pytest.raises(ZeroDivisionError), embedded_servers(tmp_path, env=env):
        raise ZeroDivisionError

    assert processes_of(tmp_path) == {}


@pytest.mark.parametrize(
    ("number", "broker_url"),
    [
        (signal.SIGKILL, ""),  # both servers
        (signal.SIGTERM, SOMEBODY_ELSES_BROKER),
        (signal.SIGHUP, SOMEBODY_ELSES_BROKER),  # the terminal was closed
    ],
)
def test_an_owner_that_is_killed_leaves_no_process(
    tmp_path: Path, number: signal.Signals, broker_url: str
) -> None:
    with owner_of(tmp_path, broker_url) as owner:
        owner.send_signal(number)

        assert owner.wait() == -number
        assert gone_within(tmp_path, SECONDS), processes_of(tmp_path)


def test_ctrl_c_in_the_terminal_leaves_no_process(tmp_path: Path) -> None:
    with owner_of(tmp_path, SOMEBODY_ELSES_BROKER) as owner:
        os.killpg(owner.pid, signal.SIGINT)  # what a terminal does to its foreground group

        assert owner.wait() == 130
        assert processes_of(tmp_path) == {}


def test_ctrl_c_while_the_servers_start_leaves_no_process(tmp_path: Path) -> None:
    with starting_owner_of(tmp_path) as owner:
        while len(processes_of(tmp_path)) < 7:  # the owner, three servers and a guard each
            time.sleep(POLL_S)
        os.killpg(owner.pid, signal.SIGINT)

        assert owner.wait() == 130
        # It may strike between a start and its being noted down: then the guard sees to it.
        assert gone_within(tmp_path, SECONDS), processes_of(tmp_path)


def test_ctrl_c_does_not_reach_the_servers_before_their_owner_ends_them(tmp_path: Path) -> None:
    store = SecantusServer(tmp_path)
    store.start()
    try:
        assert os.getpgid(store.pid) != os.getpgid(0)
        assert os.getsid(store.guard_pid) != os.getsid(0)
    finally:
        store.kill()


def test_a_killed_guard_takes_its_server_with_it(tmp_path: Path) -> None:
    store = SecantusServer(tmp_path)
    store.start()
    os.kill(store.guard_pid, signal.SIGKILL)

    assert gone_within(tmp_path, SECONDS), processes_of(tmp_path)
    store.stop()


def test_a_folder_is_free_again_once_the_servers_of_a_dead_owner_are_gone(tmp_path: Path) -> None:
    with owner_of(tmp_path, SOMEBODY_ELSES_BROKER) as owner:
        owner.kill()
        owner.wait()

    with store_in(tmp_path) as store:
        assert store.answers()
