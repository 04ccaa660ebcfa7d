"""The officers of one role: honest ones, slow ones, two at once, and such as decide astray."""

import asyncio
import random
from collections import defaultdict
from typing import Any

import aio_pika
from aio_pika.abc import AbstractIncomingMessage as Incoming

from chaos.checker.notes import Decision
from chaos.judgement import Judgement
from chaos.link import GONE, Link, NotSent, message, settle
from chaos.portal import Portal, patience
from chaos.stage import Copy, Stage, chance
from shared import topology
from shared.contracts import Berkas, Putusan, Tugas
from shared.contracts.messages import KeadaanPermohonan
from shared.tindakan import Tindakan

HANDS = 12
TRIES = 4
AGAIN_SECONDS = 1.0


class Desk:
    """A task that comes again is answered with the very same decision."""

    def __init__(self, role: str, roles: tuple[str, ...], stage: Stage, portal: Portal) -> None:
        self._role, self._stage, self._portal = role, stage, portal
        self._others = tuple(one for one in roles if one != role)
        self._links = (Link(stage.rabbitmq_url), Link(stage.rabbitmq_url))
        self._judgement = Judgement(stage, role)
        self._lanes: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hands = asyncio.Semaphore(HANDS)
        self._settled: set[str] = set()
        self._working: dict[asyncio.Task[None], str] = {}

    @property
    def busy(self) -> int:
        return len(self._working)

    async def take(self, incoming: Incoming) -> None:
        tugas = Tugas.dari_json(incoming.body)
        self._stage.copies.append(dossier_copy(tugas))
        task = asyncio.create_task(self._work(tugas, incoming))
        self._working[task] = tugas.tugas_id
        task.add_done_callback(self._working.pop)

    def in_hand(self) -> list[str]:
        """What its officers are at, and in which of our own functions each waits."""
        return [f"{name} ({' > '.join(waiting(task))})" for task, name in self._working.items()]

    async def close(self) -> None:
        for task in list(self._working):
            task.cancel()
        for link in self._links:
            await link.close()

    async def _work(self, tugas: Tugas, incoming: Incoming) -> None:
        async with self._lanes[tugas.tugas_id]:
            if tugas.tugas_id not in self._settled:
                lots = self._stage.lots(tugas.tugas_id)
                if chance(lots, self._stage.options.manners.slow):
                    await asyncio.sleep(lots.uniform(10, 30))
                async with self._hands:
                    await self._until_served(tugas, lots)
            await settle(incoming)

    async def _until_served(self, tugas: Tugas, lots: random.Random) -> None:
        """What goes wrong with the officer is told, and no fault of the office's."""
        while True:
            try:
                return await self._serve(tugas, lots)
            except Exception as error:  # noqa: BLE001 - nobody else would give the task back
                self._stage.figures.troubles[f"{type(error).__name__}: {error}"[:120]] += 1
                await asyncio.sleep(AGAIN_SECONDS)

    async def _serve(self, tugas: Tugas, lots: random.Random) -> None:
        if tugas.tindakan is Tindakan.AJUKAN:
            await self._portal.correct(tugas, lots)
            self._settled.add(tugas.tugas_id)
            return
        manners = self._stage.options.manners
        own = self._stage.lots(tugas.tugas_id, "putusan")
        first, second = await self._judgement.decisions(tugas, own)
        if chance(lots, manners.astray):
            await self._astray(tugas, first, lots)
        if second is not None:
            await asyncio.gather(self._insist(first, 0), self._insist(second, 1))
        elif chance(lots, manners.unanswered):
            await self._tell(first)
            return
        elif chance(lots, manners.repeated):
            self._stage.figures.sent_twice["Putusan"] += 1
            await asyncio.gather(self._insist(first, 0), self._insist(first, 1))
        else:
            await self._insist(first, 0)
        self._settled.add(tugas.tugas_id)
        if chance(lots, manners.stale):
            await self._refused(self._judgement.again(first, "basi"), first.pelaksana)

    async def _insist(self, putusan: Putusan, which: int) -> None:
        """The same key again and again, until the outcome is known."""
        note = self._note(putusan)
        while not note.answered:
            self._stage.figures.sent_twice["Putusan"] += note.times > which
            await self._once(self._links[which], putusan, note, putusan.pelaksana)

    async def _tell(self, putusan: Putusan) -> None:
        """Confirmed by the broker, and nothing more is asked."""
        note = self._note(putusan)
        while True:
            note.times += 1
            try:
                key = topology.antrean_putusan(putusan.pelaksana)
                out = message(putusan, putusan.putusan_id)
                await self._links[0].publish(key, out)
                self._stage.copies.append(Copy(key, out))
                self._stage.heard(note, confirmed=True, jawaban=None)
                return
            except (NotSent, *GONE):
                await asyncio.sleep(0.3)

    async def _astray(self, tugas: Tugas, putusan: Putusan, lots: random.Random) -> None:
        if lots.random() < 0.5:
            await self._refused(self._judgement.again(putusan, "sesat"), lots.choice(self._others))
            return
        nowhere = self._judgement.again(putusan, "asing").model_copy(update={"langkah": 99})
        await self._refused(nowhere, tugas.pelaksana)

    async def _refused(self, putusan: Putusan, through: str) -> None:
        """A decision that must not stand; given up after a while."""
        note = self._note(putusan, honest=False)
        for _ in range(TRIES):
            if not note.answered:
                await self._once(self._links[0], putusan, note, through)

    async def _once(self, link: Link, putusan: Putusan, note: Decision, through: str) -> None:
        key = topology.antrean_putusan(through)

        def make(reply_to: str, number: str) -> aio_pika.Message:
            return message(putusan, putusan.putusan_id, reply_to=reply_to, correlation_id=number)

        note.times += 1
        if note.honest and not note.rivals:
            self._stage.copies.append(Copy(key, make("", putusan.putusan_id)))
        confirmed, jawaban = await link.request(key, make, patience(note))
        self._stage.heard(note, confirmed, jawaban)

    def _note(self, putusan: Putusan, *, honest: bool = True) -> Decision:
        notes = self._stage.notes.decisions
        note = Decision(
            putusan.putusan_id,
            honest,
            permohonan_id=str(putusan.permohonan_id),
            langkah=putusan.langkah,
            putaran=putusan.putaran,
            putusan=putusan.putusan,
            petugas=putusan.petugas.id,
            rivals=putusan.putusan_id.endswith(("-a", "-b")),
        )
        return notes.setdefault(putusan.putusan_id, note)


def waiting(task: asyncio.Task[None]) -> list[str]:
    """The functions in which a task waits, outermost first."""
    names: list[str] = []
    inner: Any = task.get_coro()
    while (frame := getattr(inner, "cr_frame", None)) is not None:
        names.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
        inner = inner.cr_await
    return names


def dossier_copy(tugas: Tugas) -> Copy:
    """The Berkas from which the task came, as the worker before published it."""
    key = topology.antrean_berkas(tugas.pelaksana)
    state = {name: getattr(tugas, name) for name in KeadaanPermohonan.model_fields}
    state.pop("versi", None)
    name = topology.id_pesan(tugas.permohonan_id, tugas.langkah, tugas.putaran, key)
    return Copy(key, message(Berkas(**state), name, correlation_id=str(tugas.permohonan_id)))
