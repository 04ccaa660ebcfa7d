"""A decision without questions: everything is on the command line."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from izin.cli.errors import BadInput, Refused, unknown_nomor
from izin.cli.output import plain, print_json, stdout
from izin.cli.tasks.decision import Decision
from izin.cli.tasks.desk import Desk
from izin.cli.tasks.parsing import (
    doubles,
    parse_outputs,
    parse_petugas,
    parse_putusan,
    parse_verdik,
)
from izin.cli.tasks.queue import TaskQueue
from izin.cli.tasks.sending import REMEDIES, send, settle
from izin.cli.wire import open_wire
from shared.contracts import Jawaban, Tugas
from shared.rabbit.client_queues import ReceivedTask


@dataclass(frozen=True)
class Script:
    """The options as they were written."""

    nomor: str
    putusan: str
    petugas: str
    verdik: Sequence[str] = ()
    hasil: Sequence[str] = ()
    catatan: str = ""
    unduh: Path | None = None
    as_json: bool = False

    def decision(self, tugas: Tugas, limit_bytes: int) -> Decision:
        """Raises `BadInput`."""
        verdik = parse_verdik(self.verdik, tugas)
        outputs = parse_outputs(self.hasil, limit_bytes)
        for codes in ([v.kode for v in verdik], [o.kode for o in outputs]):
            for kode in doubles(codes):
                raise BadInput(f"'{kode}' disebut lebih dari satu kali")
        return Decision(
            parse_putusan(self.putusan),
            parse_petugas(self.petugas),
            verdik,
            outputs,
            self.catatan,
        )


async def open_task(desk: Desk, nomor: str) -> Tugas:
    """From the store: the queue's own message is not needed to decide. Raises `NotFound`, and
    `Refused` when the application is not with this role now."""
    permohonan = await desk.stores.permohonan.find_by_nomor(nomor)
    if permohonan is None:
        raise unknown_nomor(nomor)
    terbuka = permohonan.langkah
    if terbuka is None:
        raise Refused(f"{nomor} sudah {permohonan.status}; tidak ada langkah yang terbuka")
    if terbuka.pelaksana != desk.pelaksana:
        raise Refused(
            f"{nomor} sekarang pada {terbuka.pelaksana} (langkah {terbuka.no}),"
            f" bukan pada {desk.pelaksana}"
        )
    tugas = await desk.task(permohonan)
    assert tugas is not None  # noqa: S101 - its step was seen to be open
    return tugas


async def decide(desk: Desk, script: Script) -> None:
    """Raises `Refused` with why when the decision does not stand."""
    tugas = await open_task(desk, script.nomor)
    decision = script.decision(tugas, desk.settings.batas_berkas_bytes)
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(open_wire(desk.settings))
        received: ReceivedTask | None = await TaskQueue(desk, client).at_head(script.nomor)
        jawaban = await send(desk, client, tugas, decision)
        if not await settle(received, jawaban) and received is not None:
            await received.put_back()
    _tell(jawaban, script)


def _tell(jawaban: Jawaban, script: Script) -> None:
    if script.as_json:
        print_json(jawaban.model_dump(mode="json"))
    if not jawaban.diterapkan:
        raise Refused(
            f"Ditolak ({jawaban.kode}): {jawaban.alasan}",
            details=jawaban.rincian,
            remedy=REMEDIES.get(jawaban.kode, ""),
        )
    if not script.as_json:
        stdout().print(plain(f"Diterapkan: {jawaban.alasan}", style="green"))
