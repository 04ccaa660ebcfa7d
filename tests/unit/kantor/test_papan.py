"""How often the desks are read, and that a look does not wait for them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from shared.clock import system_clock
from shared.errors import StoreTidakTerjangkau
from shared.kantor import papan
from shared.kantor.papan import Looker, clock_rate
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_watch import MemoryOpsStore
from shared.store.watch_port import Terbuka
from tests.builders import Perjalanan
from tests.unit.kantor.doubles import kantor_of_doubles


class Slow(MemoryOpsStore):
    """Reads the desks only when it may."""

    def __init__(self, permohonan: MemoryPermohonanStore) -> None:
        super().__init__(permohonan)
        self.may = asyncio.Event()
        self.may.set()
        self.read = 0
        self.away = False

    async def open_steps(self) -> AsyncIterator[Terbuka]:
        await self.may.wait()
        if self.away:
            raise StoreTidakTerjangkau("uji")
        self.read += 1
        async for satu in super().open_steps():
            yield satu


class Office:
    def __init__(self) -> None:
        self.permohonan = MemoryPermohonanStore()
        self.ops = Slow(self.permohonan)
        self.kantor = kantor_of_doubles(self.permohonan, ops=self.ops)

    def looker(self, pause: float = 0.01) -> Looker:
        return Looker(self.kantor, system_clock, pause)


@pytest.fixture
def office() -> Office:
    return Office()


async def test_a_look_shows_what_the_store_has(office: Office) -> None:
    permohonan = Perjalanan().permohonan
    await office.permohonan.insert(permohonan)
    await office.ops.stuck(str(permohonan.id), "alasan", system_clock())
    await office.ops.swept("penjaga", system_clock())
    satu = await office.looker().look()
    assert permohonan.langkah is not None
    assert satu.papan.pada(permohonan.langkah.pelaksana).terbuka == 1
    assert satu.nomor == {str(permohonan.id): permohonan.nomor}
    assert satu.sweeping


async def test_the_desks_are_read_less_often_the_longer_it_takes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    kini = 100.0
    monkeypatch.setattr(papan, "monotonic", lambda: kini)
    looker = office.looker(pause=2.0)
    await looker.look()
    kini += 1.9
    await looker.look()
    assert office.ops.read == 1
    kini += 0.2
    await looker.look()
    assert office.ops.read == 2


async def test_a_look_does_not_wait_for_desks_that_take_long(office: Office) -> None:
    looker = office.looker()
    pertama = await looker.look()
    await asyncio.sleep(0.02)
    office.ops.may.clear()
    async with asyncio.timeout(5):
        kedua = await looker.look()
    assert kedua.papan is pertama.papan
    assert kedua.kini > pertama.kini
    office.ops.may.set()
    await asyncio.sleep(0.02)
    assert (await looker.look()).papan is not pertama.papan
    await looker.close()


async def test_a_store_that_went_away_while_the_desks_were_read_is_said(office: Office) -> None:
    looker = office.looker()
    await looker.look()
    office.ops.away = True
    await asyncio.sleep(0.02)
    with pytest.raises(StoreTidakTerjangkau):
        for _ in range(10):
            await looker.look()
    await looker.close()


async def test_the_rate_of_a_clock_is_measured() -> None:
    mulai = system_clock()
    assert await clock_rate(system_clock, 0.05) == pytest.approx(1.0, abs=0.2)
    rate = await clock_rate(lambda: mulai + (system_clock() - mulai) * 60, 0.05)
    assert rate == pytest.approx(60, rel=0.2)
    assert await clock_rate(lambda: mulai, 0.01) == 1.0
    assert timedelta(seconds=rate) > timedelta(seconds=1)
