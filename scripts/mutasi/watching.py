"""A plugin of pytest, for runs in a copy of the project: writes down what failed first, how, and
what was imported from anywhere else than the copy."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

REPORT = "MUTASI_LAPORAN"
"""The environment variable that names the file to write."""

PROJECT = ("izin", "ops", "services", "shared", "tests")


class Watching:
    def __init__(self, report: Path) -> None:
        self._report = report
        self._first: dict[str, str] = {}

    def pytest_exception_interact(
        self,
        node: pytest.Item | pytest.Collector,
        call: pytest.CallInfo[Any],
        report: pytest.CollectReport | pytest.TestReport,
    ) -> None:
        if self._first or call.excinfo is None:
            return
        kinds = {kind.__name__ for kind in call.excinfo.type.__mro__}
        self._first = {
            "test": node.nodeid,
            "phase": report.when or "collect",
            "error": call.excinfo.typename,
            "import": "ya" if kinds & {"ImportError", "SyntaxError"} else "",
            "slow": "ya" if call.excinfo.exconly().startswith("Failed: Timeout") else "",
        }

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        said = {**self._first, "foreign": foreign(session.config.rootpath)}
        self._report.write_text(json.dumps(said), encoding="utf-8")


def foreign(place: Path) -> list[str]:
    """Modules of the project that came from elsewhere."""
    ours = {n: m for n, m in sys.modules.items() if n.partition(".")[0] in PROJECT}
    files = {name: getattr(module, "__file__", None) for name, module in ours.items()}
    return sorted(n for n, f in files.items() if f and not Path(f).is_relative_to(place))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Watching(Path(os.environ[REPORT])), "mutasi-watching")
