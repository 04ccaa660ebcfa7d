"""A whole office as it is really run: `izin jalankan semua`, and `izin` against it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.settings import Settings
from tests.unit.cli.running import Outcome, izin

READY_SECONDS = 150.0
STOP_SECONDS = 90.0


def environment(settings: Settings) -> dict[str, str]:
    assert settings.rabbitmq_url and settings.mongodb_url
    return {
        "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
        "MONGODB_URL": settings.mongodb_url.get_secret_value(),
        "IZIN_BASIS_DATA": settings.basis_data,
        "IZIN_PETUGAS": "198001012005011001:Budi Petugas",
    }


def wait_until(what: Callable[[], bool], seconds: float, why: Callable[[], str]) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, why()
        time.sleep(0.05)


class Office:
    """The supervisor's process and, below it, one a pelaksana."""

    def __init__(
        self, env: dict[str, str], log: Path, command: tuple[str, ...], terminal: int | None
    ) -> None:
        self.env = env
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "izin", *command],
                env={**os.environ, **env},
                stdout=terminal or output,
                stderr=terminal or output,
                start_new_session=True,
            )

    def izin(self, *arguments: object, stdin: str = "") -> Outcome:
        return izin(*arguments, env=self.env, stdin=stdin)

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_for(self, text: str, times: int) -> None:
        wait_until(lambda: self.said().count(text) >= times, READY_SECONDS, self.said)

    def workers(self) -> dict[int, str]:
        """pid and pelaksana of each child."""
        found = {}
        for cmdline in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = cmdline.read_bytes().split(b"\0")
            except OSError:
                continue
            if b"--induk" in words and str(self.process.pid).encode() in words:
                found[int(cmdline.parent.name)] = words[words.index(b"jalankan") + 1].decode()
        return found

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=STOP_SECONDS)


@contextmanager
def office(
    env: dict[str, str],
    folder: Path,
    *pelaksana: str,
    terminal: int | None = None,
    command: tuple[str, ...] = (),
) -> Iterator[Office]:
    """Whatever is left of it is killed at the end. Says what it has to say in a file, or on the
    terminal that is given. `command`: another than `jalankan`."""
    command = command or ("jalankan", *(pelaksana or ("semua",)))
    running = Office(env, folder / "semua.log", command, terminal)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()
