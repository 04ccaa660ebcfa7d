"""One document rejected and one missing: sent back, corrected under the same nomor, issued."""

from .contract import Json
from .office import APPLICANT, Office

REASON = "Tidak terbaca, mohon pindai ulang."


def correction(office: Office) -> Json:
    sop = office.contract.sop_codes[0]
    required = [one["kode"] for one in office.contract.sop(sop)["persyaratan"] if one["wajib"]]
    missing, rejected = required[0], required[1]
    first = office.portal.submission(sop, without=[missing])
    registered = office.submit(first)
    permohonan_id = registered["permohonan_id"]

    pelaksana = office.first_pelaksana(sop)
    task = office.task(pelaksana, permohonan_id)
    shown_missing = [one["kode"] for one in task["kekurangan"]]
    leads_to = office.decide(task, "tolak", rejected={rejected: REASON})
    assert leads_to == APPLICANT

    notice = office.notice("dikembalikan", permohonan_id=permohonan_id)
    own_task = office.task(APPLICANT, permohonan_id)
    assert own_task["tindakan"] == "ajukan"
    assert (own_task["putaran"], own_task["perbaikan"]) == (
        notice["putaran"],
        notice["perbaikan"],
    )
    again = office.submit(office.portal.correction(first, notice))
    assert again["nomor"] == registered["nomor"]

    second_look = office.task(pelaksana, permohonan_id)
    to_be_judged = [d["kode"] for d in second_look["dokumen"] if d["diterima"] is not True]
    then = office.decide(second_look)
    assert then is not None
    visited = office.play(permohonan_id, then)
    return {
        "shown_missing": shown_missing == [missing],
        "reasons": {one["kode"]: one["alasan"] for one in notice["perbaikan"]},
        "rejected": rejected,
        "judged_again": sorted(to_be_judged) == sorted([missing, rejected]),
        "putaran": notice["putaran"],
        "visited": visited,
        **office.receive_sk(permohonan_id),
    }
