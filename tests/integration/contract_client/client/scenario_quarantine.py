"""What cannot be read is put aside with the reason, byte for byte, and the queue goes on."""

import json
import uuid
from collections.abc import Iterator

from .contract import Json
from .office import Office
from .scenario_refused_submissions import quarantined


def quarantine(office: Office) -> Json:
    """The codes and reasons, by what was wrong; and the nomor of the one that came next."""
    sop = office.contract.sop_codes[0]
    good = office.portal.submission(sop)
    seen: Json = {what: _put_aside(office, body) for what, body in _unreadable(good)}
    seen["nobody to answer"] = _refused_without_reply_to(office)
    seen["rejected by a tool"] = _rejected_by_a_tool(office)
    seen["next one"] = office.submit(office.portal.submission(sop))["nomor"]
    return seen


def _unreadable(good: Json) -> Iterator[tuple[str, bytes]]:
    yield "not JSON", b"ini bukan JSON"
    yield "not UTF-8", b"\xff\xfe\x00"
    yield "not an object", b"[1, 2]"
    yield "unknown field", json.dumps(good | {"kolom_asing": 1}).encode()
    yield "wrong type", json.dumps(good | {"putaran": "1"}).encode()
    without_name = {k: v for k, v in good["pemohon"].items() if k != "nama"}
    yield "missing field", json.dumps(good | {"pemohon": without_name}).encode()
    yield "no zone", json.dumps(good | {"diajukan_pada": "2026-01-05T08:00:00"}).encode()
    yield "another message", json.dumps(good | {"tipe": "Putusan"}).encode()


def _put_aside(office: Office, body: bytes) -> Json:
    message_id = uuid.uuid4().hex
    address = office.contract.address("receivePengajuan")
    office.wire.publish(
        address,
        body,
        {
            "content_type": "application/json",
            "delivery_mode": 2,
            "message_id": message_id,
            "type": "Pengajuan",
        },
    )
    kept = quarantined(office, lambda taken: taken.properties.get("message_id") == message_id)
    assert kept.body == body
    reason = kept.properties["headers"]
    assert reason["antrean_asal"] == address.queue
    return {"kode": reason["kode"], "alasan": reason["alasan"]}


def _refused_without_reply_to(office: Office) -> str:
    """A decision that is refused, and whose sender does not wait for an answer."""
    sop = office.contract.sop_codes[0]
    pelaksana = office.first_pelaksana(sop)
    registered = office.submit(office.portal.submission(sop))
    task = office.task(pelaksana, registered["permohonan_id"])
    stray = office.officer.decide(task) | {"permohonan_id": str(uuid.uuid4())}
    office.wire.send(f"receivePutusan.{pelaksana}", stray)
    return str(_reason(office, stray["putusan_id"])["kode"])


def _rejected_by_a_tool(office: Office) -> Json:
    """The broker itself moves what a consumer rejects without requeue."""
    sop = office.contract.sop_codes[0]
    permohonan_id = office.submit(office.portal.submission(sop))["permohonan_id"]
    queue = office.contract.address(f"sendTugas.{office.first_pelaksana(sop)}").queue
    task = office.wire.take_raw(
        queue, lambda taken: taken.json["permohonan_id"] == permohonan_id, accept=False
    )
    moved = _reason(office, task.properties["message_id"])
    return {"from": moved["x-first-death-queue"] == queue, "why": moved["x-first-death-reason"]}


def _reason(office: Office, message_id: str) -> Json:
    kept = quarantined(office, lambda taken: taken.properties.get("message_id") == message_id)
    reason: Json = kept.properties["headers"]
    return reason
