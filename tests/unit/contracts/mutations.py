"""Ways to spoil a message: each yields a whole payload with exactly one thing wrong."""

import copy
import re
from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]
Spoilt = tuple[str, Any]

_INSTANT = re.compile(r"^\d{4}-\d{2}-\d{2}T[\d:.]+Z$")


OPEN = {"isi", "skema", "awal"}
"""Objects whose fields are not the contract's own: a letter's, by its schema."""


def _nodes(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    entries: Iterator[tuple[str | int, Any]] = iter(())
    if path and path[-1] in OPEN:
        return
    if isinstance(value, dict):
        entries = iter(value.items())
    elif isinstance(value, list):
        entries = iter(enumerate(value))
    for key, child in entries:
        yield from _nodes(child, (*path, key))


def _with(payload: Any, path: Path, value: Any) -> Any:
    spoilt = copy.deepcopy(payload)
    node = spoilt
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return spoilt


def unknown_fields(payload: Any) -> Iterator[Spoilt]:
    """Also in `isian`: its keys are codes, in which no capital may stand."""
    for path, node in _nodes(payload):
        if isinstance(node, dict) and not OPEN & set(path):
            yield f"{path} + Asing", _with(payload, (*path, "Asing"), "x")


def wrong_types(payload: Any) -> Iterator[Spoilt]:
    """Text for numbers, numbers for text, objects for lists: strictness in both directions."""
    for path, node in _nodes(payload):
        if path and node is not None:
            yield f"{path} of another type", _with(payload, path, _another_type(node))


def _another_type(node: Any) -> Any:
    if isinstance(node, str):
        return 12345
    if isinstance(node, list):
        return {"0": node}
    return [node] if isinstance(node, dict) else str(node)


def naive_instants(payload: Any) -> Iterator[Spoilt]:
    for path, node in _nodes(payload):
        if isinstance(node, str) and _INSTANT.match(node):
            yield f"{path} without a zone", _with(payload, path, node.removesuffix("Z"))
            yield f"{path} as a date", _with(payload, path, node[:10])


def missing_fields(payload: dict[str, Any], required: list[str]) -> Iterator[Spoilt]:
    for field in required:
        yield f"without {field}", {k: v for k, v in payload.items() if k != field}


def foreign_values(payload: Any) -> Iterator[Spoilt]:
    """Values outside of what a closed list or a pattern allows."""
    for field in ("tipe", "sop", "permohonan_id", "sop_versi", "putusan", "jenis", "pelaksana"):
        if isinstance(payload.get(field), str):
            yield f"{field} of another kind", _with(payload, (field,), "Bukan Ini!")
    yield "versi 2", _with(payload, ("versi",), 2)
