"""A decision from memory: no read where nothing has changed, and never a refusal by what is old."""

from uuid import UUID

from shared.alur import susun_berkas
from shared.errors import KodeTolak
from shared.permohonan import Permohonan
from shared.store.memory import MemoryPermohonanStore
from shared.worker.context import LastSeen
from shared.worker.outcome import DITERAPKAN, SUDAH_DITERAPKAN, Outcome
from tests.builders import Perjalanan
from tests.unit.worker.test_handlers import Desk


class CountingStore(MemoryPermohonanStore):
    def __init__(self) -> None:
        super().__init__()
        self.reads = 0

    async def find(self, permohonan_id: UUID) -> Permohonan | None:
        self.reads += 1
        return await super().find(permohonan_id)


class SeenDesk(Desk):
    """A front office that has just been given an application's Berkas."""

    permohonan: CountingStore

    async def see(self) -> Perjalanan:
        perjalanan = Perjalanan()
        await self.permohonan.insert(perjalanan.permohonan)
        terbuka = perjalanan.permohonan.langkah
        assert terbuka is not None
        await self.open(susun_berkas(perjalanan.permohonan, terbuka, perjalanan.sop))
        self.permohonan.reads = 0
        return perjalanan


def front_office() -> SeenDesk:
    return SeenDesk(permohonan=CountingStore())


def kode(outcome: Outcome) -> str:
    assert outcome.jawaban is not None
    return outcome.jawaban.kode


async def test_what_was_just_seen_is_decided_without_reading_it_again() -> None:
    desk = front_office()
    perjalanan = await desk.see()
    assert kode(await desk.decide(perjalanan.putusan())) == DITERAPKAN
    assert desk.permohonan.reads == 0


async def test_what_has_moved_on_meanwhile_is_read_and_answered_as_it_is_now() -> None:
    desk = front_office()
    perjalanan = await desk.see()
    lama, putusan, lain = perjalanan.permohonan, perjalanan.putusan(), perjalanan.putusan()
    assert await desk.permohonan.advance(perjalanan.terapkan(lain), lama)
    assert kode(await desk.decide(putusan)) == KodeTolak.SUDAH_DIPUTUS
    assert desk.permohonan.reads > 0


async def test_nothing_is_refused_from_memory() -> None:
    """The step is open by now for whom it was not when this process looked."""
    desk = front_office()
    perjalanan = await desk.see()
    ditolak = perjalanan.putusan().model_copy(update={"langkah": 7})
    assert kode(await desk.decide(ditolak)) == KodeTolak.BUKAN_WEWENANG
    assert desk.permohonan.reads > 0


async def test_a_decision_that_stands_already_is_told_as_such() -> None:
    desk = front_office()
    perjalanan = await desk.see()
    lama, putusan = perjalanan.permohonan, perjalanan.putusan()
    assert await desk.permohonan.advance(perjalanan.terapkan(putusan), lama)
    assert kode(await desk.decide(putusan)) == SUDAH_DITERAPKAN


def test_memory_has_an_end_and_gives_each_once() -> None:
    semua = [Perjalanan().permohonan for _ in range(4)]
    seen = LastSeen(most=3)
    for satu in semua:
        seen.remember(satu)
    assert [seen.take(satu.id) for satu in semua] == [None, *semua[1:]]
    assert seen.take(semua[1].id) is None
