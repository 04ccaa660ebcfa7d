"""How many files of the product a decision and an `izin lihat` open, by running both."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from scripts.figures.checkout import FOLDERS

DOORS = ("putusan", "lihat")

PATIENCE_SECONDS = 120

_RUN = Path(__file__).with_name("opening.py")


class Doors(NamedTuple):
    """`problem` says why there are no files."""

    name: str
    files: tuple[str, ...] = ()
    problem: str = ""


def open_doors(root: Path, name: str) -> Doors:
    """In a process of its own, with the modules of the checkout at `root` and none of ours."""
    command = [sys.executable, "-P", str(_RUN), name, *FOLDERS]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            cwd=root,
            env=_environment(root),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Doors(name, problem=f"lebih dari {PATIENCE_SECONDS} detik")
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return Doors(name, problem=said[-1] if said else f"kode {done.returncode}")
    return Doors(name, tuple(json.loads(done.stdout)))


def _environment(root: Path) -> dict[str, str]:
    """The URLs only keep the command from looking for servers: none is asked."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    servers = {"RABBITMQ_URL": "amqp://tiada/", "MONGODB_URL": "mongodb://tiada/"}
    return kept | servers | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
