"""The role's queue, with what is settled already cleared away without a word."""

from dataclasses import dataclass, field
from typing import Protocol

from izin.cli.tasks.desk import Meja
from shared.alur import berkas_terkini
from shared.kantor.errors import TidakTerlaksana
from shared.rabbit.client_queues import ReceivedTask
from shared.rabbit.errors import UnreadableMessage


class Source(Protocol):
    """Where tasks are taken from: the wire client."""

    async def take(self, pelaksana: str) -> ReceivedTask | None: ...


@dataclass
class TaskQueue:
    """Tasks that were put aside stay unacknowledged until the end, so that the next one comes."""

    meja: Meja
    client: Source
    aside: list[ReceivedTask] = field(default_factory=list)

    async def next(self) -> ReceivedTask | None:
        """The next task whose step is still open; stale ones are acknowledged. Raises
        `TidakTerlaksana`
        for a task of an application that our store does not have."""
        while (received := await self.client.take(self.meja.pelaksana)) is not None:
            if await self._is_open(received):
                return received
            await received.done()
        return None

    async def at_head(self, nomor: str) -> ReceivedTask | None:
        """The first task if it is this application's; otherwise it goes back. One that cannot be
        read is in nobody's way here: the decision does not need the queue's message."""
        try:
            received = await self.next()
        except UnreadableMessage:
            return None
        if received is None or received.tugas.nomor == nomor:
            return received
        await received.put_back()
        return None

    def put_aside(self, received: ReceivedTask) -> None:
        self.aside.append(received)

    async def give_back(self) -> None:
        for received in self.aside:
            await received.put_back()
        self.aside.clear()

    async def _is_open(self, received: ReceivedTask) -> bool:
        tugas = received.tugas
        permohonan = await self.meja.kantor.permohonan.find(tugas.permohonan_id)
        if permohonan is None:
            await received.put_back()
            raise TidakTerlaksana(
                f"Tugas {tugas.nomor} ada di antrean, tetapi permohonannya tidak ada di"
                f" penyimpanan '{self.meja.kantor.settings.basis_data}'",
                anjuran="Periksa apakah MONGODB_URL dan IZIN_BASIS_DATA milik broker yang sama",
            )
        return berkas_terkini(tugas, permohonan)
