"""An officer at the terminal: one task after the other, until there is none or enough."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from pydantic import ValidationError

from izin.cli.output import plain, stderr, working
from izin.cli.terminal import EndOfInput, Terminal
from izin.cli.tugas_questions import Cancelled, Dialogue, parse_petugas
from izin.cli.tugas_sending import REMEDIES, send
from izin.cli.tugas_view import Frame, print_task
from izin.cli.wire import open_wire
from shared.contracts import Jawaban, Petugas, Pilihan, Tugas
from shared.kantor.berkas import download
from shared.kantor.tugas import Meja, TaskQueue, settle
from shared.rabbit.client import WireClient
from shared.rabbit.client_queues import ReceivedTask
from shared.tindakan import Tindakan

SAVE, SKIP, LEAVE = "unduh", "lewati", "keluar"


class Ending(Enum):
    DECIDED = auto()
    SKIPPED = auto()
    LEFT = auto()


@dataclass(frozen=True)
class Wishes:
    """What the command line says about the session. `petugas` is asked for when empty."""

    petugas: str
    complete: bool
    folder: Path


class Session:
    def __init__(self, meja: Meja, client: WireClient, wishes: Wishes) -> None:
        self._meja = meja
        self._client = client
        self._wishes = wishes
        self._terminal = Terminal(stderr())
        self._petugas: Petugas | None = None

    async def through(self, queue: TaskQueue) -> None:
        """Every task that waits, until the officer leaves."""
        seen = 0
        while (received := await queue.next()) is not None:
            seen += 1
            ending = await self.one(received.tugas, received)
            if ending is Ending.LEFT:
                await received.put_back()
                return
            if ending is Ending.SKIPPED:
                queue.put_aside(received)
        more = " lagi" if seen else ""
        self._terminal.console.print(f"Tidak ada tugas{more} untuk {self._meja.nama}.")

    async def one(self, tugas: Tugas, received: ReceivedTask | None) -> Ending:
        """`received` is None when the task came from the store and not from the queue."""
        moment = await self._meja.moment()
        frame = Frame(await self._meja.limit(tugas), moment, complete=self._wishes.complete)
        print_task(self._terminal.console, tugas, frame)
        limit = self._meja.kantor.settings.batas_berkas_bytes
        dialogue = Dialogue(self._terminal, tugas, limit, moment.now)
        choices: dict[str, Pilihan] = {p.putusan: p for p in self._choices(tugas)}
        while True:
            words = (*choices, SAVE, SKIP, LEAVE)
            word = await self._terminal.choose("\nPutusan Anda:", words)
            if word in (SKIP, LEAVE):
                return Ending.SKIPPED if word == SKIP else Ending.LEFT
            if word == SAVE:
                await self._save(tugas)
            elif await self._decided(dialogue, choices[word], tugas, received):
                return Ending.DECIDED

    def _choices(self, tugas: Tugas) -> tuple[Pilihan, ...]:
        if tugas.tindakan is not Tindakan.AJUKAN:
            return tugas.pilihan
        text = f"Perbaikan dikirim dengan: izin ajukan FOLDER --nomor {tugas.nomor}"
        self._terminal.console.print(plain(f"\n{text}", style="yellow"))
        return ()

    async def _decided(
        self,
        dialogue: Dialogue,
        pilihan: Pilihan,
        tugas: Tugas,
        received: ReceivedTask | None,
    ) -> bool:
        try:
            decision = await dialogue.decision(pilihan, await self._officer())
        except Cancelled:
            return False
        jawaban = await send(self._meja, self._client, tugas, decision)
        self._tell(jawaban)
        return await settle(received, jawaban)

    async def _officer(self) -> Petugas:
        """Asked for once a session."""
        if self._petugas is None and self._wishes.petugas:
            self._petugas = parse_petugas(self._wishes.petugas)
        while self._petugas is None:
            nip = await self._terminal.ask_filled("NIP Anda:")
            nama = await self._terminal.ask_filled("Nama Anda:")
            try:
                self._petugas = Petugas(id=nip, nama=nama)
            except ValidationError:
                text = "NIP berisi huruf, angka, titik atau tanda hubung, tanpa spasi."
                self._terminal.console.print(f"  {text}", style="yellow")
        return self._petugas

    async def _save(self, tugas: Tugas) -> None:
        with working(f"Mengunduh berkas {tugas.nomor}"):
            paths = await download(self._meja.kantor.dokumen, tugas, self._wishes.folder)
        folder = self._wishes.folder / tugas.nomor
        self._terminal.console.print(plain(f"  {len(paths)} berkas disimpan di {folder}"))

    def _tell(self, jawaban: Jawaban) -> None:
        if jawaban.diterapkan:
            self._terminal.console.print(plain(f"Diterapkan: {jawaban.alasan}", style="green"))
            return
        text = f"Ditolak ({jawaban.kode}): {jawaban.alasan}"
        self._terminal.console.print(plain(text, style="red"))
        for rincian in jawaban.rincian:
            self._terminal.console.print(plain(f"  - {rincian}", style="red"))
        if remedy := REMEDIES.get(jawaban.kode):
            self._terminal.console.print(plain(remedy))


async def work(meja: Meja, wishes: Wishes) -> None:
    async with _session(meja, wishes) as (session, queue):
        await session.through(queue)


async def work_on(meja: Meja, wishes: Wishes, nomor: str) -> None:
    """One application, whether or not its task is at the head of the queue."""
    tugas = await meja.task_of(nomor)
    async with _session(meja, wishes) as (session, queue):
        received = await queue.at_head(nomor)
        if await session.one(tugas, received) is not Ending.DECIDED and received is not None:
            await received.put_back()


@asynccontextmanager
async def _session(meja: Meja, wishes: Wishes) -> AsyncIterator[tuple[Session, TaskQueue]]:
    """At the end everything that was not decided is back in the queue."""
    async with open_wire(meja.kantor.settings) as client:
        queue = TaskQueue(meja, client)
        try:
            yield Session(meja, client, wishes), queue
        except EndOfInput:
            stderr().print("Masukan berakhir; tugas yang belum diputus kembali ke antrean.")
        finally:
            await queue.give_back()
