"""What one role of a process wrote, the next one need not read; and what others did meanwhile, in
other processes, is never passed over."""

import pytest

from shared.alur import susun_berkas
from shared.contracts import Berkas, Putusan, Tugas
from shared.errors import KodeTolak
from shared.rabbit.delivery import Envelope
from shared.worker.context import FRESH_SECONDS, LastSeen
from shared.worker.outcome import DITERAPKAN, Outcome
from shared.worker.shell import Route, Shell
from tests.builders import Perjalanan, pengajuan, termuat
from tests.unit.worker.doubles import Ledger, RecordingDelivery, RecordingPublisher
from tests.unit.worker.test_handlers import Desk
from tests.unit.worker.test_last_seen import CountingStore, kode

LOKET, MEJA, TEKNIS = "frontoffice", "backoffice", "dinasteknis"


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Process:
    """Front and back office in one process, an application that lies with the first of them, and a
    store that other processes write to as well."""

    def __init__(self, *desks: str) -> None:
        self.store, self.clock = CountingStore(), Clock()
        seen = LastSeen(desks or (LOKET, MEJA), monotonic=self.clock)
        self.loket = Desk(LOKET, permohonan=self.store, last_seen=seen)
        self.meja = Desk(MEJA, permohonan=self.store, last_seen=seen)
        self.perjalanan = Perjalanan().sampai(2)

    async def forward(self) -> Berkas:
        """The front office accepts; what it sends to the back office."""
        await self.store.insert(self.perjalanan.permohonan)
        putusan = self.perjalanan.putusan()
        outcome = await self.loket.decide(putusan)
        assert kode(outcome) == DITERAPKAN
        await self._follow(putusan)
        self.store.reads = 0
        return berkas_in(outcome)

    async def elsewhere(self) -> Putusan:
        """Another process decides the step that is open."""
        lama, putusan = self.perjalanan.permohonan, self.perjalanan.putusan()
        assert await self.store.advance(self.perjalanan.terapkan(putusan), lama)
        await self._follow(putusan)
        return putusan

    async def _follow(self, putusan: Putusan) -> None:
        """What is stored is where the journey goes on from."""
        ada = await self.store.find(putusan.permohonan_id)
        assert ada is not None
        self.perjalanan.permohonan = ada


def berkas_in(outcome: Outcome) -> Berkas:
    [berkas] = [k.pesan for k in outcome.kiriman if isinstance(k.pesan, Berkas)]
    return berkas


def steps(outcome: Outcome) -> list[int]:
    """Of the tasks that are handed out."""
    assert outcome.ditolak is None
    return [k.pesan.langkah for k in outcome.kiriman if isinstance(k.pesan, Tugas)]


async def test_the_next_desks_task_and_the_decision_upon_it_need_no_read() -> None:
    process = Process()
    berkas = await process.forward()
    assert steps(await process.meja.open(berkas)) == [3]
    outcome = await process.meja.decide(process.perjalanan.putusan())
    assert (kode(outcome), process.store.reads) == (DITERAPKAN, 0)


async def test_the_task_is_the_same_as_one_that_was_read() -> None:
    process = Process()
    berkas = await process.forward()
    from_memory = await process.meja.open(berkas)
    assert from_memory == await process.meja.open(berkas)
    assert process.store.reads == 1


async def test_a_new_application_is_not_read_again_by_the_same_process() -> None:
    process = Process()
    outcome = await process.loket.submit(pengajuan(termuat().sop, []))
    process.store.reads = 0
    assert steps(await process.loket.open(berkas_in(outcome))) == [2]
    assert process.store.reads == 0


async def test_a_second_copy_of_a_berkas_is_dropped_once_its_step_was_decided_elsewhere() -> None:
    process = Process()
    berkas = await process.forward()
    assert steps(await process.meja.open(berkas)) == [3]
    await process.elsewhere()
    assert steps(await process.meja.open(berkas)) == []


async def test_a_berkas_that_was_delivered_before_goes_by_the_store_alone() -> None:
    """It was another process's, which decided and died before it acknowledged."""
    process = Process()
    berkas = await process.forward()
    await process.elsewhere()
    assert steps(await process.meja.open.again(berkas)) == []


async def test_a_berkas_that_comes_late_goes_by_the_store() -> None:
    """Somebody sent a copy again, of one that other processes have dealt with."""
    process = Process()
    berkas = await process.forward()
    await process.elsewhere()
    process.clock.seconds += FRESH_SECONDS + 1
    assert steps(await process.meja.open(berkas)) == []


async def test_a_step_decided_elsewhere_right_after_the_write_is_decided_once() -> None:
    """The task comes too late, and the store says so to whoever decides upon it."""
    process = Process()
    berkas = await process.forward()
    terlambat = process.perjalanan.putusan()
    await process.elsewhere()
    assert steps(await process.meja.open(berkas)) == [3]
    assert kode(await process.meja.decide(terlambat)) == KodeTolak.SUDAH_DIPUTUS
    ada = await process.store.find(berkas.permohonan_id)
    assert ada == process.perjalanan.permohonan


async def test_a_berkas_of_a_later_step_than_the_one_remembered_gets_its_task() -> None:
    """The steps between were other processes' affair. Nothing is dropped by memory."""
    process = Process()
    await process.forward()
    while process.perjalanan.permohonan.langkah and process.perjalanan.permohonan.langkah.no != 5:
        await process.elsewhere()
    terbuka = process.perjalanan.permohonan.langkah
    assert terbuka is not None
    assert terbuka.pelaksana == MEJA
    later = susun_berkas(process.perjalanan.permohonan, terbuka, process.perjalanan.sop)
    assert steps(await process.meja.open(later)) == [5]


async def test_what_an_older_look_found_does_not_replace_what_was_written_since() -> None:
    process = Process()
    lama = process.perjalanan.permohonan
    await process.forward()
    seen = process.meja.context.last_seen
    seen.remember(lama)
    found = seen.take_written(lama.id)
    assert found is not None
    assert found.urutan == lama.urutan + 1


async def test_a_berkas_in_another_roles_queue_is_refused_by_the_store_and_not_by_memory() -> None:
    process = Process()
    berkas = await process.forward()
    outcome = await process.loket.open(berkas)
    assert outcome.ditolak is not None
    assert outcome.ditolak.kode is KodeTolak.BUKAN_WEWENANG
    assert process.store.reads == 1


async def test_nothing_is_kept_for_a_desk_of_another_process() -> None:
    process = Process(LOKET)
    await process.forward()
    assert process.loket.context.last_seen.take(process.perjalanan.permohonan.id) is None


@pytest.mark.parametrize(("delivered_before", "asked"), [(False, "first"), (True, "again")])
async def test_the_shell_tells_a_first_delivery_from_a_later_one(
    delivered_before: bool, asked: str
) -> None:
    said: list[str] = []

    async def first(_: Berkas) -> Outcome:
        said.append("first")
        return Outcome()

    async def again(_: Berkas) -> Outcome:
        said.append("again")
        return Outcome()

    ledger = Ledger()
    routes = {"Berkas": Route(Berkas, first, lambda _: "satu", again=again)}
    shell = Shell(routes, RecordingPublisher(ledger), 5, lambda: None)
    berkas = await Process().forward()
    amplop = Envelope(
        "backoffice.berkas", berkas.ke_json(), "Berkas", dikirim_lagi=delivered_before
    )
    await shell(RecordingDelivery(ledger, amplop))
    assert (said, ledger.events) == ([asked], ["ack"])
