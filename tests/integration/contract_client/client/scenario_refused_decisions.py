"""Every way in which a decision can be wrong; after each, the right one is still taken."""

import json
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator

from .contract import Json
from .office import APPLICANT, Office
from .officer import choice

Refused = Iterator[tuple[str, Json]]


def refused_decisions(office: Office) -> Json:
    """The codes that each kind of wrong decision was answered with, over all steps; the officers
    bring documents."""
    office = office.with_papers()
    sop = office.contract.sop_codes[0]
    permohonan_id = office.submit(office.portal.submission(sop))["permohonan_id"]
    pelaksana: str | None = office.first_pelaksana(sop)
    seen: dict[str, set[str]] = defaultdict(set)
    authors: dict[str, Json] = {}
    closed_steps = 1
    while pelaksana is not None:
        task = office.task(pelaksana, permohonan_id)
        assert task["urutan"] == closed_steps, "a refused decision has changed something"
        right = office.officer.decide(task)
        wrong = (*_by_act(office, task), *_always(office, sop, task), *_own(office, task, authors))
        for what, answer in wrong:
            assert not answer["diterapkan"], (what, answer)
            assert answer["alasan"], what
            seen[what].add(answer["kode"])
        assert office.ask(right)["kode"] == "diterapkan"
        authors |= {one["kode"]: right["petugas"] for one in right["hasil"]}
        for what, code in _afterwards(office, right):
            seen[what].add(code)
        pelaksana = choice(task, "terima")["ke_pelaksana"]
        closed_steps += 1
    for what, code in _incomplete(office, sop):
        seen[what].add(code)
    return {what: sorted(codes) for what, codes in seen.items()}


def _always(office: Office, sop: str, task: Json) -> Refused:
    good = office.officer.decide(task)
    yield "unknown application", office.ask(good | {"permohonan_id": str(uuid.uuid4())})
    step = next(
        one for one in office.contract.sop(sop)["langkah"] if one["pelaksana"] != task["pelaksana"]
    )
    other = step["pelaksana"]
    yield "through the queue of another role", office.ask(good, other)
    yield "in the name of another role", office.ask(good | {"pelaksana": other})
    yield "both, for a step of neither", office.ask(good | {"pelaksana": other}, other)
    not_there = {"terima", "tolak", "kembalikan"} - {one["putusan"] for one in task["pilihan"]}
    for decision in sorted(not_there)[:1]:
        yield (
            "a decision the step does not have",
            office.ask(good | {"putusan": decision, "catatan": "x", "hasil": [], "atas": None}),
        )
    yield "another round", office.ask(good | {"putaran": task["putaran"] + 7})
    yield "an unknown field", _ask_unchecked(office, good | {"kolom_asing": 1})
    foreign = {"kode": "dokumen-asing", "diterima": True}
    yield (
        "a verdict on no document",
        office.ask(good | {"verdik": [*good.get("verdik", []), foreign]}),
    )
    extra = {"kode": "keluaran-asing", "berkas": office.files.put("x.pdf", b"%PDF-1.4\n%x")}
    yield "an output not asked for", office.ask(good | {"hasil": [*good["hasil"], extra]})


def _by_act(office: Office, task: Json) -> Refused:
    good = office.officer.decide(task)
    if task["tindakan"] == "verifikasi":
        yield "no verdicts", office.ask(good | {"verdik": []})
        first, *rest = good["verdik"]
        bad = {**first, "diterima": False, "alasan": "Buram."}
        yield "accepted with a rejected document", office.ask(good | {"verdik": [bad, *rest]})
        yield "rejected without a reason", office.ask(good | {"putusan": "tolak"})
    if good["hasil"]:
        yield from _wrong_outputs(office, task, good)
    if task["atas"]:
        yield "nothing named as approved", office.ask({k: good[k] for k in good if k != "atas"})
        yield "something else approved", office.ask(good | {"atas": "0" * 64})
    if any(one["putusan"] == "kembalikan" for one in task["pilihan"]):
        silent = office.officer.decide(task, "kembalikan") | {"catatan": ""}
        yield "sent back without a reason", office.ask(silent)


