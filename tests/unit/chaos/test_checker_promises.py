"""What the campaign was promised, against what is written and what was told."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from chaos.checker.notes import Announcement, Decision, Notes, Notice, Submission, Violation
from chaos.checker.promises import KEPT, NOWHERE, ONE, check_promises
from chaos.checker.queues import EMPTY, QUARANTINE, Left, check_queues
from chaos.checker.told import BREACHES, FACTS, NOTICES, Told, check_facts, check_notices
from tests.builders import PAUD, Perjalanan
from tests.unit.chaos.histories import ROUTES, document, ended

KLAIM = {"_id": "a/2.1/mendekati", "pelanggaran": {"tingkat": "mendekati"}, "diumumkan_pada": 1}


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return document(ended())


@pytest.fixture
def notes(written: dict[str, Any]) -> Notes:
    """Of a campaign that sent exactly what is written, and was told all that is due."""
    notes = Notes()
    for entry in written["riwayat"]:
        key = entry["kiriman_id"]
        if entry["oleh"] is None:
            nomor = None if entry["urutan"] == 0 else written["nomor"]
            sent: Submission | Decision = Submission(key, nomor=nomor, putaran=entry["putaran"])
            notes.submissions[key] = sent  # type: ignore[assignment]
        else:
            same = {n: entry[n] for n in ("langkah", "putaran", "putusan")}
            sent = Decision(key, permohonan_id=written["_id"], petugas=entry["oleh"]["id"], **same)
            notes.decisions[key] = sent
        sent.answers["diterapkan"] += 1
        sent.confirmed_at = 1.0
        notes.facts[written["_id"], entry["urutan"]] = entry["digest"]
    nomor = written["nomor"]
    notes.notices = {
        Notice(nomor, "diterima", 1, written["riwayat"][0]["kiriman_id"]),
        Notice(nomor, "dikembalikan", 2, None),
        Notice(nomor, "diterima", 2, "perbaikan-kedua"),
        Notice(nomor, "sk_terbit", 3, None),
    }
    return notes


def _promises(written: dict[str, Any], notes: Notes) -> list[Violation]:
    return [
        *check_promises([written], notes),
        *check_notices([written], ROUTES, notes),
        *check_facts([written], notes),
    ]


def test_a_withdrawal_is_an_end_that_is_told_and_comes_from_somebody() -> None:
    perjalanan = Perjalanan(PAUD)
    awal = perjalanan.permohonan.riwayat[0]
    perjalanan.tarik(penarikan_id="penarikan-satu")
    written, notes = document(perjalanan), Notes()
    notes.submissions[awal.kiriman_id] = Submission(awal.kiriman_id)
    notes.notices.add(Notice(written["nomor"], "diterima", 1, awal.kiriman_id))
    notes.facts |= {(written["_id"], e["urutan"]): e["digest"] for e in written["riwayat"]}
    assert _rules(written, notes) == {NOWHERE, NOTICES}
    notes.withdrawals.add("penarikan-satu")
    notes.notices.add(Notice(written["nomor"], "ditarik", 1, None))
    assert _promises(written, notes) == []


def _rules(written: dict[str, Any], notes: Notes) -> set[str]:
    return {one.rule for one in _promises(written, notes)}


def test_an_office_that_kept_its_promises_is_not_accused(
    written: dict[str, Any], notes: Notes
) -> None:
    assert _promises(written, notes) == []


def test_a_submission_that_became_nothing_is_missed(written: dict[str, Any], notes: Notes) -> None:
    notes.submissions["hilang"] = Submission("hilang")
    assert _rules(written, notes) == {ONE}


def test_a_submission_that_became_two_is_noticed(written: dict[str, Any], notes: Notes) -> None:
    twin = deepcopy(written) | {"_id": "lain", "nomor": "PAUD-2026-000999"}
    assert ONE in {one.rule for one in check_promises([written, twin], notes)}


def test_a_decision_answered_as_applied_has_to_be_written(
    written: dict[str, Any], notes: Notes
) -> None:
    notes.decisions["hilang"] = Decision("hilang")
    notes.decisions["hilang"].answers["sudah_diterapkan"] += 1
    assert _rules(written, notes) == {KEPT}


def test_a_decision_that_only_the_broker_confirmed_has_to_be_written_too(
    written: dict[str, Any], notes: Notes
) -> None:
    notes.decisions["hilang"] = Decision("hilang", confirmed_at=100.0)
    assert _rules(written, notes) == {KEPT}


def test_unless_the_broker_lost_it_with_its_disk(written: dict[str, Any], notes: Notes) -> None:
    notes.decisions["hilang"] = Decision("hilang", confirmed_at=100.0)
    notes.losses.append(101.0)
    assert _rules(written, notes) == set()


def test_an_honest_decision_may_not_be_refused_unless_another_was_quicker(
    written: dict[str, Any], notes: Notes
) -> None:
    refused = notes.decisions["ditolak"] = Decision("ditolak")
    refused.answers["sudah_diputus"] += 1
    assert _rules(written, notes) == {KEPT}
    refused.rivals = True
    assert _rules(written, notes) == set()


def test_an_entry_that_nobody_sent_is_noticed(written: dict[str, Any], notes: Notes) -> None:
    del notes.decisions[written["riwayat"][-1]["kiriman_id"]]
    assert _rules(written, notes) == {NOWHERE}


def test_what_should_have_been_refused_and_stands_is_noticed(
    written: dict[str, Any], notes: Notes
) -> None:
    notes.decisions[written["riwayat"][-1]["kiriman_id"]].honest = False
    assert _rules(written, notes) == {NOWHERE}


def test_an_applicant_who_was_not_told_is_noticed(written: dict[str, Any], notes: Notes) -> None:
    notes.notices.pop()
    assert _rules(written, notes) == {NOTICES}


def test_an_applicant_who_was_told_what_is_not_so_is_noticed(
    written: dict[str, Any], notes: Notes
) -> None:
    notes.notices.add(Notice(written["nomor"], "ditolak", 3, None))
    assert _rules(written, notes) == {NOTICES}


def test_a_fact_that_nobody_heard_is_missed(written: dict[str, Any], notes: Notes) -> None:
    notes.facts.popitem()
    assert _rules(written, notes) == {FACTS}


@pytest.mark.parametrize("times", [0, 2])
def test_a_breach_not_announced_exactly_once_is_noticed(times: int) -> None:
    notes = Notes()
    notes.announcements = [Announcement("a/2.1/mendekati", {"tingkat": "mendekati"}, 1)] * times
    assert {one.rule for one in Told([KLAIM], notes).check()} == {BREACHES}


def test_a_breach_announced_once_as_it_is_written_is_in_order() -> None:
    notes = Notes()
    notes.announcements = [Announcement("a/2.1/mendekati", {"tingkat": "mendekati"}, 1)]
    assert list(Told([KLAIM], notes).check()) == []
    notes.announcements = [Announcement("a/2.1/mendekati", {"tingkat": "terlampaui"}, 1)]
    assert len(list(Told([KLAIM], notes).check())) == 1


def test_what_was_recovered_with_the_brokers_disk_is_counted_and_no_violation() -> None:
    notes = Notes(disks=[1])
    body = {"tingkat": "mendekati"}
    notes.announcements = [Announcement(KLAIM["_id"], body, batch) for batch in (1, 2)]  # type: ignore[arg-type]
    told = Told([KLAIM], notes)
    assert list(told.check()) == []
    assert told.explained.total() == 1


def test_karantina_holds_what_was_meant_for_it_and_nothing_else() -> None:
    left = {"karantina": [Left("buruk", "pesan_tidak_sah", ""), Left("x", "", "")], "a": []}
    found = list(check_queues(left, "karantina", {"buruk": "pesan_tidak_sah"}))
    assert [(one.rule, one.subject) for one in found] == [(QUARANTINE, "x")]


def test_a_message_that_is_left_anywhere_is_noticed() -> None:
    found = list(check_queues({"a": [Left("x", "", "")]}, "karantina", {}))
    assert [one.rule for one in found] == [EMPTY]


def test_what_a_page_called_applied_stands_under_its_number(
    written: dict[str, Any], notes: Notes
) -> None:
    """A page names an application by its nomor alone."""
    for key, note in notes.decisions.items():
        notes.decisions[key] = replace(note, permohonan_id="", nomor=written["nomor"])
    assert _promises(written, notes) == []
    key = next(iter(notes.decisions))
    notes.decisions[key].nomor = "PAUD-2026-999999"
    assert _rules(written, notes) == {KEPT}
    notes.decisions[key].nomor = written["nomor"]
    nowhere = Decision("hanya-di-halaman", nomor=written["nomor"])
    nowhere.answers["diterapkan"] += 1
    notes.decisions[nowhere.key] = nowhere
    assert _rules(written, notes) == {KEPT}


def test_what_a_page_called_refused_stands_nowhere(written: dict[str, Any], notes: Notes) -> None:
    note = next(iter(notes.decisions.values()))
    note.permohonan_id, note.nomor = "", written["nomor"]
    note.answers.clear()
    note.answers["didahului"] += 1
    assert _rules(written, notes) == {KEPT}
