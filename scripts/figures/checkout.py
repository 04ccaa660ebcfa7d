"""A checkout as its Python files: what each imports and defines. Nothing of it is run."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

FOLDERS = ("shared", "services", "ops", "izin", "chaos", "bench")
TESTS = "tests"


class When(StrEnum):
    """`LAZY`: inside a function. `TYPING`: for the type checker only."""

    START = "start"
    LAZY = "lazy"
    TYPING = "typing"


class Import(NamedTuple):
    """The first of `targets` that is a module: `from a.b import c` has `("a.b.c", "a.b")`."""

    targets: tuple[str, ...]
    when: When


@dataclass(frozen=True)
class Module:
    """`path` is relative to the root, with slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def name(self) -> str:
        """`shared/alur/__init__.py` is "shared.alur"."""
        parts = PurePosixPath(self.path).with_suffix("").parts
        return ".".join(parts[:-1] if self.stem == "__init__" else parts)

    @property
    def stem(self) -> str:
        return PurePosixPath(self.path).stem

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.path).parent)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def import_lines(self) -> int:
        found = (n for n in ast.walk(self.tree) if isinstance(n, ast.Import | ast.ImportFrom))
        return len({line for node in found for line in _lines(node)})

    @cached_property
    def heading_lines(self) -> int:
        if ast.get_docstring(self.tree) is None:
            return 0
        return len(_lines(self.tree.body[0]))

    @cached_property
    def definitions(self) -> tuple[str, ...]:
        """Public names of the top level: functions, classes, constants."""
        names = (name for node in self.tree.body for name in _defined(node))
        return tuple(dict.fromkeys(name for name in names if not name.startswith("_")))

    @property
    def has_protocol(self) -> bool:
        classes = (node for node in self.tree.body if isinstance(node, ast.ClassDef))
        bases = (ast.unparse(base) for node in classes for base in node.bases)
        return any(base.partition("[")[0].rpartition(".")[2] == "Protocol" for base in bases)

    @cached_property
    def strings(self) -> frozenset[str]:
        found = (n.value for n in ast.walk(self.tree) if isinstance(n, ast.Constant))
        return frozenset(value for value in found if isinstance(value, str))

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(self._imports(self.tree, When.START))

    def _imports(self, node: ast.AST, when: When) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import((alias.name,), when) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = self._absolute(node)
            for alias in node.names:
                yield Import((f"{package}.{alias.name}", package), when)
        elif isinstance(node, ast.If) and _for_typing(node.test):
            yield from self._of_all(node.body, When.TYPING)
            yield from self._of_all(node.orelse, when)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inside = When.LAZY if when is When.START else when
            yield from self._of_all(ast.iter_child_nodes(node), inside)
        else:
            yield from self._of_all(ast.iter_child_nodes(node), when)

    def _of_all(self, nodes: Iterable[ast.AST], when: When) -> Iterator[Import]:
        for node in nodes:
            yield from self._imports(node, when)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.stem == "__init__" else self.name.split(".")[:-1]
        kept = package[: len(package) - node.level + 1]
        return ".".join([*kept, *([node.module] if node.module else [])])


class Checkout:
    """The product at `root`, and its tests beside it."""

    def __init__(self, root: Path) -> None:
        self.modules = {module.name: module for module in _read(root, FOLDERS)}
        self.tests = {module.name: module for module in _read(root, (TESTS,))}

    @cached_property
    def proper(self) -> tuple[Module, ...]:
        """Without `__init__.py`."""
        return tuple(one for one in self.modules.values() if one.stem != "__init__")

    def imported(self, module: Module, *when: When) -> set[str]:
        """Names of other modules of the product; at any time unless `when` says."""
        return {
            target
            for one in module.imports
            if not when or one.when in when
            for target in self._found(one.targets)
            if target != module.name
        }

    @cached_property
    def importers(self) -> dict[str, set[str]]:
        """By whom of the product each module is imported."""
        return self._by_whom(self.modules)

    @cached_property
    def testers(self) -> dict[str, set[str]]:
        """By which tests each module is imported."""
        return self._by_whom(self.tests)

    @cached_property
    def named(self) -> frozenset[str]:
        """Modules that the product names in a string: commands are loaded that way."""
        strings = frozenset[str]().union(*(one.strings for one in self.modules.values()))
        return strings & self.modules.keys()

    def _by_whom(self, readers: dict[str, Module]) -> dict[str, set[str]]:
        whom: dict[str, set[str]] = {name: set() for name in self.modules}
        for reader in readers.values():
            for name in self.imported(reader):
                whom[name].add(reader.name)
        return whom

    def _found(self, targets: tuple[str, ...]) -> list[str]:
        return [name for name in targets if name in self.modules][:1]


def _read(root: Path, folders: Iterable[str]) -> Iterator[Module]:
    for file in (file for folder in folders for file in sorted((root / folder).rglob("*.py"))):
        yield Module(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))


def _lines(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = (n for one in targets for n in ast.walk(one) if isinstance(n, ast.Name))
        yield from (name.id for name in names if isinstance(name.ctx, ast.Store))


def _for_typing(test: ast.expr) -> bool:
    return ast.unparse(test).rpartition(".")[2] == "TYPE_CHECKING"
