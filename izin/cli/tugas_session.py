"""An officer at the terminal: one task after the other, until there is none or enough."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from izin.cli.output import plain, stderr, working
from izin.cli.terminal import Cancelled, EndOfInput, Terminal
from izin.cli.tugas_petugas import LEAVE, SAVE, SKIP, Officers
from izin.cli.tugas_questions import Dialogue
from izin.cli.tugas_sending import REMEDIES, lead_on, send
from izin.cli.tugas_tanda_tangan import Asked
from izin.cli.tugas_view import Frame, print_task
from izin.cli.wire import open_wire
from shared.contracts import Jawaban, Petugas, Pilihan, Tugas
from shared.kantor.berkas import download
from shared.kantor.tanda_tangan import (
    BelumDitandatangani,
    Kredensial,
    TeksSk,
    as_the_worker_has_it,
)
from shared.kantor.tugas import Meja, TaskQueue, settle
from shared.rabbit.client import WireClient
from shared.rabbit.client_queues import ReceivedTask
from shared.tindakan import Tindakan


class Ending(Enum):
    DECIDED = auto()
    SKIPPED = auto()
    LEFT = auto()


@dataclass(frozen=True)
class Wishes:
    """What the command line says about the session. `petugas` is asked for when it is None."""

    petugas: Petugas | None
    officers: Officers
    complete: bool
    folder: Path


class Session:
    def __init__(self, meja: Meja, client: WireClient, wishes: Wishes) -> None:
        self._meja = meja
        self._client = client
        self._wishes = wishes
        self._terminal = Terminal(stderr())
        self._petugas = wishes.petugas
        self.sending = ""
        """The number of the application whose decision is on its way."""

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

    async def told(self, tugas: Tugas) -> Tugas:
        return await as_the_worker_has_it(self._meja, self._client, tugas)

    async def one(self, tugas: Tugas, received: ReceivedTask | None) -> Ending:
        """`received` is None when the task came from the store and not from the queue."""
        moment = await self._meja.moment()
        service = self._meja.kantor.has_service
        frame = Frame(
            await self._meja.limit(tugas), moment, complete=self._wishes.complete, service=service
        )
        print_task(self._terminal.console, tugas, frame)
        limit = self._meja.kantor.settings.batas_berkas_bytes
        dialogue = Dialogue(self._terminal, tugas, limit, moment.now, service=service)
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
            decision = await dialogue.decision(pilihan, await self._officer(tugas))
            self.sending = tugas.nomor
            jawaban = await send(self._meja, self._client, tugas, decision, self._credentials)
        except Cancelled:
            self.sending = ""
            return False
        except BelumDitandatangani as belum:
            self.sending = ""
            for line, style in ((belum.pesan, "red"), (f"{belum.anjuran}.", "")):
                self._terminal.console.print(plain(line, style=style))
            return False
        self._tell(jawaban)
        over = await settle(received, jawaban)
        self.sending = ""
        if jawaban.diterapkan:
            await lead_on(self._meja, tugas.nomor)
        return over

    async def _credentials(self, teks: TeksSk) -> Kredensial:
        """Nothing is on its way while the officer is asked."""
        nomor, self.sending = self.sending, ""
        given = await Asked(self._terminal, self._meja, self._wishes.folder)(teks)
        self.sending = nomor
        return given

    async def _officer(self, tugas: Tugas) -> Petugas:
        """Asked for once a session."""
        if self._petugas is None:
            self._petugas = await self._wishes.officers.asked(self._terminal, tugas.pemohon)
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
        tugas = await session.told(tugas)
        received = await queue.at_head(nomor)
        if await session.one(tugas, received) is not Ending.DECIDED and received is not None:
            await received.put_back()


GIVEN_BACK = "tugas yang belum diputus kembali ke antrean."


def interrupted(sending: str) -> str:
    """To whoever pressed Ctrl-C; `sending` is the number of a decision on its way, if any."""
    if sending:
        return f"Putusan untuk {sending} mungkin sudah terkirim; periksa: izin lihat {sending}"
    return GIVEN_BACK.capitalize()


@asynccontextmanager
async def _session(meja: Meja, wishes: Wishes) -> AsyncIterator[tuple[Session, TaskQueue]]:
    """At the end everything that was not decided is back in the queue."""
    async with open_wire(meja.kantor.settings) as client:
        queue, session = TaskQueue(meja, client), Session(meja, client, wishes)
        try:
            yield session, queue
        except EndOfInput:
            stderr().print(f"Masukan berakhir; {GIVEN_BACK}")
        except asyncio.CancelledError:
            stderr().print(plain(f"\n{interrupted(session.sending)}"))
            raise
        finally:
            await queue.give_back()
