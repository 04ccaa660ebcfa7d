"""The SK of an office whose officers sign through a service of their own: the text is asked for,
signed, and brought; nothing else is taken."""

import uuid
from collections.abc import Iterator

from .contract import Json
from .office import Office
from .signature import signers_here

Refused = Iterator[tuple[str, Json]]


def signed_elsewhere(office: Office) -> Json:
    """For every SOP."""
    return {sop: _one(office, sop) for sop in office.contract.sop_codes}


def _one(office: Office, sop: str) -> Json:
    people = signers_here()
    signer = people["penanda"]
    permohonan_id = office.submit(office.portal.submission(sop))["permohonan_id"]
    task = office.play_until("tanda_tangani", permohonan_id, office.first_pelaksana(sop))
    (asked,) = task["keluaran"]
    assert (asked["tanda_tangan"], asked["surat"]) == ("bsre", None)

    seen = dict(_before_the_text(office, task, signer.officer))
    text = office.ask_text(task, signer.officer)
    assert office.ask_text(task, signer.officer)["berkas"] == text["berkas"]
    contents = office.files.get(text["berkas"])
    draft = office.files.get(task["atas"]["berkas"])
    for what, file in (
        ("the text unsigned", contents),
        ("the draft signed", signer.sign(draft)),
        ("signed by somebody else", people["lain"].sign(contents)),
        ("more behind the signature", signer.sign(contents) + b"% tambahan\n%%EOF\n"),
    ):
        seen[what] = office.ask(_brought(office, task, signer.officer, file))

    signed = signer.sign(contents)
    right = _brought(office, task, signer.officer, signed)
    assert office.ask(right)["diterapkan"]
    sk = office.receive_sk(permohonan_id)
    for answer in seen.values():
        assert not answer["diterapkan"] and answer["alasan"]
    return {
        "refused": {what: answer["kode"] for what, answer in seen.items()},
        "begins_with_the_text": signed.startswith(contents),
        "number": text["nomor_sk"],
        **sk,
    }


def _before_the_text(office: Office, task: Json, officer: Json) -> Refused:
    code = task["keluaran"][0]["kode"]
    good = office.officer.decide(task) | {"petugas": officer}
    yield "no number yet", office.ask(good)
    yield "to be signed here", office.ask(good | {"hasil": [{"kode": code, "isi": {}}]})
    for what, change in {
        "asked about another draft": {"atas": "0" * 64},
        "asked about another round": {"putaran": task["putaran"] + 1},
        "asked about no application": {"permohonan_id": str(uuid.uuid4())},
    }.items():
        yield what, office.ask_text(task, officer, refused=True, **change)


def _brought(office: Office, task: Json, officer: Json, file: bytes) -> Json:
    (asked,) = task["keluaran"]
    document = office.files.put("sk.pdf", file, asked["media"][0])
    hasil = [{"kode": asked["kode"], "berkas": document}]
    return office.officer.decide(task, outputs=hasil) | {"petugas": officer}


def nothing_to_sign(office: Office) -> Json:
    """The code for whoever approves the draft and asks for a text."""
    sop = office.contract.sop_codes[0]
    permohonan_id = office.submit(office.portal.submission(sop))["permohonan_id"]
    task = office.play_until("setujui", permohonan_id, office.first_pelaksana(sop))
    officer = office.officer.decide(task)["petugas"]
    return {"kode": office.ask_text(task, officer, refused=True)["kode"]}
