"""The hash chain of a riwayat, recomputed from the documented rule (docs/architecture.md)."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from chaos.checker.notes import Violation

RULE = "rantai riwayat utuh"
LEFT_OUT_WHEN_ABSENT = (
    *("dikerjakan_pada", "wewenang", "sidik_bidang", "sidik_perubahan"),
    *("saat_pengirim", "surat"),
)
"""Fields that came later than the first entries: absent, they are no part of the digest."""


def _plain(value: object) -> object:
    """As it stands in JSON: instants in RFC 3339 with three decimals."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def digest(value: object) -> str:
    text = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(entry: Mapping[str, Any]) -> str:
    absent = {name for name in LEFT_OUT_WHEN_ABSENT if entry.get(name) is None}
    return digest({k: v for k, v in entry.items() if k != "digest" and k not in absent})


def check_chain(document: Mapping[str, Any]) -> Iterator[Violation]:
    nomor, before = (
        str(document["nomor"]),
        digest(
            {
                "id": str(document["_id"]),
                "nomor": document["nomor"],
                "sop": document["sop"],
                "sop_versi": document["sop_versi"],
            }
        ),
    )
    for position, entry in enumerate(document["riwayat"]):
        if entry["urutan"] != position:
            yield Violation(RULE, nomor, f"entri ke-{position} bernomor {entry['urutan']}")
        if entry["digest_sebelum"] != before:
            yield Violation(RULE, nomor, f"entri ke-{position} tidak menyambung")
        if digest_of(entry) != entry["digest"]:
            yield Violation(RULE, nomor, f"sidik entri ke-{position} tidak cocok dengan isinya")
        before = entry["digest"]
    if document["urutan"] != len(document["riwayat"]):
        found = f"urutan {document['urutan']}, riwayat {len(document['riwayat'])} entri"
        yield Violation(RULE, nomor, found)
