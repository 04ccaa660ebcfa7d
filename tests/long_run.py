"""The long suite, and the record of when it last passed.

    python -m tests.long_run jalankan [PYTEST...]   run it; where it passes, write the record
    python -m tests.long_run kampanye [CHAOS...]    the same for a failure campaign
    python -m tests.long_run periksa                say what the record says, and what is owed

The record, docs/uji-lama.json, is committed after the run. It names the commit that was tested, so
a run over changes that are not committed is not recorded.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.examples import VARIABLE

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "docs" / "uji-lama.json"

OWED_BY = (
    "chaos",
    "izin/supervisor.py",
    "ops/watchdog",
    "shared/embedded",
    "shared/process.py",
    "shared/rabbit",
    "shared/store",
    "shared/worker",
)
"""Whoever changes one of these owes a long run (CONTRIBUTING.md)."""

PROCESSES = "3"
CHOSEN = "lama or hypothesis or banyak"
"""Properties are tried on more examples than in `make test`."""
TIMES = "10"
Figures = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    verbs: Mapping[str, Callable[[Sequence[str]], int]] = {
        "jalankan": run_suite,
        "kampanye": run_campaign,
        "periksa": tell,
    }
    if not arguments or arguments[0] not in verbs:
        print(__doc__)
        return 2
    return verbs[arguments[0]](arguments[1:])


def run_suite(arguments: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "hasil.xml"
        words = ["pytest", "-n", PROCESSES, "-m", CHOSEN, "--durations=20", *arguments]
        os.environ.setdefault(VARIABLE, TIMES)
        code, figures = _measured([*words, f"--junit-xml={report}"])
        if code == 0:
            figures |= _counted(report)
    if code == 0:
        write_record("uji", figures)
    return code


def run_campaign(arguments: Sequence[str]) -> int:
    code, figures = _measured(["chaos", *arguments])
    if code == 0:
        write_record("kampanye", {"pilihan": " ".join(arguments)} | figures)
    return code


def tell(_: Sequence[str] = ()) -> int:
    """For people; owing a run is no failure of this commit."""
    record = _read()
    if not record:
        print("Uji panjang belum pernah tercatat lulus: make test-lama")
    for kind, passed in record.items():
        print(f"{kind}: terakhir lulus pada commit {passed['commit'][:10]}, {passed['pada']}")
        for path in changed_since(passed["commit"]):
            print(f"  berubah sejak itu: {path}")
    return 0


def changed_since(commit: str) -> list[str]:
    """Files that owe a run. All of `OWED_BY` where the commit is not known here."""
    answer = ask_git("diff", "--name-only", commit, "--", *OWED_BY)
    return [*OWED_BY] if answer is None else answer.split()


def _measured(words: Sequence[str]) -> tuple[int, Figures]:
    """Wall and CPU seconds, those of all its processes that have ended."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    code = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=False).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return code, {"detik": round(time.monotonic() - began), "cpu_detik": round(cpu)}


def _counted(report: Path) -> Figures:
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - our own
    counts = [(int(one.get("tests", 0)), int(one.get("skipped", 0))) for one in suites]
    return {
        "lulus": sum(tests - skipped for tests, skipped in counts),
        "dilewati": sum(skipped for _, skipped in counts),
    }


def write_record(kind: str, figures: Figures) -> None:
    commit = ask_git("rev-parse", "HEAD")
    if commit is None or ask_git("status", "--porcelain"):
        print("Lulus, tetapi tidak dicatat: ada perubahan yang belum di-commit.")
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    record = _read() | {kind: {"commit": commit, "pada": now, **figures}}
    RECORD.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n")
    print(f"Dicatat di {RECORD.relative_to(ROOT)}; commit berkas itu.")


def _read() -> dict[str, Figures]:
    record: dict[str, Figures] = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    return record


def ask_git(*words: str) -> str | None:
    """None where git has no answer."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
