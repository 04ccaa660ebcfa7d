"""Real processes at little cost: `izin` as a fork of one process that has loaded everything
(`chaos.forge`). A worker started from nothing takes over a second of CPU to load its libraries;
there is one such process for each process of the tests, made when it is first needed."""

import atexit
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

BEGIN_SECONDS = 180.0
ALSO_LOADED = (
    "ops.notifier.process",
    "izin.cli.ajukan",
    "izin.cli.audit",
    "izin.cli.laporan",
    "izin.cli.lihat",
    "izin.cli.pantau",
    "izin.cli.sk",
    "izin.cli.tugas",
    "izin.cli.unduh",
)


class ForkedProcess:
    """As a `subprocess.Popen` that was made elsewhere."""

    def __init__(self, words: Sequence[str]) -> None:
        self.args = words
        self.pid = 0
        self.begun = threading.Event()
        self._ended = threading.Event()
        self._code: int | None = None

    def poll(self) -> int | None:
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Raises `subprocess.TimeoutExpired`."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired(list(self.args), timeout or 0.0)
        assert self._code is not None
        return self._code

    def send_signal(self, number: signal.Signals) -> None:
        if self._code is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def has_ended(self, code: int) -> None:
        self._code = code
        self._ended.set()


class Forge:
    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._asked: dict[int, ForkedProcess] = {}
        self._running: dict[int, ForkedProcess] = {}
        self._forge = subprocess.Popen(
            [sys.executable, "-m", "chaos.forge", "0", *ALSO_LOADED],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._hearing = threading.Thread(target=self._hear, name="forge", daemon=True)
        self._hearing.start()

    def izin(
        self,
        words: Sequence[str],
        env: Mapping[str, str],
        log: Path | None = None,
        *,
        terminal: str | None = None,
        folder: Path | None = None,
    ) -> ForkedProcess:
        """`izin` with these words in this environment; what it says is added to `log`, or shown on
        the terminal of that name."""
        number, process = next(self._numbers), ForkedProcess(words)
        self._asked[number] = process
        wanted = {
            "nomor": number,
            "kata": [*words],
            "log": str(log or os.devnull),
            "cabut": None,
            "env": {**env},
            "layar": terminal,
            "folder": str(folder or ""),
        }
        assert self._forge.stdin is not None
        self._forge.stdin.write(f"{json.dumps(wanted)}\n".encode())
        self._forge.stdin.flush()
        assert process.begun.wait(BEGIN_SECONDS), "the forge does not answer"
        return process

    def close(self) -> None:
        """Whatever came from it ends with it."""
        assert self._forge.stdin is not None and self._forge.stdout is not None
        self._forge.stdin.close()
        self._forge.wait()
        self._hearing.join()
        self._forge.stdout.close()

    def _hear(self) -> None:
        assert self._forge.stdout is not None
        for line in self._forge.stdout:
            self._note(json.loads(line))

    def _note(self, said: dict[str, Any]) -> None:
        if "nomor" in said:
            process = self._asked.pop(said["nomor"])
            process.pid = said["pid"]
            self._running[process.pid] = process
            process.begun.set()
        else:
            self._running.pop(said["pid"]).has_ended(said["kode"])


@cache
def the_forge() -> Forge:
    forge = Forge()
    atexit.register(forge.close)
    return forge
