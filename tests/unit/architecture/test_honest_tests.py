"""Every test runs, and uses the real servers wherever it says so."""

import ast
from collections.abc import Iterator
from itertools import chain

import pytest

from tests.unit.architecture.sources import Finding, Rule, Source, broken, notices

AVOIDS = {"skip", "skipif", "xfail", "importorskip"}
MOCKS = {"Mock", "MagicMock", "AsyncMock", "create_autospec", "TestRabbitBroker"}
DOUBLES = {"MemoryPermohonanStore", "MemoryDokumenStore", "MemoryWatchStore", "MemoryOpsStore"}
MAY_HOLD_DOUBLES = ("tests/unit", "tests/contract")


def is_left_out(source: Source) -> Iterator[Finding]:
    for node in source.nodes(ast.Attribute):
        if node.attr in AVOIDS and ast.unparse(node).startswith("pytest."):
            yield Finding(node.lineno, f"{ast.unparse(node)}: a test that does not run")


def pretends(source: Source) -> Iterator[Finding]:
    if source.under("tests/unit"):
        return
    names = ((node.lineno, node.id) for node in source.nodes(ast.Name))
    attributes = ((node.lineno, node.attr) for node in source.nodes(ast.Attribute))
    for line, name in chain(names, attributes):
        if name in MOCKS:
            yield Finding(line, "a mock where the real thing is promised")


def leaves_the_servers_out(source: Source) -> Iterator[Finding]:
    if source.under(*MAY_HOLD_DOUBLES):
        return
    for node in source.nodes(ast.Name):
        if node.id in DOUBLES:
            yield Finding(node.lineno, "a double where the real store is promised")


@pytest.mark.parametrize("rule", [is_left_out, pretends, leaves_the_servers_out])
def test_the_tests_are_honest(rule: Rule) -> None:
    assert broken(rule, "tests") == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (is_left_out, "@pytest.mark.skip\ndef test_x() -> None: assert False"),
        (is_left_out, "def test_x() -> None:\n    pytest.skip('nanti')"),
        (is_left_out, "@pytest.mark.xfail(reason='nanti')\ndef test_x() -> None: ..."),
        (pretends, "store = AsyncMock()"),
        (pretends, "store = mock.MagicMock()"),
        (leaves_the_servers_out, "store = MemoryPermohonanStore()"),
    ],
)
def test_a_dishonest_test_is_noticed(rule: Rule, text: str) -> None:
    assert notices(rule, text, "tests/pipeline/test_x.py")


def test_unit_tests_may_stand_something_in() -> None:
    text = "from unittest.mock import AsyncMock\nstore = MemoryPermohonanStore(AsyncMock())"
    assert not notices(pretends, text, "tests/unit/test_x.py")
    assert not notices(leaves_the_servers_out, text, "tests/unit/test_x.py")
