"""Which processes belong to a folder of servers, and waiting for them to be gone."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.embedded import embedded_servers
from shared.embedded.mongodb import MongoServer

POLL_S = 0.05


def processes_of(folder: Path) -> dict[int, str]:
    """Every living process that works in the folder or was started with it in its environment or
    arguments: pid and command."""
    found: dict[int, str] = {}
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid() and _mentions(process, folder):
            found[int(process.name)] = _text(process / "cmdline").replace("\0", " ")
    return found


def gone_within(folder: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while processes_of(folder):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


@contextmanager
def store_in(folder: Path, *, fresh: bool = False) -> Iterator[MongoServer]:
    """The private store alone, for as long as the block lasts. Killed at the end, for tests that
    are not about the end."""
    with embedded_servers(folder, env={"RABBITMQ_URL": SOMEBODY_ELSES_BROKER}, fresh=fresh) as all_:
        assert all_.store is not None
        try:
            yield all_.store
        finally:
            all_.store.kill()


SOMEBODY_ELSES_BROKER = "amqp://orang-lain@127.0.0.1:1/"


@contextmanager
def starting_owner_of(folder: Path, broker_url: str = "") -> Iterator["subprocess.Popen[str]"]:
    """A separate process that starts servers, in a process group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.embedded.owner", str(folder), broker_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def owner_of(folder: Path, broker_url: str = "") -> Iterator["subprocess.Popen[str]"]:
    """The same, once its servers are ready."""
    with starting_owner_of(folder, broker_url) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "siap\n"
        yield process


def _mentions(process: Path, folder: Path) -> bool:
    try:
        working_in = str((process / "cwd").readlink())
    except OSError:
        return False  # ended, or a zombie
    return str(folder) in working_in + _text(process / "environ") + _text(process / "cmdline")


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
