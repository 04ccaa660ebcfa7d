"""The SOP as the file says it: which way out of a step leads where, and what it owes."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Step:
    no: int
    pelaksana: str
    tindakan: str
    ways: Mapping[str, int | str]
    owed: Mapping[str, frozenset[str]]
    """Codes of the outputs by decision."""


@dataclass(frozen=True)
class Route:
    """`first` is the step that a submission closes."""

    kode: str
    versi: str
    steps: Mapping[int, Step]
    first: int
    withdrawal: int = 0
    """The last step at which an applicant may withdraw; 0 where none is."""

    def act(self, to: int | str) -> str | None:
        """What is done where a way leads to; None at the end of all ways."""
        return self.steps[to].tindakan if isinstance(to, int) else None


def _step(raw: Mapping[str, Any]) -> Step:
    outputs = frozenset(one["kode"] for one in raw.get("hasil", ()))
    owed = {
        way["putusan"]: frozenset(way["hasil"])
        if "hasil" in way
        else (outputs if way["putusan"] == "terima" else frozenset())
        for way in raw["rute"]
    }
    ways = {way["putusan"]: way["ke"] for way in raw["rute"]}
    return Step(raw["no"], raw["pelaksana"], raw["tindakan"], ways, owed)


def read_routes(folder: Path) -> dict[str, Route]:
    """By version: the SHA-256 of the file's bytes."""
    routes = {}
    for file in sorted(folder.glob("*.toml")):
        content = file.read_bytes()
        raw = tomllib.loads(content.decode())
        steps = {one["no"]: _step(one) for one in raw["langkah"]}
        versi = hashlib.sha256(content).hexdigest()
        withdrawal = raw.get("penarikan", {}).get("sampai", 0)
        routes[versi] = Route(raw["kode"], versi, steps, min(steps), withdrawal)
    return routes
