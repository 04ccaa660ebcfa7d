"""Instants, against each other: a clock that ran ahead leaves its traces here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from chaos.checker.notes import Violation

DUE = "tidak ada pelanggaran yang diumumkan sebelum terjadi"
ORDER = "setiap langkah dibuka ketika yang sebelumnya ditutup, dan tidak ada yang di masa depan"

Document = Mapping[str, Any]


def check_times(
    documents: Sequence[Document], claims: Sequence[Document], now: datetime | None = None
) -> Iterator[Violation]:
    """`now`: the office's time, by a clock that is known to be right."""
    for claim in claims:
        breach = claim["pelanggaran"]
        came, seen = breach.get("terjadi_pada"), breach.get("terdeteksi_pada")
        if came is not None and seen is not None and seen < came:
            yield Violation(DUE, claim["_id"], f"terdeteksi {seen}, terjadi {came}")
        if now is not None and seen is not None and seen > now:
            yield Violation(DUE, claim["_id"], f"terdeteksi {seen}, sekarang {now}")
    for document in documents:
        yield from _in_order(document, now)


def _in_order(document: Document, now: datetime | None) -> Iterator[Violation]:
    before = None
    for entry in document["riwayat"]:
        opened, closed = entry["dibuka_pada"], entry["ditutup_pada"]
        where = f"{document['nomor']} entri {entry['urutan']}"
        if closed < opened or (before is not None and opened != before):
            yield Violation(ORDER, where, f"dibuka {opened}, ditutup {closed}, sebelumnya {before}")
        if now is not None and closed > now:
            yield Violation(ORDER, where, f"ditutup {closed}, sekarang {now}")
        before = closed
