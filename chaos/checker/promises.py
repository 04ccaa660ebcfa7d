"""What was confirmed or answered, against what is written: nothing lost, nothing from nowhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from chaos.checker.notes import Decision, Notes, Violation

ONE = "setiap pengajuan menjadi tepat satu permohonan"
KEPT = "yang dipastikan tidak hilang"
NOWHERE = "tidak ada yang datang entah dari mana"

Document = Mapping[str, Any]


def check_promises(documents: Sequence[Document], notes: Notes) -> Iterator[Violation]:
    yield from _one_each(documents, notes)
    written = {e["kiriman_id"]: (d, e) for d in documents for e in d["riwayat"]}
    yield from _submissions_kept(written, notes)
    yield from _decisions_kept(written, notes)
    yield from _from_nowhere(documents, notes)


def _one_each(documents: Sequence[Document], notes: Notes) -> Iterator[Violation]:
    made = Counter(key for d in documents for key in d["pengajuan_id"])
    nomor = Counter(d["nomor"] for d in documents)
    for key, one in notes.submissions.items():
        if one.honest and one.nomor is None and made[key] != 1:
            yield Violation(ONE, key, f"{made[key]} permohonan, jawaban {dict(one.answers)}")
        if not one.honest and made[key]:
            yield Violation(ONE, key, "seharusnya ditolak, tetapi menjadi permohonan")
        if made[key] > 1 and one.nomor is not None:
            yield Violation(ONE, key, f"perbaikan tercatat {made[key]} kali")
    for satu, times in nomor.items():
        if times > 1:
            yield Violation(ONE, satu, f"{times} permohonan dengan nomor yang sama")


def _submissions_kept(
    written: Mapping[str, tuple[Document, Document]], notes: Notes
) -> Iterator[Violation]:
    for key, one in notes.submissions.items():
        if one.applied and key not in written:
            yield Violation(KEPT, key, "pengajuan dijawab diterapkan, tidak ada dalam riwayat")


def _decisions_kept(
    written: Mapping[str, tuple[Document, Document]], notes: Notes
) -> Iterator[Violation]:
    for key, one in notes.decisions.items():
        document, entry = written.get(key, (None, None))
        if entry is None or document is None:
            if one.applied:
                yield Violation(KEPT, key, "putusan dijawab diterapkan, tidak ada dalam riwayat")
            elif one.honest and not one.answered and not notes.may_be_lost(one):
                yield Violation(KEPT, key, f"putusan dipastikan broker, hilang ({_of(one)})")
            elif one.honest and one.answered and not one.rivals:
                yield Violation(KEPT, key, f"putusan yang sah ditolak: {dict(one.answers)}")
            continue
        if not one.honest:
            yield Violation(NOWHERE, key, f"diterapkan, padahal harus ditolak ({_of(one)})")
        if one.answered and not one.applied:
            yield Violation(KEPT, key, f"dijawab {dict(one.answers)}, tetapi ada dalam riwayat")
        said = (one.permohonan_id or one.nomor, one.langkah, one.putaran, one.putusan, one.petugas)
        stands = (
            str(document["_id"]) if one.permohonan_id else document["nomor"],
            entry["langkah"],
            entry["putaran"],
            entry["putusan"],
            (entry["oleh"] or {}).get("id"),
        )
        if said != stands:
            yield Violation(KEPT, key, f"tercatat {stands}, dikirim {said}")


def _of(one: Decision) -> str:
    return f"{one.permohonan_id or one.nomor} langkah {one.langkah}.{one.putaran} {one.putusan}"


def _from_nowhere(documents: Iterable[Document], notes: Notes) -> Iterator[Violation]:
    known = notes.submissions.keys() | notes.decisions.keys() | notes.withdrawals
    for document in documents:
        for entry in document["riwayat"]:
            if entry["kiriman_id"] not in known:
                yield Violation(NOWHERE, document["nomor"], f"entri dari {entry['kiriman_id']}")
