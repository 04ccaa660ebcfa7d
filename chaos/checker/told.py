"""What applicants, operators and dashboards were told, against what is written."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from chaos.checker.history import WITHDRAWN
from chaos.checker.notes import Announcement, Notes, Notice, Violation
from chaos.checker.route import Route

NOTICES = "pemohon diberi tahu"
FACTS = "setiap langkah diberitakan"
BREACHES = "setiap pelanggaran diumumkan satu kali"
BROKEN = "hilang ketika pembacaan kampanye sendiri terputus"

Document = Mapping[str, Any]


def check_notices(
    documents: Sequence[Document], routes: Mapping[str, Route], notes: Notes
) -> Iterator[Violation]:
    due = {n for d in documents for n in _due(d, routes[d["sop_versi"]])}
    for notice in sorted(due - notes.notices, key=str):
        yield Violation(NOTICES, str(notice.nomor), f"'{notice.jenis}' {notice} tidak sampai")
    for notice in sorted(notes.notices - due, key=str):
        if notice.jenis != "tidak_diterima":
            yield Violation(NOTICES, str(notice.nomor), f"'{notice.jenis}' tidak semestinya")
        elif _honest(notice, notes):
            yield Violation(NOTICES, str(notice.pengajuan_id), "pengajuan yang sah ditolak")


def _honest(notice: Notice, notes: Notes) -> bool:
    one = notes.submissions.get(notice.pengajuan_id or "")
    return one is not None and one.honest and notice.pengajuan_id not in notes.reused


def _due(document: Document, route: Route) -> Iterator[Notice]:
    nomor = document["nomor"]
    for entry in document["riwayat"]:
        to = route.act(entry["ke"])
        if entry["ke"] == WITHDRAWN:
            yield Notice(nomor, WITHDRAWN, entry["putaran"], None)
        elif entry["tindakan"] == "ajukan":
            yield Notice(nomor, "diterima", entry["putaran"], entry["kiriman_id"])
        elif entry["ke"] == "ditolak":
            yield Notice(nomor, "ditolak", entry["putaran"], None)
        elif to == "ajukan":
            yield Notice(nomor, "dikembalikan", entry["putaran"] + 1, None)
        elif to == "serahkan":
            yield Notice(nomor, "sk_terbit", entry["putaran"], None)


def check_facts(documents: Sequence[Document], notes: Notes) -> Iterator[Violation]:
    """At least once each, and always the same."""
    for document in documents:
        for entry in document["riwayat"]:
            told = notes.facts.get((str(document["_id"]), entry["urutan"]))
            if told is None:
                what = f"entri {entry['urutan']} tidak diberitakan"
                yield Violation(FACTS, document["nomor"], what)
            elif told != entry["digest"]:
                what = f"entri {entry['urutan']} diberitakan dengan sidik lain"
                yield Violation(FACTS, document["nomor"], what)
    for conflict in notes.fact_conflicts:
        yield Violation(FACTS, conflict, "diberitakan dengan dua isi yang berbeda")


class Told:
    """The announcements that came, set beside the claims. `explained` counts what is no violation:
    an announcement that was read just before the broker lost its disk, and recovered after it."""

    def __init__(self, claims: Sequence[Document], notes: Notes) -> None:
        self._claims = {str(c["_id"]): c for c in claims}
        self._notes = notes
        self._came: dict[str, list[Announcement]] = {}
        for one in notes.announcements:
            self._came.setdefault(one.message_id, []).append(one)
        self.explained: Counter[str] = Counter()

    def check(self) -> Iterator[Violation]:
        for key, claim in self._claims.items():
            came = self._came.get(key, [])
            if claim.get("diumumkan_pada") is None:
                yield Violation(BREACHES, key, "tercatat, tetapi belum diumumkan")
            yield from self._times(key, claim, came)
            if any(not _same(one.body, claim["pelanggaran"]) for one in came):
                yield Violation(BREACHES, key, "diumumkan lain daripada yang tercatat")
        for key in self._came.keys() - self._claims.keys():
            yield Violation(BREACHES, key, "diumumkan, tetapi tidak tercatat")

    def _times(
        self, key: str, claim: Document, came: Sequence[Announcement]
    ) -> Iterator[Violation]:
        if len(came) == 1:
            return
        if any(one.batch in self._notes.disks for one in came):
            self.explained["diumumkan lagi sesudah disk broker hilang"] += 1
        elif not came and self.explained[BROKEN] < self._notes.broken_reads:
            self.explained[BROKEN] += 1
        else:
            yield Violation(BREACHES, key, f"diumumkan {len(came)} kali")


def _same(body: Document, written: Document) -> bool:
    return all(_text(body.get(name)) == _text(value) for name, value in written.items())


def _text(value: object) -> str:
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
