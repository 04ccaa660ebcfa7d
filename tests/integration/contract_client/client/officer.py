"""Any officer of any role: everything comes from the Tugas."""

import uuid
from datetime import UTC, datetime

from .contract import Json
from .files import Files, paper
from .letter import text_of


def choice(task: Json, decision: str) -> Json:
    """The Pilihan of that decision."""
    return next(one for one in task["pilihan"] if one["putusan"] == decision)


def verdicts(task: Json, rejected: dict[str, str]) -> list[Json]:
    """For each document that nobody has accepted yet; `rejected` are codes with reasons."""
    return [
        {
            "kode": document["kode"],
            "diterima": document["kode"] not in rejected,
            "alasan": rejected.get(document["kode"], ""),
        }
        for document in task["dokumen"]
        if document["diterima"] is not True
    ]


class Officer:
    """Writes letters, and with `papers` brings documents of its own making wherever it may."""

    def __init__(self, files: Files, name: str, *, papers: bool = False) -> None:
        self._files = files
        self._name = name
        self._papers = papers

    def decide(
        self,
        task: Json,
        decision: str = "terima",
        rejected: dict[str, str] | None = None,
        outputs: list[Json] | None = None,
    ) -> Json:
        """A whole Putusan, by the six steps of the document."""
        owed = choice(task, decision)["hasil_wajib"]
        putusan: Json = {
            "tipe": "Putusan",
            "versi": 1,
            "putusan_id": uuid.uuid4().hex,
            **{field: task[field] for field in ("permohonan_id", "langkah", "putaran")},
            "pelaksana": task["pelaksana"],
            "putusan": decision,
            "petugas": {"id": f"uji-{task['pelaksana']}", "nama": self._name},
            "diputuskan_pada": datetime.now(UTC).isoformat(),
            "hasil": self._outputs(task, owed) if outputs is None else outputs,
        }
        if decision == "terima" and task["atas"]:
            putusan["atas"] = task["atas"]["berkas"]["sha256"]
        if task["tindakan"] == "verifikasi":
            putusan["verdik"] = verdicts(task, rejected or {})
        if decision != "terima" and not rejected:
            putusan["catatan"] = "Perlu diperbaiki."
        return putusan

    def _outputs(self, task: Json, codes: list[str]) -> list[Json]:
        asked = {one["kode"]: one for one in task["keluaran"]}
        return [self._output(task, asked[code]) for code in codes]

    def _output(self, task: Json, asked: Json) -> Json:
        letter = asked["surat"]
        if letter and not (self._papers and asked["media"]):
            return {"kode": asked["kode"], "isi": text_of(letter)}
        text = f"{asked['kode']} {task['tugas_id']}"
        return {"kode": asked["kode"], "berkas": self._paper(text, asked["media"][0])}

    def _paper(self, text: str, media_type: str) -> Json:
        name = f"{text.split(maxsplit=1)[0]}.{media_type.rpartition('/')[2]}"
        return self._files.put(name, paper(f"{text} {uuid.uuid4()}", media_type), media_type)
