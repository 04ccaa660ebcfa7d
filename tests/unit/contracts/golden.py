"""The golden samples: one file for each shape that a message can have on the wire."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from izin.asyncapi import document
from shared.contracts import SEMUA_PESAN, Pesan

FOLDER = Path(__file__).parents[2] / "samples"
SAMPLES = sorted(FOLDER.glob("*.json"))
MODELS = {model.__name__: model for model in SEMUA_PESAN}

PUBLIC_INTERFACE = (
    "\n\n{sample}: this is a public interface. Portals and officers' tools that are not ours read"
    " and write exactly these fields. Adding a field: add it to the samples and run"
    " `izin asyncapi --ke docs/asyncapi.json`. Renaming or removing one breaks every client: don't."
)


def payload_of(sample: Path) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(sample.read_text(encoding="utf-8"))
    return payload


def model_of(sample: Path) -> type[Pesan]:
    return MODELS[payload_of(sample)["tipe"]]


def explain(sample: Path) -> str:
    return PUBLIC_INTERFACE.format(sample=sample.name)


@cache
def generated() -> dict[str, Any]:
    """Not at import: a field without a description must fail tests, not stop their collection."""
    return document()
