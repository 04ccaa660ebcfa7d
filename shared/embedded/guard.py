"""Keep one server alive for exactly as long as its owner lives.

    python -I -S guard.py OWNER_PID GRACE_S PROGRAM [ARGUMENT...]

stdin   control pipe held by the owner: end of file or any byte stops the server, b"k" kills it
stdout  one line, `pid N` or `gagal REASON`
stderr  becomes the server's stdout and stderr
exit    0 stopped as asked, 1 the server ended by itself, 2 it could not be started

The owner may die in any way, SIGKILL included: the pipe closes with it. The guard sits in a
session of its own, so that Ctrl-C reaches the owner and not the servers it still needs. Standard
library only, and no site packages: it has to start in milliseconds.
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
STOP_SIGNALS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
CONTROL_FD = 0
KILL = b"k"
OWNER_CHECK_S = 1.0  # a forked child of the owner may hold the pipe open: look at the parent too
POLL_S = 0.02

STOPPED, ENDED, NOT_STARTED = 0, 1, 2

_prctl = ctypes.CDLL(None, use_errno=True).prctl


def main(arguments: list[str]) -> int:
    owner_pid, grace_s, command = int(arguments[0]), float(arguments[1]), arguments[2:]
    _prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signals_fd = signals_as_bytes()
    try:
        server_pid = launch(command)
    except OSError as error:
        tell(f"gagal {error}")
        return NOT_STARTED
    tell(f"pid {server_pid}")
    outcome = Watch(server_pid, owner_pid, signals_fd).until_over(grace_s)
    sweep()
    return outcome


def tell(line: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # the owner is gone: the control pipe says so too
        os.write(1, f"{line}\n".encode())


def signals_as_bytes() -> int:
    """Signals become bytes in a pipe, so that one `select` sees everything."""
    read_fd, write_fd = os.pipe()
    os.set_blocking(write_fd, False)
    signal.set_wakeup_fd(write_fd, warn_on_full_buffer=False)
    for number in (*STOP_SIGNALS, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)
    return read_fd


def launch(command: list[str]) -> int:
    guard_pid = os.getpid()

    def die_with_the_guard() -> None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != guard_pid:
            os._exit(1)

    process = subprocess.Popen(  # noqa: S603 - the command is the owner's
        command,
        stdin=subprocess.DEVNULL,
        stdout=2,
        preexec_fn=die_with_the_guard,  # noqa: PLW1509 - this process has one thread
        start_new_session=True,
    )
    process.returncode = 0  # `reap` waits for it; Popen must not
    return process.pid


class Watch:
    def __init__(self, server_pid: int, owner_pid: int, signals_fd: int) -> None:
        self.server_pid = server_pid
        self.owner_pid = owner_pid
        self.signals_fd = signals_fd

    def until_over(self, grace_s: float) -> int:
        while True:
            ready = select.select([CONTROL_FD, self.signals_fd], [], [], OWNER_CHECK_S)[0]
            if self.server_pid in reap():
                return ENDED
            if CONTROL_FD in ready and os.read(CONTROL_FD, 1) == KILL:
                return STOPPED
            if CONTROL_FD in ready or self._owner_is_gone() or self._stop_signal(ready):
                self._stop(grace_s)
                return STOPPED

    def _owner_is_gone(self) -> bool:
        return os.getppid() != self.owner_pid

    def _stop_signal(self, ready: list[int]) -> bool:
        return self.signals_fd in ready and not STOP_SIGNALS.isdisjoint(
            os.read(self.signals_fd, 64)
        )

    def _stop(self, grace_s: float) -> None:
        os.kill(self.server_pid, signal.SIGTERM)
        deadline = time.monotonic() + grace_s
        while time.monotonic() < deadline and self.server_pid not in reap():
            time.sleep(POLL_S)


def reap() -> set[int]:
    """Collect the children that ended, adopted ones included."""
    ended: set[int] = set()
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if pid == 0:
            return ended
        ended.add(pid)


def sweep() -> None:
    """Kill whatever is left below this process, until there is nothing.

    Orphans of a killed process become our children before we are told of its death, so walking
    from the top reaches all of them.
    """
    while True:
        for pid in children():
            os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def children() -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended while we were looking
        if int(fields[1]) == os.getpid():
            yield int(stat.parent.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
