"""From the submission to the receipt of the SK, for every SOP there is."""

from .contract import Json
from .office import Office


def issue(office: Office) -> Json:
    facts = office.wire.listen("sendPeristiwa", "selesai.#")
    return {sop: _issue_one(office, sop, facts) for sop in office.contract.sop_codes}


def _issue_one(office: Office, sop: str, facts: str) -> Json:
    registered = office.submit(office.portal.submission(sop))
    permohonan_id = registered["permohonan_id"]
    visited = office.play(permohonan_id, office.first_pelaksana(sop))
    sk = office.receive_sk(permohonan_id)
    fact = office.wire.take(
        facts, "Peristiwa", lambda taken: taken.json["permohonan_id"] == permohonan_id
    )
    return {
        "nomor": registered["nomor"],
        "visited": visited,
        "fact": fact["peristiwa"],
        "fact_sop": fact["sop"],
        **sk,
    }
