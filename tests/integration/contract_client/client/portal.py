"""The applicant's side: submissions and corrections, from what the document says of an SOP."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from .contract import Contract, Json
from .files import Files, paper

APPLICANT = {
    "nama": "Rahma Contoh",
    "nik": "6372990101900002",
    "telepon": "0811 0000 0002",
    "surel": "rahma@contoh.example",
}


class Portal:
    """Builds a Pengajuan for any SOP of the document."""

    def __init__(self, contract: Contract, files: Files) -> None:
        self._contract = contract
        self._files = files

    def submission(self, sop: str, without: Iterable[str] = ()) -> Json:
        """A new one, with every required document but those `without`."""
        asked = self._contract.sop(sop)["persyaratan"]
        left_out = set(without)
        return {
            "tipe": "Pengajuan",
            "versi": 1,
            "pengajuan_id": str(uuid.uuid4()),
            "sop": sop,
            "diajukan_pada": datetime.now(UTC).isoformat(),
            "pemohon": APPLICANT,
            "lembaga": {"nama": "Lembaga Contoh", "alamat": "Jalan Contoh 1, Banjarbaru"},
            "isian": self._form(sop),
            "dokumen": [
                self._document(one) for one in asked if one["wajib"] and one["kode"] not in left_out
            ],
        }

    def correction(self, first: Json, notice: Json) -> Json:
        """What the notice asks for, and nothing else."""
        asked = {one["kode"]: one for one in self._contract.sop(first["sop"])["persyaratan"]}
        wrong = [one["kode"] for one in notice["perbaikan"] if one["jenis"] == "dokumen"]
        return first | {
            "pengajuan_id": str(uuid.uuid4()),
            "nomor": notice["nomor"],
            "putaran": notice["putaran"],
            "diajukan_pada": datetime.now(UTC).isoformat(),
            "dokumen": [self._document(asked[code]) for code in wrong],
        }

    def _form(self, sop: str) -> dict[str, str]:
        fields = self._contract.sop(sop)["isian"]
        return {one["kode"]: (one["pilihan"] or ["12345"])[0] for one in fields if one["wajib"]}

    def _document(self, asked: Json) -> Json:
        media_type = asked["media"][-1] if "image/jpeg" not in asked["media"] else "image/jpeg"
        name = f"{asked['kode']}.{media_type.rpartition('/')[2]}"
        contents = paper(f"{asked['nama']} {uuid.uuid4()}", media_type)
        return {"kode": asked["kode"], "berkas": self._files.put(name, contents, media_type)}
