"""Campaigns as the command line runs them: with servers and processes of their own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

LIMIT_SECONDS = 800


class Run(NamedTuple):
    code: int
    said: str


def run(module: str, *words: str) -> Run:
    """Whatever it started ends with it, also when it takes too long."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_SECONDS,
    )
    return Run(done.returncode, f"{done.stdout}\n{done.stderr}")


def figures(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(file.read_text())
    return told
