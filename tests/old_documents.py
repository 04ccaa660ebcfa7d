"""Documents as earlier versions wrote them: made once by those versions' own code, and kept."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bson.json_util import RELAXED_JSON_OPTIONS, loads

AWARE = RELAXED_JSON_OPTIONS.with_options(tz_aware=True)
FOLDER = Path(__file__).parent / "samples" / "dokumen"

CONTOH: Mapping[str, str] = {
    # Before there was a watchdog: no `jaga`, no `dikerjakan_pada`.
    "berjalan": "skema-1-berjalan.json",
    "dikembalikan": "skema-1-dikembalikan.json",
    "selesai": "skema-1-selesai.json",
    "ditolak": "skema-1-ditolak.json",
    # The same `skema`, with the watch.
    "berjalan, dijaga": "skema-1-berjalan-dijaga.json",
    "selesai, dijaga": "skema-1-selesai-dijaga.json",
    # Before what corrections change was kept.
    "dikembalikan, skema 2": "skema-2-dikembalikan.json",
    "berjalan, skema 2": "skema-2-berjalan.json",
}


def contoh(nama: str) -> dict[str, Any]:
    teks = (FOLDER / CONTOH[nama]).read_text(encoding="utf-8")
    document: dict[str, Any] = loads(teks, json_options=AWARE)
    return document


def sop_lama() -> dict[str, tuple[str, str]]:
    """(file name, text) by version, as the store keeps what those applications run under."""
    berkas = sorted((FOLDER / "sop").glob("*.toml"))
    isi = {satu.name: satu.read_text(encoding="utf-8") for satu in berkas}
    return {hashlib.sha256(t.encode()).hexdigest(): (nama, t) for nama, t in isi.items()}
