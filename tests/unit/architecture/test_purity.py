"""The core decides from what it is given: it reads no clock, draws no lots, opens no files."""

import ast
import configparser
from collections.abc import Iterator

import pytest

from tests.unit.architecture.sources import (
    ROOT,
    Finding,
    Source,
    broken,
    called,
    imports,
    notices,
)

CLOCKS_AND_LOTS = {"now", "utcnow", "today", "uuid1", "uuid4", "token_hex", "token_urlsafe"}
MODULES = {"random", "secrets", "time", "socket", "subprocess", "os"}
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
READ_THEIR_FILES = (
    "shared/sop/loader.py",
    "shared/kalender/libur_berkas.py",
    "shared/kalender/loader.py",
    "shared/petugas/loader.py",
)


def core() -> tuple[str, ...]:
    """The same modules that the import contract calls the core."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    modules = contracts["importlinter:contract:core"]["source_modules"].split()
    places = [module.replace(".", "/") for module in modules]
    return tuple(place if (ROOT / place).is_dir() else f"{place}.py" for place in places)


def depends_on_the_outside(source: Source) -> Iterator[Finding]:
    if not source.under(*core()):
        return
    forbidden = CLOCKS_AND_LOTS | (set() if source.under(*READ_THEIR_FILES) else OPENING)
    for call in source.nodes(ast.Call):
        if called(call) in forbidden:
            yield Finding(call.lineno, f"{ast.unparse(call)[:60]} in the core")
    for line, module in imports(source):
        if module.partition(".")[0] in MODULES:
            yield Finding(line, f"{module} in the core")
    for function in source.nodes(ast.AsyncFunctionDef):
        yield Finding(function.lineno, f"{function.name} waits for something")


def test_the_core_depends_on_nothing_outside() -> None:
    assert broken(depends_on_the_outside) == []


def test_the_core_is_where_the_rules_are() -> None:
    assert {
        "shared/alur",
        "shared/petugas",
        "shared/contracts",
        "shared/desk.py",
        "shared/kalender",
        "shared/sop",
    } <= set(core())
    assert all((ROOT / place).exists() for place in core())


@pytest.mark.parametrize(
    "text",
    [
        "kini = datetime.now(UTC)",
        "import random",
        "from time import monotonic",
        "kunci = uuid4()",
        'isi = Path("catatan").read_text()',
        "async def periksa() -> None: ...",
    ],
)
def test_a_look_outside_is_noticed(text: str) -> None:
    assert notices(depends_on_the_outside, text, "shared/alur/step.py")
    assert not notices(depends_on_the_outside, text, "izin/cli/app.py")
