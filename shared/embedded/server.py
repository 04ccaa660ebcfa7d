"""What every private server has in common: a folder, a log, a guard, and a moment of readiness."""

import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path

from shared.embedded.errors import EmbeddedError, NoRoom, ServerFailed
from shared.embedded.guarded import Command, Guarded
from shared.embedded.ports import HeldPorts, remember, remembered
from shared.whole_file import sebab

POLL_S = 0.05
TAIL_LINES = 20
LOG_LIMIT_BYTES = 5_000_000
LEAST_ROOM_BYTES = 16 * 1024 * 1024
"""Neither server starts with less; one that failed may have given back what it had taken."""


class Server(ABC):
    """A server that can be stopped, killed and started again on the same ports and data."""

    name: str
    start_timeout_s: float
    port_count: int

    def __init__(self, folder: Path, keep_open: tuple[int, ...] = ()) -> None:
        self.folder = folder.resolve()
        self._keep_open = keep_open
        self._process: Guarded | None = None
        self._hold_ports()

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients connect; known before the server runs. May hold a password."""

    @abstractmethod
    def launch(self) -> None:
        """Start the process without waiting for it."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether our own process serves clients now."""

    @property
    def ports(self) -> tuple[int, ...]:
        """Clients connect to the first."""
        return self._held.numbers

    @property
    def moved_from(self) -> int | None:
        """Where clients connected at earlier starts, if somebody else listens there now."""
        return self._wanted[0] if self._wanted and self._wanted[0] != self.ports[0] else None

    @property
    def log_path(self) -> Path:
        return self.folder / "server.log"

    @property
    def pid(self) -> int:
        """Of the server itself, not of its guard."""
        return self._running_process().pid

    @property
    def guard_pid(self) -> int:
        return self._running_process().guard_pid

    def running(self) -> bool:
        return self._process is not None and self._process.running()

    def start(self) -> None:
        self.launch()
        self.wait_ready()

    def wait_ready(self) -> None:
        for _ in self.until_ready():
            time.sleep(POLL_S)

    def until_ready(self) -> Iterator[None]:
        """Looks again with each turn, until it answers: whoever waits pauses in between."""
        deadline = time.monotonic() + self.start_timeout_s
        while not self.answers():
            if not self.running():
                raise self._failed("berhenti sendiri sebelum siap")
            if time.monotonic() > deadline:
                raise self._failed(f"belum siap setelah {self.start_timeout_s:.0f} detik")
            yield

    def begin_stop(self) -> None:
        if self._process is not None:
            self._process.begin_stop()

    def stop(self) -> None:
        """Let it close its files, then end it; returns when nothing of it is left."""
        self._end(Guarded.stop)

    def kill(self) -> None:
        """SIGKILL, as a power cut would; the data folder stays."""
        self._end(Guarded.kill)

    def wipe(self) -> None:
        """Kill it and forget its data, its ports and its credentials."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._hold_ports()

    def _hold_ports(self) -> None:
        self._wanted = remembered(self.folder)
        self._held = HeldPorts(self.port_count, self._wanted)

    def _end(self, how: Callable[[Guarded], None]) -> None:
        if self._process is not None:
            how(self._process)
            self._process = None

    def _run(self, command: Command) -> None:
        remember(self.folder, self.ports)
        rotate(command.log_path)
        try:
            self._process = Guarded(command)
        except OSError as error:
            reason = sebab(error).kalimat if error.errno else str(error)
            raise self._failed(reason) from error

    def _running_process(self) -> Guarded:
        if self._process is None:
            raise RuntimeError(f"{self.name} is not running")
        return self._process

    def _failed(self, reason: str) -> EmbeddedError:
        free_bytes = shutil.disk_usage(self.folder).free
        if free_bytes < LEAST_ROOM_BYTES:
            return NoRoom(self.name, self.folder, free_bytes)
        return ServerFailed(self.name, reason, self.log_path, tail_of(self.log_path))


def tail_of(log_path: Path) -> str:
    try:
        lines = log_path.read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return "(kosong)"
    return "\n".join(lines[-TAIL_LINES:]) or "(kosong)"


def rotate(log_path: Path) -> None:
    """Keep the log from growing for ever: one old part is kept."""
    if log_path.exists() and log_path.stat().st_size > LOG_LIMIT_BYTES:
        log_path.replace(log_path.with_suffix(".log.1"))
