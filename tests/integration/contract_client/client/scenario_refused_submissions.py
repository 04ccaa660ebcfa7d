"""Submissions that can be read but not accepted: answered, announced, and kept in quarantine."""

import uuid
from collections.abc import Iterator
from typing import Any

from .contract import Json
from .office import APPLICANT, Office
from .wire import Taken

Refused = Iterator[tuple[str, Json]]


def refused_submissions(office: Office) -> Json:
    """What each wrong submission was answered with, and whether the three accounts agree."""
    sop = office.contract.sop_codes[-1]
    first = office.portal.submission(sop)
    registered = office.submit(first)
    seen: Json = {}
    wrong = [*_new(office, first), *_again(first), *_correction(office, first, registered)]
    for what, submission in wrong:
        seen[what] = _refused(office, submission)
    repeated = office.wire.ask("receivePengajuan", first)
    seen["the same again"] = repeated["kode"]
    seen["one application"] = repeated["nomor"] == registered["nomor"]
    visited = office.play(registered["permohonan_id"], office.first_pelaksana(sop))
    seen["still goes on"] = visited[-1]
    return seen


def _refused(office: Office, submission: Json) -> str:
    """The code of the answer, after the notice and the quarantine said the same."""
    answer = office.wire.ask("receivePengajuan", submission)
    assert not answer["diterapkan"], answer
    key = submission["pengajuan_id"]
    notice = office.notice("tidak_diterima", pengajuan_id=key)
    assert answer["alasan"] in notice["pesan"]
    kept = quarantined(office, lambda taken: taken.properties.get("message_id") == key)
    assert kept.properties["headers"]["kode"] == answer["kode"]
    assert kept.json == submission
    return str(answer["kode"])


def quarantined(office: Office, wanted: Any) -> Taken:
    queue = office.contract.address("sendDikarantina").queue
    taken = office.wire.take_raw(queue, wanted)
    office.contract.check_properties("Dikarantina", taken.properties)
    return taken


def _fresh(submission: Json, **changes: object) -> Json:
    return submission | {"pengajuan_id": str(uuid.uuid4())} | changes


def _new(office: Office, first: Json) -> Refused:
    yield "an unknown SOP", _fresh(first, sop="izin-yang-tidak-ada")
    yield "in place of no SK", _fresh(first, menggantikan="999/TIDAK-ADA/I/2020")
    yield "an unknown form field", _fresh(first, isian={**first["isian"], "asing": "x"})
    foreign = {**first["dokumen"][0], "kode": "dokumen-asing"}
    yield "an unknown document", _fresh(first, dokumen=[foreign])
    document = first["dokumen"][0]
    for what, change in {
        "no such file": {"berkas_id": "0" * 24},
        "another digest": {"sha256": "0" * 64},
    }.items():
        wrong = {**document, "berkas": document["berkas"] | change}
        yield what, _fresh(first, dokumen=[wrong])
    limit = 10 * 1024 * 1024
    big = office.files.put("besar.pdf", b"%PDF-1.4\n" + b"x" * limit)
    yield "too large", _fresh(first, dokumen=[{**document, "berkas": big}])
    with_choices = next(
        (one for one in office.contract.sop(first["sop"])["isian"] if one["pilihan"]), None
    )
    if with_choices:
        answers = {**first["isian"], with_choices["kode"]: "jawaban lain"}
        yield "an answer outside the choices", _fresh(first, isian=answers)


def _again(first: Json) -> Refused:
    yield "the same id with other content", first | {"dokumen": first["dokumen"][1:]}


def _correction(office: Office, first: Json, registered: Json) -> Refused:
    nomor = registered["nomor"]
    unknown = f"{nomor[:-6]}999999"
    yield "an unknown nomor", _fresh(first, nomor=unknown, putaran=2)
    yield "not with the applicant", _fresh(first, nomor=nomor, putaran=2)
    sent_back = _sent_back(office, first["sop"])
    locked = [d for d in first["dokumen"] if d["kode"] != sent_back["perbaikan"][0]["kode"]]
    where = {"nomor": sent_back["nomor"]}
    yield (
        "an accepted document",
        _fresh(first, dokumen=locked, putaran=sent_back["putaran"], **where),
    )
    yield "another round", _fresh(first, dokumen=[], putaran=sent_back["putaran"] + 1, **where)


def _sent_back(office: Office, sop: str) -> Json:
    """Another application, with its first document rejected; gives the notice."""
    submission = office.portal.submission(sop)
    registered = office.submit(submission)
    task = office.task(office.first_pelaksana(sop), registered["permohonan_id"])
    office.decide(task, "tolak", rejected={submission["dokumen"][0]["kode"]: "Buram."})
    office.task(APPLICANT, registered["permohonan_id"])
    return office.notice("dikembalikan", permohonan_id=registered["permohonan_id"])
