"""Errors are handled where they are understood. Three places may catch anything, so that no one of
many stops the others: the worker shell, for a message; the watchdog's crew, for an application;
what is done again and again, for a turn. A fourth hands it to those who wait for it. In a fifth any
error is the answer: a file that breaks the judge of its signature is refused."""

import ast
from collections.abc import Iterator

import pytest

from tests.unit.architecture.sources import CODE, Finding, Source, broken, called, notices

THE_PLACES = [
    "ops/watchdog/rounds.py",
    "shared/every.py",
    "shared/store/together.py",
    "shared/tandatangan/periksa.py",
    "shared/worker/shell.py",
]
BROAD = {"Exception", "BaseException"}


def swallows_anything(source: Source) -> Iterator[Finding]:
    """A broad `except` that can end without raising again what it does not know."""
    for handler in source.nodes(ast.ExceptHandler):
        if _is_broad(handler.type) and not _passes_on(handler):
            yield Finding(handler.lineno, "catches everything")
    for call in source.nodes(ast.Call):
        if called(call) == "suppress" and any(_is_broad(kind) for kind in call.args):
            yield Finding(call.lineno, "suppresses everything")


def _is_broad(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(_is_broad(one) for one in kind.elts)
    return kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD)


def _passes_on(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def test_five_places_alone_catch_everything() -> None:
    assert [found.split(":")[0] for found in broken(swallows_anything, *CODE)] == THE_PLACES


@pytest.mark.parametrize(
    "text",
    [
        "try: f()\nexcept: pass",
        "try: f()\nexcept Exception: log.warning('x')",
        "try: f()\nexcept (OSError, BaseException) as galat: g(galat)",
        "try: f()\nexcept Exception as galat: raise ValueError from galat",
        "with contextlib.suppress(Exception): f()",
    ],
)
def test_swallowing_is_noticed(text: str) -> None:
    assert notices(swallows_anything, text)


@pytest.mark.parametrize(
    "text",
    [
        "try: f()\nexcept (OSError, TimeoutError): pass",
        "try: f()\nexcept Exception as galat:\n    if not known(galat):\n        raise",
        "with contextlib.suppress(ProcessLookupError): f()",
    ],
)
def test_what_names_or_passes_on_its_errors_is_left_alone(text: str) -> None:
    assert not notices(swallows_anything, text)
