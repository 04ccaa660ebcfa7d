"""The figures, counted over a checkout without running anything of it."""

import math
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from scripts.figures.checkout import Checkout, Module, When
from scripts.figures.language import Misnamed, Vocabulary

SMALL_LINES = 40
IMPORTERS_ELSEWHERE = 2
"""A small module is worth its file when so many of other folders need it."""

PUBLIC = (
    "izin/cli/exits.py",  # the codes that scripts rely on
    "services/*/desk.py",  # found by its place, like the next three: adding a role is one file
    "services/approvals/kabid.py",
    "services/approvals/kepaladinas.py",
    "services/approvals/sekretaris.py",
    "shared/worker/heartbeat.py",  # run by the compose file
)
"""Modules that may be small: something outside of Python, or people, know their path."""

Cycle = tuple[str, ...]
Paths = tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """`total` of all files; the others of one file, `__init__.py` left out."""

    total: int
    median: float
    p90: int
    longest: int
    longest_path: str
    imports: int
    headings: int


@dataclass(frozen=True)
class Figures:
    """`one_neighbour`: exactly one other module of the product imports it. `tests_only`: none
    does or loads it by its name, but a test does. `small`: may not be worth a file."""

    modules: int
    modules_with_init: int
    lines: Lines
    one_neighbour: Paths
    tests_only: Paths
    cycles_at_start: tuple[Cycle, ...]
    cycles_at_any_time: tuple[Cycle, ...]
    misnamed: tuple[Misnamed, ...]
    small: Paths


def measure(checkout: Checkout, vocabulary: Vocabulary) -> Figures:
    """Raises `ValueError` where there is no module."""
    return Figures(
        modules=len(checkout.proper),
        modules_with_init=len(checkout.modules),
        lines=_lines(checkout),
        one_neighbour=_paths(checkout, lambda one: len(checkout.importers[one.name]) == 1),
        tests_only=_paths(checkout, lambda one: _only_tested(checkout, one)),
        cycles_at_start=cycles(_graph(checkout, When.START)),
        cycles_at_any_time=cycles(_graph(checkout, *When)),
        misnamed=tuple(vocabulary.misnamed(checkout.proper)),
        small=_paths(checkout, lambda one: _small(checkout, one)),
    )


def cycles(graph: Mapping[str, set[str]]) -> tuple[Cycle, ...]:
    """Sets of modules of which each imports every other, directly or not; the largest first."""
    reached = {name: _reached(graph, name) for name in graph}
    found = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """By one import or more."""
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        new = graph[ahead.pop()] - reached
        reached |= new
        ahead += new
    return reached


def _graph(checkout: Checkout, *when: When) -> dict[str, set[str]]:
    return {name: checkout.imported(one, *when) for name, one in checkout.modules.items()}


def _lines(checkout: Checkout) -> Lines:
    everything = [*checkout.modules.values()]
    if not checkout.proper:
        raise ValueError("no module to measure")
    lengths = sorted(one.lines for one in checkout.proper)
    longest = max(checkout.proper, key=lambda one: one.lines)
    return Lines(
        total=sum(one.lines for one in everything),
        median=statistics.median(lengths),
        p90=lengths[math.ceil(0.9 * len(lengths)) - 1],
        longest=longest.lines,
        longest_path=longest.path,
        imports=sum(one.import_lines for one in everything),
        headings=sum(one.heading_lines for one in everything),
    )


def _paths(checkout: Checkout, wanted: Callable[[Module], bool]) -> Paths:
    return tuple(one.path for one in checkout.proper if wanted(one))


def _only_tested(checkout: Checkout, module: Module) -> bool:
    used = checkout.importers[module.name] or module.name in checkout.named
    return not used and bool(checkout.testers[module.name])


def _small(checkout: Checkout, module: Module) -> bool:
    if module.lines >= SMALL_LINES or module.stem == "__main__" or module.has_protocol:
        return False
    if any(fnmatchcase(module.path, path) for path in PUBLIC):
        return False
    importers = (checkout.modules[name] for name in checkout.importers[module.name])
    elsewhere = sum(importer.folder != module.folder for importer in importers)
    return elsewhere < IMPORTERS_ELSEWHERE
