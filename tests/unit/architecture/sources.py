"""The project's Python files, parsed, and what a rule about them looks like."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).parents[3]
CODE = ("izin", "ops", "services", "shared")
EVERYTHING = (*CODE, "tests")

N = TypeVar("N", bound=ast.AST)


class Finding(NamedTuple):
    line: int
    reason: str


@dataclass(frozen=True)
class Source:
    """`path` is relative to the root of the project, with slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def _all(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def nodes(self, kind: type[N]) -> Iterator[N]:
        return (node for node in self._all if isinstance(node, kind))

    def under(self, *places: str) -> bool:
        """Below one of these folders, or one of these files."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)


Rule = Callable[[Source], Iterable[Finding]]


def sources(*folders: str) -> tuple[Source, ...]:
    return tuple(source for folder in folders for source in _of(folder))


@cache
def _of(folder: str) -> tuple[Source, ...]:
    """Read and parsed once, whichever folders are asked for together."""
    return tuple(
        Source(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
        for file in sorted((ROOT / folder).rglob("*.py"))
    )


def broken(rule: Rule, *folders: str) -> list[str]:
    """Where the project breaks a rule: file, line and reason."""
    return [
        f"{source.path}:{finding.line}: {finding.reason}"
        for source in sources(*(folders or CODE))
        for finding in rule(source)
    ]


def notices(rule: Rule, text: str, path: str = "shared/contoh.py") -> bool:
    """Whether the rule finds anything in a made-up file."""
    return any(True for _ in rule(Source(path, text)))


def literals(source: Source) -> Iterator[ast.Constant]:
    """Every string of the program, pieces of f-strings too; docstrings are no part of it."""
    told = {
        id(statement.value)
        for statement in source.nodes(ast.Expr)
        if isinstance(statement.value, ast.Constant)
    }
    return (
        node
        for node in source.nodes(ast.Constant)
        if isinstance(node.value, str) and id(node) not in told
    )


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """(line, full name of the module), imports inside functions too."""
    for node in source.nodes(ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names)
    for chosen in source.nodes(ast.ImportFrom):
        yield from ((chosen.lineno, f"{chosen.module}.{alias.name}") for alias in chosen.names)
