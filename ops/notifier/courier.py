"""Brings the alerts of one channel to it: gathered, tried again, and taken note of.

A task of its own does the sending. A lost broker connection cancels the handlers, not the sending.
If the same alert is delivered again, its handler waits for the send that is already running.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from ops.notifier.errors import GagalKirim, GagalSementara, GagalTetap
from ops.notifier.rhythm import Rhythm
from ops.notifier.saluran import SaluranApprise, SaluranUmum
from ops.notifier.sender import Sender
from shared.clock import Clock, system_clock
from shared.contracts import Pelanggaran
from shared.errors import Ditolak, KodeTolak
from shared.log import get_logger
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.store.watch_port import KabarStore
from shared.worker.outcome import Outcome

SERENTAK_WEBHOOK = 8
"""Posts under way at once: one alert that a receiver chokes on does not hold up the others."""


@dataclass(frozen=True)
class Gathering:
    """Up to `maks` alerts of `detik` seconds in one message; `serentak` messages at once."""

    detik: float = 0.0
    maks: int = 1
    serentak: int = SERENTAK_WEBHOOK

    @classmethod
    def of(cls, saluran: object) -> "Gathering":
        if isinstance(saluran, SaluranApprise):
            return cls(saluran.kelompok_detik, saluran.kelompok_maks, 1)
        return cls()

    @property
    def prefetch(self) -> int:
        """As many as can go out at once; the rest waits in the queue."""
        return self.maks * self.serentak


@dataclass
class _Batch:
    isi: dict[str, Pelanggaran] = field(default_factory=dict)
    penuh: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[None] | None" = None


class Courier:
    """Everything here is about one channel."""

    def __init__(
        self,
        nama: str,
        sender: Sender,
        store: KabarStore,
        gathering: Gathering,
        rhythm: Rhythm,
    ) -> None:
        self._nama = nama
        self._sender = sender
        self._store = store
        self._gathering = gathering
        self._rhythm = rhythm
        self._giliran = asyncio.Semaphore(gathering.serentak)
        self._dipegang: dict[str, _Batch] = {}
        self._terbuka: _Batch | None = None
        self._belum_tercatat: set[str] = set()

    @property
    def stopping(self) -> bool:
        return self._rhythm.stopping

    async def deliver(self, pelanggaran: Pelanggaran) -> None:
        """Returns when the channel has it, now or since long, and the store knows. Raises
        `GagalTetap`, `GagalSementara` at the end of a turn, and `StoreTidakTerjangkau`."""
        kunci = kunci_pelanggaran(pelanggaran)
        if kunci in self._belum_tercatat:
            await self._record([kunci])
            return
        batch = self._dipegang.get(kunci)
        if batch is None:
            if await self._store.delivered(self._nama, kunci):
                return
            batch = self._join(kunci, pelanggaran)
        assert batch.task is not None  # noqa: S101 - set as soon as the batch is made
        await asyncio.shield(batch.task)

    def stop(self) -> None:
        """Ends gathering and pauses: the alerts in hand get their last try."""
        self._rhythm.stop()

    async def close(self) -> None:
        """To be called after the last `deliver` has returned."""
        tugas = {batch.task for batch in self._dipegang.values() if batch.task is not None}
        for satu in tugas:
            satu.cancel()
        await asyncio.gather(*tugas, return_exceptions=True)
        await self._sender.close()

    def _join(self, kunci: str, pelanggaran: Pelanggaran) -> _Batch:
        batch = self._terbuka
        if batch is None:
            batch = self._terbuka = _Batch()
            batch.task = asyncio.create_task(self._carry(batch))
            batch.task.add_done_callback(_take_note)
        batch.isi[kunci] = pelanggaran
        self._dipegang[kunci] = batch
        if len(batch.isi) >= self._gathering.maks:
            batch.penuh.set()
            self._terbuka = None
        return batch

    async def _carry(self, batch: _Batch) -> None:
        try:
            await self._gather(batch)
            async with self._giliran:
                if self._terbuka is batch:
                    self._terbuka = None
                await self._rhythm.turn(self._memory_key(batch), lambda: self._send(batch))
            await self._record(batch.isi)
        finally:
            if self._terbuka is batch:
                self._terbuka = None
            for kunci in batch.isi:
                self._dipegang.pop(kunci, None)

    async def _gather(self, batch: _Batch) -> None:
        """An alert that comes while another message is on its way joins, too."""
        if batch.penuh.is_set() or not self._gathering.detik:
            return
        penuh = asyncio.create_task(batch.penuh.wait())
        cukup = asyncio.create_task(self._rhythm.sleep(self._gathering.detik))
        try:
            await asyncio.wait((penuh, cukup), return_when=asyncio.FIRST_COMPLETED)
        finally:
            penuh.cancel()
            cukup.cancel()

    def _memory_key(self, batch: _Batch) -> str:
        """The key under which failures in a row count: the channel's, or the alert's own where
        several are on their way at once."""
        return "" if self._gathering.serentak == 1 else next(iter(batch.isi))

    async def _send(self, batch: _Batch) -> None:
        await self._sender.send(tuple(batch.isi.values()))
        self._belum_tercatat.update(batch.isi)

    async def _record(self, kunci: Collection[str]) -> None:
        # The store drops records by real time, not by the office's clock.
        await self._store.record(self._nama, kunci, system_clock())
        self._belum_tercatat.difference_update(kunci)


def _take_note(task: "asyncio.Task[None]") -> None:
    """Its waiting handlers have the exception. Where the broker cancelled them all, it is dropped
    here, and the message comes again."""
    if not task.cancelled():
        task.exception()


log = get_logger()


# One alert of one channel's queue, from the message to its outcome.
@dataclass(frozen=True)
class AlertHandler:
    """Safe to repeat: a channel takes an alert once."""

    saluran: SaluranUmum
    courier: Courier
    clock: Clock

    async def __call__(self, pelanggaran: Pelanggaran) -> Outcome:
        if not self.saluran.menghendaki(pelanggaran):
            return Outcome()
        try:
            await self.courier.deliver(pelanggaran)
        except GagalTetap as galat:
            return self._given_up(pelanggaran, galat)
        except GagalSementara as galat:
            if self.courier.stopping or not self._too_old(pelanggaran):
                return Outcome(tunda=True)
            return self._given_up(pelanggaran, galat)
        return Outcome()

    def _too_old(self, pelanggaran: Pelanggaran) -> bool:
        """By the time since it was detected; so a restart does not count anew. An alert that
        waited while no notifier ran still has its turn first."""
        usia = self.clock() - pelanggaran.terdeteksi_pada
        return usia > timedelta(hours=self.saluran.menyerah_jam)

    def _given_up(self, pelanggaran: Pelanggaran, galat: GagalKirim) -> Outcome:
        log.error(
            "kabar_gagal",
            saluran=self.saluran.nama,
            nomor=pelanggaran.nomor,
            tingkat=pelanggaran.tingkat,
            sebab=str(galat),
        )
        tolak = Ditolak(KodeTolak.KABAR_TIDAK_TERKIRIM, f"saluran {self.saluran.nama}: {galat}")
        return Outcome(ditolak=tolak, simpan=True)
