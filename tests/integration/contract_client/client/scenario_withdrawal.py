"""Progress asked for, tasks asked for anew, and a withdrawal that makes a decision stale."""

import uuid
from datetime import UTC, datetime

from .contract import Json
from .office import Office


def withdrawal(office: Office) -> Json:
    sop = office.contract.sop_codes[0]
    first = office.portal.submission(sop) | {"kabari_kemajuan": True}
    registered = office.submit(first)
    permohonan_id = registered["permohonan_id"]
    pelaksana = office.first_pelaksana(sop)
    then = office.decide(office.task(pelaksana, permohonan_id))
    assert then is not None
    moved = office.notice("diproses", permohonan_id=permohonan_id)

    lost = office.task(then, permohonan_id)
    question = {
        "tipe": "MintaTugas",
        "versi": 1,
        "permintaan_id": uuid.uuid4().hex,
        "pelaksana": then,
        "permohonan_id": permohonan_id,
    }
    answer = office.wire.ask(f"receiveMintaTugas.{then}", question, answer="DaftarTugas")
    (found,) = answer["tugas"]

    withdrawn = office.wire.ask("receivePenarikan", _withdrawal(first, registered["nomor"]))
    late = office.ask(office.officer.decide(found))
    told = office.notice("ditarik", permohonan_id=permohonan_id)
    return {
        "registered_at": registered["pelaksana"],
        "moved_to": [then, moved["pelaksana"], moved["jatuh_tempo"] is not None],
        "found_again": (found["tugas_id"], answer["lanjut"]) == (lost["tugas_id"], None),
        "withdrawn": withdrawn["diterapkan"],
        "late": [late["diterapkan"], late["kode"]],
        "told": told["langkah"],
    }


def _withdrawal(first: Json, nomor: str) -> Json:
    return {
        "tipe": "Penarikan",
        "versi": 1,
        "penarikan_id": uuid.uuid4().hex,
        "sop": first["sop"],
        "nomor": nomor,
        "pengajuan_id": first["pengajuan_id"],
        "alasan": "Pindah kota.",
        "ditarik_pada": datetime.now(UTC).isoformat(),
    }
