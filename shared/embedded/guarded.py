"""The owner's end of a guarded server: start it, look at it, end it."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shared.embedded import guard

KILL_MARGIN_S = 10.0  # how long the guard may need beyond the grace it gives the server


@dataclass(frozen=True)
class Command:
    """What to run. `keep_open` are descriptors the guard holds for as long as it lives."""

    arguments: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    log_path: Path
    grace_s: float
    keep_open: tuple[int, ...] = field(default=())


class Guarded:
    """One running server, its guard and the pipe that ties both to this process.

    Raises OSError, with the system's reason, when the program cannot be started.
    """

    def __init__(self, command: Command) -> None:
        self._grace_s = command.grace_s
        with command.log_path.open("ab") as log:
            self._guard = subprocess.Popen(  # noqa: S603 - our own interpreter and guard
                guard_arguments(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=dict(command.env),
                cwd=command.folder,
                pass_fds=command.keep_open,
                start_new_session=True,
            )
        self.pid = self._read_pid()

    def _read_pid(self) -> int:
        assert self._guard.stdout is not None  # noqa: S101 - opened as a pipe above
        with self._guard.stdout as answers:
            word, _, rest = answers.readline().decode().strip().partition(" ")
        if word == "pid":
            return int(rest)
        self._close_control(guard.KILL)
        self._guard.wait()
        raise OSError(rest or "penjaga proses berhenti sebelum memulai server")

    @property
    def guard_pid(self) -> int:
        return self._guard.pid

    def running(self) -> bool:
        return self._guard.poll() is None

    def begin_stop(self) -> None:
        self._close_control(b"s")

    def kill(self) -> None:
        """SIGKILL the server and everything it started; returns when all of it is gone."""
        self._close_control(guard.KILL)
        self._guard.wait()

    def stop(self) -> None:
        """Returns when all of it is gone; a guard that does not finish is killed too."""
        self.begin_stop()
        try:
            self._guard.wait(self._grace_s + KILL_MARGIN_S)
        except subprocess.TimeoutExpired:
            self._guard.kill()
            self._guard.wait()

    def _close_control(self, word: bytes) -> None:
        control = self._guard.stdin
        if control is None or control.closed:
            return
        try:
            control.write(word)
            control.close()
        except BrokenPipeError:
            pass  # the guard has ended already


def guard_arguments(command: Command) -> list[str]:
    interpreter = [sys.executable, "-I", "-S", str(Path(guard.__file__).resolve())]
    return [*interpreter, str(os.getpid()), str(command.grace_s), *command.arguments]
