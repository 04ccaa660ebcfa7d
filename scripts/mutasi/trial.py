"""One run of some tests in a copy of the project, and what it says about the code there."""

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from scripts.mutasi.forge import run_pytest
from scripts.mutasi.watching import REPORT

TABLE_TEST = "tests/unit/architecture/test_mutations.py"
"""Compares the table with the code, and would notice every mutation."""


class Verdict(StrEnum):
    """Of pytest's exit codes only 0 and 1 speak of the code, and 1 only when a test has failed:
    what cannot be collected or imported is no test that noticed anything."""

    PASSED = "lulus"
    FAILED = "gagal"
    BROKEN = "galat"
    SLOW = "terlalu lama"


@dataclass(frozen=True)
class Run:
    """`detail` is the test that failed, or what went wrong otherwise."""

    verdict: Verdict
    detail: str
    seconds: float


def arguments(tests: Sequence[str], scratch: Path) -> list[str]:
    """In the order of the files and with the same made-up examples every time: whether a mutation
    is noticed must not be a matter of luck."""
    fixed = ["-p", "no:randomly", "--hypothesis-seed=13", "-n0"]
    # It would rewrite the asserts of plugins, anyio among them, which the forge has loaded.
    silent = "-Wignore:Module already imported:pytest.PytestAssertRewriteWarning"
    watched = [silent, "-p", "scripts.mutasi.watching", f"--basetemp={scratch}"]
    return ["-x", "-q", "-m", "not lama", f"--ignore={TABLE_TEST}", *fixed, *watched, *tests]


def environment(place: Path, report: Path) -> Mapping[str, str]:
    """The copy comes before the project that the virtual environment was made for, for processes
    that tests start elsewhere too. Private servers, whatever is set."""
    kept = {n: v for n, v in os.environ.items() if n not in {"RABBITMQ_URL", "MONGODB_URL"}}
    return kept | {"PYTHONPATH": str(place), REPORT: str(report)}


async def run_tests(place: Path, scratch: Path, tests: Sequence[str], limit: float) -> Run:
    """In the copy at `place`, for `limit` seconds at most."""
    report, said = _empty(scratch)
    began = time.monotonic()
    given = arguments(tests, scratch / "uji")
    code = await run_pytest(place, given, environment(place, report), said, limit)
    seconds = time.monotonic() - began
    if code is None:
        return Run(Verdict.SLOW, f"lebih dari {limit:.0f} detik", seconds)
    return Run(*judged(code, report, said), seconds)


def _empty(scratch: Path) -> tuple[Path, Path]:
    """Where the plugin's report and what pytest says go."""
    scratch.mkdir(parents=True, exist_ok=True)
    report = scratch / "laporan.json"
    report.unlink(missing_ok=True)
    return report, scratch / "keluaran.txt"


def judged(code: int, report: Path, said: Path) -> tuple[Verdict, str]:
    if not report.exists():
        return Verdict.BROKEN, f"pytest berakhir dengan kode {code}: {_last_line(said)}"
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    if told["foreign"]:
        return Verdict.BROKEN, f"bukan dari salinan: {', '.join(told['foreign'])}"
    if code == 0:
        return Verdict.PASSED, ""
    if code != 1 or told.get("phase", "collect") == "collect" or told["import"]:
        sebab = f"{told['error']} di {told['test']}" if "test" in told else _last_line(said)
        return Verdict.BROKEN, f"pytest berakhir dengan kode {code}: {sebab}"
    if told["slow"]:
        return Verdict.SLOW, told["test"]
    return Verdict.FAILED, told["test"]


def _last_line(said: Path) -> str:
    lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
