"""Finds the desks: every module below `services` that has a `DESK`. Adding a role is one file."""

import importlib
import pkgutil
from collections.abc import Mapping

import services
from shared.desk import Desk


def discover_desks() -> Mapping[str, Desk]:
    """Desks by pelaksana. Raises `ValueError` when two modules claim the same pelaksana."""
    desks: dict[str, Desk] = {}
    for modul in pkgutil.walk_packages(services.__path__, "services."):
        desk = getattr(importlib.import_module(modul.name), "DESK", None)
        if not isinstance(desk, Desk):
            continue
        if desks.get(desk.pelaksana, desk) is not desk:
            raise ValueError(f"two desks for the pelaksana '{desk.pelaksana}': {modul.name}")
        desks[desk.pelaksana] = desk
    return desks
