"""A program that believes it has a terminal of 80 columns, and someone who types."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

PATIENCE_SECONDS = 120.0


class Screen:
    def __init__(self, env: Mapping[str, str], *arguments: str, cwd: Path | None = None) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "izin", *arguments],
            env={**os.environ, **env, "COLUMNS": "80", "TERM": "dumb"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            cwd=cwd,
        )
        os.close(theirs)
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
        self.process.send_signal(2)

    def press_ctrl_d(self) -> None:
        os.write(self._ours, b"\x04")

    def end(self) -> int:
        code = self.process.wait(timeout=PATIENCE_SECONDS)
        os.close(self._ours)
        return code
