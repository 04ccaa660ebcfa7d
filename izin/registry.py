"""Finds the desks: every module below `services` that has a `DESK`. Adding a role is one file.

A package with a `NAME` is a process of its own, a screen: it has no desk, and a worker that looked
for one in it would load a web server."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType

import services
from shared.desk import Desk


def discover_desks() -> Mapping[str, Desk]:
    """Desks by pelaksana. Raises `ValueError` when two modules claim the same pelaksana."""
    desks: dict[str, Desk] = {}
    for modul in _modules(services.__path__, "services."):
        desk = getattr(modul, "DESK", None)
        if not isinstance(desk, Desk):
            continue
        if desks.get(desk.pelaksana, desk) is not desk:
            raise ValueError(f"two desks for the pelaksana '{desk.pelaksana}': {modul.__name__}")
        desks[desk.pelaksana] = desk
    return desks


def _modules(path: Iterable[str], prefix: str) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(path, prefix):
        module = importlib.import_module(found.name)
        if hasattr(module, "NAME"):
            continue
        yield module
        if found.ispkg:
            yield from _modules(module.__path__, f"{found.name}.")
