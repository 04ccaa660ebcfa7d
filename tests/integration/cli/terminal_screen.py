"""A program that believes it has a terminal of 80 columns, and someone who types."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.forge import ForkedProcess, the_forge

PATIENCE_SECONDS = 120.0


class Screen:
    """`izin` with these words. `fresh`: as an interpreter of its own, whose arguments and
    environment are to be looked at; otherwise from the forge."""

    def __init__(
        self,
        env: Mapping[str, str],
        *arguments: str,
        cwd: Path | None = None,
        fresh: bool = False,
    ) -> None:
        self._ours, self._theirs = pty.openpty()
        own = {**os.environ, **env, "COLUMNS": "80", "TERM": "dumb"}
        self.process: subprocess.Popen[bytes] | ForkedProcess
        if fresh:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "izin", *arguments],
                env=own,
                stdin=self._theirs,
                stdout=self._theirs,
                stderr=self._theirs,
                start_new_session=True,
                cwd=cwd,
            )
        else:
            name = os.ttyname(self._theirs)
            self.process = the_forge().izin(arguments, own, terminal=name, folder=cwd)
        self.text = ""
        self.seen = ""
        """All of it, from the beginning."""

    def wait_for(self, text: str) -> None:
        """From what was shown since the last time."""
        self.wait_for_one_of(text)

    def wait_for_one_of(self, *texts: str) -> str:
        """The first of them that is shown, from what was shown since the last time."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := [text for text in texts if text in self.text]):
            assert time.monotonic() < deadline, self.text
            if select.select([self._ours], [], [], 0.2)[0]:
                shown = os.read(self._ours, 65536).decode(errors="replace")
                self.text += shown
                self.seen += shown
        first = min(found, key=self.text.index)
        self.text = self.text.partition(first)[2]
        return first

    def type(self, line: str) -> None:
        os.write(self._ours, f"{line}\n".encode())

    def press_ctrl_c(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def press_ctrl_d(self) -> None:
        os.write(self._ours, b"\x04")

    def end(self) -> int:
        code = self.process.wait(timeout=PATIENCE_SECONDS)
        os.close(self._ours)
        os.close(self._theirs)  # until now: there is nothing to read where nobody has opened it
        return code
