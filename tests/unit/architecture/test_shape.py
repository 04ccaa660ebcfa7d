"""Small files that say what they are for, and one place that talks to the terminal."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.unit.architecture.sources import (
    EVERYTHING,
    Finding,
    Rule,
    Source,
    broken,
    called,
    notices,
)

MOST_LINES = 400
POOLS = {"common", "helper", "helpers", "misc", "util", "utils"}


def too_long(source: Source) -> Iterator[Finding]:
    if (lines := len(source.text.splitlines())) > MOST_LINES:
        yield Finding(MOST_LINES, f"{lines} lines; {MOST_LINES} are the most")


def says_nothing(source: Source) -> Iterator[Finding]:
    """Empty files mark packages, and `__main__` only starts what is described elsewhere."""
    told = (ast.get_docstring(source.tree) or "").strip()
    if source.text.strip() and not told and not source.path.endswith("__main__.py"):
        yield Finding(1, "no docstring says what this module is for")


def pools_everything(source: Source) -> Iterator[Finding]:
    if POOLS & set(PurePosixPath(source.path).with_suffix("").parts):
        yield Finding(1, "a module is named after what it holds")


def prints(source: Source) -> Iterator[Finding]:
    """Workers log; the command line shows. A module that is itself a program may answer too."""
    if source.under("izin/cli") or '__name__ == "__main__"' in source.text:
        return
    for call in source.nodes(ast.Call):
        if called(call) == "print" and isinstance(call.func, ast.Name):
            yield Finding(call.lineno, "print outside the command line")


@pytest.mark.parametrize("rule", [says_nothing, prints])
def test_the_code_keeps_its_shape(rule: Rule) -> None:
    assert broken(rule) == []


@pytest.mark.parametrize("rule", [too_long, pools_everything])
def test_code_and_tests_keep_their_shape(rule: Rule) -> None:
    assert broken(rule, *EVERYTHING) == []


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (too_long, "shared/besar.py", "x = 1\n" * (MOST_LINES + 1)),
        (says_nothing, "shared/diam.py", "x = 1\n"),
        (says_nothing, "shared/diam.py", '"""  """\nx = 1\n'),
        (says_nothing, "shared/paket/__init__.py", "from shared import topology\n"),
        (pools_everything, "shared/utils.py", ""),
        (pools_everything, "izin/cli/helpers/tabel.py", ""),
        (prints, "shared/worker/shell.py", 'print("siap")'),
        (prints, "izin/demo/run.py", 'print("siap")'),
    ],
)
def test_a_file_out_of_shape_is_noticed(rule: Rule, path: str, text: str) -> None:
    assert notices(rule, text, path)


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (too_long, "shared/pas.py", "x = 1\n" * MOST_LINES),
        (says_nothing, "shared/paket/__init__.py", ""),
        (prints, "izin/cli/sop.py", 'print("tabel")'),
        (prints, "izin/demo/run.py", 'console.print("siap")'),
    ],
)
def test_a_file_in_shape_is_left_alone(rule: Rule, path: str, text: str) -> None:
    assert not notices(rule, text, path)