def _own(office: Office, task: Json, authors: dict[str, Json]) -> Refused:
    """Four eyes: whoever wrote a draft neither approves nor signs it."""
    if task["tindakan"] in {"setujui", "tanda_tangani"}:
        by_its_author = {"petugas": authors[task["atas"]["kode"]]}
        yield "approved by its author", office.ask(office.officer.decide(task) | by_its_author)


def outside_the_register(office: Office) -> Json:
    """The code for an officer whom the office's register does not have."""
    sop = office.contract.sop_codes[0]
    registered = office.submit(office.portal.submission(sop))
    task = office.task(office.first_pelaksana(sop), registered["permohonan_id"])
    return {"kode": office.ask(office.officer.decide(task))["kode"]}


def _wrong_outputs(office: Office, task: Json, good: Json) -> Refused:
    first, *rest = good["hasil"]
    yield "output missing", office.ask(good | {"hasil": rest})
    if rest:
        twice = [first, {**rest[0], "berkas": first["berkas"]}, *rest[1:]]
        yield "one file for two outputs", office.ask(good | {"hasil": twice})
    if task["atas"]:
        unsigned = {**first, "berkas": task["atas"]["berkas"]}
        yield "the draft as the SK", office.ask(good | {"hasil": [unsigned, *rest]})
    for what, change in {
        "no such file": {"berkas_id": "0" * 24},
        "another digest": {"sha256": "0" * 64},
        "another size": {"ukuran_bytes": 1},
        "another type": {"media_type": "image/png"},
    }.items():
        wrong = {**first, "berkas": first["berkas"] | change}
        yield f"output: {what}", office.ask(good | {"hasil": [wrong, *rest]})
    blank = {"kode": first["kode"], "isi": {}}
    written = next(one["surat"] for one in task["keluaran"] if one["kode"] == first["kode"])
    what = "a letter that says nothing" if written else "a letter that the system does not make"
    yield what, office.ask(good | {"hasil": [blank, *rest]})
    text = {**first, "berkas": office.files.put("x.txt", b"bukan PDF", "text/plain")}
    yield "output: a type not allowed", office.ask(good | {"hasil": [text, *rest]})


def _afterwards(office: Office, right: Json) -> Iterator[tuple[str, str]]:
    yield "the same again", office.ask(right)["kode"]
    yield (
        "the same id with other content",
        office.ask(right | {"catatan": "Isi yang lain."})["kode"],
    )
    yield (
        "already decided",
        office.ask(right | {"putusan_id": uuid.uuid4().hex})["kode"],
    )


def _incomplete(office: Office, sop: str) -> Iterator[tuple[str, str]]:
    """An application that lacks a document cannot be accepted."""
    required = next(one["kode"] for one in office.contract.sop(sop)["persyaratan"] if one["wajib"])
    registered = office.submit(office.portal.submission(sop, without=[required]))
    task = office.task(office.first_pelaksana(sop), registered["permohonan_id"])
    yield "accepted though incomplete", office.ask(office.officer.decide(task))["kode"]
    applicant_step = office.contract.sop(sop)["langkah"][0]["no"]
    assert office.decide(task, "tolak") is not None
    own_task = office.task(APPLICANT, registered["permohonan_id"])
    assert own_task["langkah"] == applicant_step
    yield (
        "a decision where a submission is due",
        office.ask(office.officer.decide(own_task))["kode"],
    )


def _ask_unchecked(office: Office, body: Json) -> Json:
    """What breaks the schema on purpose."""
    correlation_id = uuid.uuid4().hex
    office.wire.publish(
        office.contract.address(f"receivePutusan.{body['pelaksana']}"),
        json.dumps(body).encode(),
        {
            "content_type": "application/json",
            "delivery_mode": 2,
            "message_id": body["putusan_id"],
            "type": "Putusan",
            "timestamp": int(time.time()),
            "correlation_id": correlation_id,
            "reply_to": office.wire.reply_queues[0],
        },
    )
    return office.wire.answer_to(correlation_id)
