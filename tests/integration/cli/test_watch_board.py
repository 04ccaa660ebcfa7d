"""`izin pantau` against real servers: on a terminal, in a pipe, and while the store is away."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.embedded.mongodb import SecantusServer
from shared.settings import Settings
from tests.integration.cli.office import environment
from tests.unit.cli.running import izin

pytestmark = pytest.mark.integration

PATIENCE_SECONDS = 120.0
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
CURSOR_SHOWN = "\x1b[?25h"


class Terminal:
    """`izin pantau` on a terminal of 80 columns that can do what terminals do."""

    def __init__(self, env: dict[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "izin", "pantau", "--jeda", "0.3"],
            env={**os.environ, **env, "COLUMNS": "80", "LINES": "40", "TERM": "xterm"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.raw = ""

    def wait_for(self, text: str) -> None:
        """In what is shown from now on."""
        deadline, shown = time.monotonic() + PATIENCE_SECONDS, ""
        while text not in CONTROL.sub("", shown):
            assert time.monotonic() < deadline, CONTROL.sub("", self.raw)
            shown += self._read()

    def _read(self) -> str:
        if not select.select([self._ours], [], [], 0.2)[0]:
            return ""
        try:
            text = os.read(self._ours, 65536).decode(errors="replace")
        except OSError:  # its end was closed
            return ""
        self.raw += text
        return text

    def leave(self) -> int:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None:
            assert time.monotonic() < deadline
            self._read()
        self._read()
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._ours)


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[SecantusServer]:
    """One that the test may kill."""
    store = SecantusServer(tmp_path)
    store.start()
    yield store
    store.kill()


@pytest.fixture
def terminal(settings: Settings, own_store: SecantusServer) -> Iterator[Terminal]:
    own = settings.model_copy(update={"mongodb_url": SecretStr(own_store.url)})
    satu = Terminal(environment(own))
    yield satu
    satu.close()


def test_the_board_stays_through_an_outage_of_the_store_and_leaves_at_ctrl_c(
    own_store: SecantusServer, terminal: Terminal
) -> None:
    terminal.wait_for("Kepala Dinas")
    terminal.wait_for("belum pernah menyapu")
    own_store.kill()
    terminal.wait_for("Penyimpanan tidak terjangkau")
    own_store.start()
    seen = len(terminal.raw)
    terminal.wait_for("Front Office")
    while "tidak terjangkau" in CONTROL.sub("", terminal.raw[seen:]):
        seen = len(terminal.raw)
        terminal.wait_for("belum pernah menyapu")
    assert terminal.leave() == 0
    assert terminal.raw.count(CURSOR_SHOWN) == 1
    assert "Traceback" not in terminal.raw


def test_where_nobody_watches_it_is_shown_once(settings: Settings) -> None:
    outcome = izin("pantau", env=environment(settings))
    assert outcome.code == 0, outcome.err
    assert "Front Office" in outcome.out
    assert "Belum ada." in outcome.out
    assert outcome.out.count("Pantauan mutu baku") == 1


def test_asked_once_without_a_store_it_says_so_with_its_exit_code(settings: Settings) -> None:
    away = {**environment(settings), "MONGODB_URL": "mongodb://127.0.0.1:1/"}
    outcome = izin("pantau", "--sekali", env=away)
    assert outcome.code == 5
    assert "127.0.0.1:1" in outcome.said
