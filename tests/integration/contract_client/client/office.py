"""Everything one run works with, and the moves that several scenarios share."""

import uuid
from pathlib import Path

from .contract import Contract, Json
from .files import Files
from .officer import Officer, choice
from .portal import Portal
from .wire import Taken, Wire

APPLICANT = "pemohon"


class Office:
    def __init__(self, contract: Contract, wire: Wire, files: Files) -> None:
        self.contract = contract
        self.wire = wire
        self.files = files
        self.portal = Portal(contract, files)
        self.officer = Officer(files, "Petugas Uji")

    def with_papers(self) -> "Office":
        """The same, its officers bringing documents instead of writing letters."""
        other = Office(self.contract, self.wire, self.files)
        other.officer = Officer(self.files, "Petugas Uji", papers=True)
        return other

    def submit(self, submission: Json) -> Json:
        """Sends it and waits until it is registered; gives the notice with the nomor."""
        answer = self.wire.ask("receivePengajuan", submission)
        assert answer["diterapkan"], answer
        notice = self.notice("diterima", pengajuan_id=submission["pengajuan_id"])
        assert (notice["nomor"], notice["permohonan_id"]) == (
            answer["nomor"],
            answer["permohonan_id"],
        )
        return notice

    def notice(self, kind: str, **fields: str) -> Json:
        """The Pemberitahuan of that kind with these values."""
        wanted = {"jenis": kind, **fields}

        def is_wanted(taken: Taken) -> bool:
            return wanted.items() <= {k: str(v) for k, v in taken.json.items()}.items()

        queue = self.contract.address("sendPemberitahuan").queue
        return self.wire.take(queue, "Pemberitahuan", is_wanted)

    def task(self, pelaksana: str, permohonan_id: str) -> Json:
        """The next Tugas of that pelaksana about that application."""
        queue = self.contract.address(f"sendTugas.{pelaksana}").queue
        return self.wire.take(
            queue, "Tugas", lambda taken: taken.json["permohonan_id"] == permohonan_id
        )

    def ask(self, decision: Json, pelaksana: str | None = None) -> Json:
        """The answer to a Putusan. Officers' tools use direct reply-to, the portal a queue."""
        to = pelaksana or decision["pelaksana"]
        reply_to = self.wire.reply_queues[to != APPLICANT]
        return self.wire.ask(f"receivePutusan.{to}", decision, reply_to)

    def decide(
        self, task: Json, decision: str = "terima", rejected: dict[str, str] | None = None
    ) -> str | None:
        """Decides the task; gives the pelaksana it leads to."""
        answer = self.ask(self.officer.decide(task, decision, rejected))
        assert answer["diterapkan"], answer
        leads_to: str | None = choice(task, decision)["ke_pelaksana"]
        return leads_to

    def first_pelaksana(self, sop: str) -> str:
        """Who gets a new submission, by the SOP's own route."""
        steps = {step["no"]: step for step in self.contract.sop(sop)["langkah"]}
        first = self.contract.sop(sop)["langkah"][0]
        route = next(one for one in first["rute"] if one["putusan"] == "terima")
        return str(steps[route["ke"]]["pelaksana"])

    def play(self, permohonan_id: str, pelaksana: str) -> list[str]:
        """Every officer accepts, until it is the applicant's turn; gives who they were."""
        visited = []
        while pelaksana != APPLICANT:
            visited.append(pelaksana)
            leads_to = self.decide(self.task(pelaksana, permohonan_id))
            assert leads_to is not None
            pelaksana = leads_to
        return visited

    def play_until(self, act: str, permohonan_id: str, pelaksana: str) -> Json:
        """Every officer accepts, until it is the turn of that act; gives its task."""
        while True:
            task = self.task(pelaksana, permohonan_id)
            if task["tindakan"] == act:
                return task
            leads_to = self.decide(task)
            assert leads_to is not None
            pelaksana = leads_to

    def ask_text(
        self, task: Json, officer: Json, *, refused: bool = False, **change: object
    ) -> Json:
        """What is to be signed; when it is to be refused, the answer that says why."""
        question = {
            "tipe": "MintaNaskah",
            "versi": 1,
            "permintaan_id": uuid.uuid4().hex,
            **{field: task[field] for field in ("permohonan_id", "langkah", "putaran")},
            "pelaksana": task["pelaksana"],
            "petugas": officer,
            "atas": task["atas"]["berkas"]["sha256"],
        } | change
        operation = f"receiveMintaNaskah.{task['pelaksana']}"
        return self.wire.ask(operation, question, answer="Jawaban" if refused else "Naskah")

    def receive_sk(self, permohonan_id: str) -> Json:
        """Download the SK that the notice names into the working directory, check it, and confirm
        its receipt."""
        notice = self.notice("sk_terbit", permohonan_id=permohonan_id)
        sk = notice["dokumen"][0]["berkas"]
        contents = self.files.get(sk)
        task = self.task(APPLICANT, permohonan_id)
        assert (task["tindakan"], task["atas"]["berkas"]) == ("serahkan", sk)
        assert self.decide(task) is None
        file = Path(f"SK-{permohonan_id}.pdf")
        file.write_bytes(contents)
        return {"sk_bytes": len(contents), "sk_sha256": sk["sha256"], "sk_file": str(file)}
