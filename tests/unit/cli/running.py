"""Runs `izin` in this process, as a script would see it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from typer.testing import CliRunner

from izin.cli.app import app

CLEAN = {
    "RABBITMQ_URL": None,
    "MONGODB_URL": None,
    "IZIN_PETUGAS": None,
    "COLUMNS": "80",
    "TERMINAL_WIDTH": "80",
}


class Outcome(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """stderr with its line breaks taken out: where a line wraps is not what is tested."""
        return " ".join(self.err.split())


def izin(*arguments: Any, env: Mapping[str, str | None] | None = None, stdin: str = "") -> Outcome:
    """Raises whatever the command did not foresee."""
    result = CliRunner().invoke(
        app,
        [str(one) for one in arguments],
        env={**CLEAN, **(env or {})},
        input=stdin,
        prog_name="izin",
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)
