"""What machine it was, and how busy it was with other things: figures mean nothing without."""

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PAKET = ("aio-pika", "motor", "pymongo", "faststream", "celery", "dramatiq", "taskiq", "secantusdb")
RAMAI = 0.5
"""A load for each core above which others would be measured too."""


def keterangan() -> dict[str, Any]:
    return {
        "inti": os.cpu_count(),
        "prosesor": _prosesor(),
        "sistem": platform.platform(),
        "python": platform.python_version(),
        "beban_awal": os.getloadavg()[0],
        "paket": {nama: _versi(nama) for nama in PAKET},
    }


def ramai(beban: float) -> bool:
    return beban > RAMAI * (os.cpu_count() or 1)


def _prosesor() -> str:
    teks = Path("/proc/cpuinfo").read_text()
    ditemukan = re.search(r"^model name\s*:\s*(.+)$", teks, re.MULTILINE)
    return ditemukan[1] if ditemukan else platform.machine()


def _versi(paket: str) -> str:
    try:
        return version(paket)
    except PackageNotFoundError:
        return "tidak terpasang"
