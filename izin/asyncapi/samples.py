"""The golden samples, which the document shows as examples."""

import json
from pathlib import Path

from izin.asyncapi.refs import Json

FOLDER = Path(__file__).parents[2] / "tests" / "samples"
"""Part of the source tree, not of an installed package: there the document has no examples."""


def examples(folder: Path = FOLDER) -> dict[str, list[Json]]:
    """By message name, each in the order of its file name."""
    by_message: dict[str, list[Json]] = {}
    for path in sorted(folder.glob("*.json")):
        payload = json.loads(path.read_text(encoding="utf-8"))
        by_message.setdefault(payload["tipe"], []).append({"name": path.stem, "payload": payload})
    return by_message
