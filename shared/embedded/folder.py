"""One folder, one owner: a lock that lives as long as the servers do, and a note for others."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from shared.embedded.errors import FolderInUse
from shared.embedded.processes import started_ticks
from shared.whole_file import OWNER_ONLY, BerkasTidakTertulis, make_folder, write_file

HANDOVER_S = 20.0  # the guards of an owner that died need this long at most to end its servers
POLL_S = 0.1
LOCK = "servers.lock"


@dataclass(frozen=True)
class ServerUrls:
    """Where the servers are. `management_url` is None where the broker is not ours."""

    rabbitmq_url: str
    mongodb_url: str
    management_url: str | None = None


@dataclass(frozen=True)
class Note:
    """What `servers.json` says. `pids` holds the servers that were started here, by name."""

    urls: ServerUrls
    pids: dict[str, int]
    owner_pid: int
    owner_started_ticks: int

    def owner_lives(self) -> bool:
        return started_ticks(self.owner_pid) == self.owner_started_ticks


@contextmanager
def owned(folder: Path) -> Iterator[int]:
    """Hold the folder's lock, and hand out its descriptor for the guards to hold as well: a
    folder is free only when the last server that used it is gone.

    Waits for the servers of a dead owner; raises FolderInUse when the owner lives, and
    BerkasTidakTertulis.
    """
    make_folder(folder, 0o700)
    descriptor = _lock_file(folder)
    try:
        _acquire(descriptor, folder)
        _sign(descriptor, folder)
        yield descriptor
    finally:
        os.close(descriptor)


def _lock_file(folder: Path) -> int:
    try:
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise BerkasTidakTertulis(folder / LOCK, error) from error


def _sign(descriptor: int, folder: Path) -> None:
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    except OSError as error:
        raise BerkasTidakTertulis(folder / LOCK, error) from error


def _acquire(descriptor: int, folder: Path) -> None:
    deadline = time.monotonic() + HANDOVER_S
    while not _try(descriptor):
        owner_pid = _owner_pid(descriptor)
        lives = owner_pid is not None and started_ticks(owner_pid) is not None
        if lives or time.monotonic() > deadline:
            raise FolderInUse(folder, owner_pid)
        time.sleep(POLL_S)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _owner_pid(descriptor: int) -> int | None:
    text = os.pread(descriptor, 32, 0).decode()
    return int(text) if text.isdigit() else None


def write_note(folder: Path, urls: ServerUrls, pids: dict[str, int]) -> None:
    own = os.getpid()
    note = Note(urls, pids, own, started_ticks(own) or 0)
    write_file(note_path(folder), json.dumps(asdict(note), indent=2), mode=OWNER_ONLY)


def read_note(folder: Path) -> Note | None:
    """None when there is none, or when it is not one of ours."""
    try:
        content = json.loads(note_path(folder).read_text())
        return Note(**content | {"urls": ServerUrls(**content["urls"])})
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def forget_note(folder: Path) -> None:
    note_path(folder).unlink(missing_ok=True)


def note_path(folder: Path) -> Path:
    return folder / "servers.json"
