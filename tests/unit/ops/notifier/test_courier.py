"""Gathering, trying again, and taking note: once for each alert, whatever comes between."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

import pytest

from ops.notifier.courier import Courier, Gathering
from ops.notifier.errors import GagalSementara, GagalTetap
from ops.notifier.rhythm import Rhythm, Tempo
from ops.notifier.saluran import SaluranApprise
from shared.errors import StoreTidakTerjangkau
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.store.memory_watch import MemoryKabarStore
from tests.alerts import pelanggaran
from tests.unit.ops.notifier.doubles import ORANG, SALURAN, Receiver

pytestmark = pytest.mark.usefixtures("skipping_time")

CEPAT = Tempo(awal=0.01, terlama=0.02, giliran=0.1)


class FailingStore(MemoryKabarStore):
    """Does not take note as often as `refusals` says."""

    refusals = 0

    async def record(self, saluran: str, message_id: Iterable[str], pada: datetime) -> None:
        if self.refusals:
            self.refusals -= 1
            raise StoreTidakTerjangkau("AutoReconnect")
        await super().record(saluran, message_id, pada)


class Bench:
    def __init__(self, gathering: Gathering | None = None, *failures: Exception) -> None:
        self.receiver = Receiver(list(failures))
        self.store = FailingStore()
        self.rhythm = Rhythm("satu", CEPAT)
        self.courier = Courier(
            "satu", self.receiver, self.store, gathering or Gathering(), self.rhythm
        )

    async def deliver(self, *nomor: int) -> None:
        await asyncio.gather(*(self.courier.deliver(pelanggaran(n)) for n in nomor))

    @property
    def taken(self) -> list[list[int]]:
        return [[int(p.nomor[-6:]) for p in batch] for batch in self.receiver.taken]


def group(detik: float = 0.1, maks: int = 100) -> Gathering:
    return Gathering(detik, maks, serentak=1)


async def test_what_is_delivered_is_noted_down() -> None:
    bench = Bench()
    await bench.deliver(1)
    assert bench.taken == [[1]]
    assert list(bench.store.terkirim) == [("satu", kunci_pelanggaran(pelanggaran(1)))]


async def test_what_was_delivered_before_is_not_sent_again() -> None:
    bench = Bench()
    await bench.deliver(1)
    await bench.deliver(1)
    assert bench.taken == [[1]]


async def test_the_same_alert_twice_at_once_is_sent_once() -> None:
    bench = Bench(group())
    await bench.deliver(1, 1, 2)
    assert bench.taken == [[1, 2]]


async def test_alerts_are_gathered_for_a_while() -> None:
    bench = Bench(group(0.2))
    first = asyncio.create_task(bench.deliver(1, 2))
    await asyncio.sleep(0.05)
    await bench.deliver(3)
    await first
    assert bench.taken == [[1, 2, 3]]


async def test_a_full_group_does_not_wait() -> None:
    bench = Bench(group(60, maks=3))
    async with asyncio.timeout(1):
        await bench.deliver(1, 2, 3)
    assert bench.taken == [[1, 2, 3]]


async def test_a_group_is_never_larger_than_it_may_be() -> None:
    bench = Bench(group(0.05, maks=4))
    await bench.deliver(*range(10))
    assert sorted(len(batch) for batch in bench.taken) == [2, 4, 4]


async def test_what_comes_while_a_channel_is_down_joins_the_next_message() -> None:
    bench = Bench(group(0), *(GagalSementara("tutup") for _ in range(4)))
    first = asyncio.create_task(bench.deliver(1))
    while not bench.receiver.tries:
        await asyncio.sleep(0.005)
    await bench.deliver(2, 3)
    await first
    assert bench.taken == [[1], [2, 3]]


async def test_a_program_gets_its_alerts_one_by_one() -> None:
    assert Gathering.of(SALURAN).maks == 1
    assert Gathering.of(ORANG) == Gathering(5.0, 200, 1)
    lain = SaluranApprise(nama="a", jenis="apprise", url="x", kelompok_detik=0, kelompok_maks=7)
    assert Gathering.of(lain).prefetch == 7


@pytest.mark.parametrize("galat", [GagalTetap("menolak"), ZeroDivisionError()])
async def test_everyone_in_a_message_hears_why_it_failed_and_may_try_again(
    galat: Exception,
) -> None:
    bench = Bench(group(0.05), galat)
    hasil = await asyncio.gather(
        *(bench.courier.deliver(pelanggaran(n)) for n in (1, 2)), return_exceptions=True
    )
    assert hasil == [galat, galat]
    assert not bench.store.terkirim
    await bench.deliver(1, 2)
    assert bench.taken == [[1, 2]]


async def test_a_store_that_is_away_when_it_is_noted_down_does_not_cause_a_second_message() -> None:
    bench = Bench()
    bench.store.refusals = 2
    for _ in range(2):
        with pytest.raises(StoreTidakTerjangkau):
            await bench.deliver(1)
    await bench.deliver(1)
    assert bench.taken == [[1]]
    assert len(bench.store.terkirim) == 1


async def test_a_broker_that_takes_its_message_back_does_not_stop_one_on_its_way() -> None:
    bench = Bench(group(0.1))
    waiting = asyncio.create_task(bench.courier.deliver(pelanggaran(1)))
    await asyncio.sleep(0.02)
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting
    await bench.deliver(1)
    assert bench.taken == [[1]]


async def test_a_failure_that_nobody_waits_for_makes_no_noise_and_is_forgotten() -> None:
    bench = Bench(None, *(GagalSementara("tutup") for _ in range(50)))
    waiting = asyncio.create_task(bench.courier.deliver(pelanggaran(1)))
    while not bench.receiver.tries:
        await asyncio.sleep(0.005)
    waiting.cancel()
    bench.courier.stop()
    await asyncio.sleep(0.05)
    bench.receiver.failures.clear()
    await bench.deliver(1)
    assert bench.taken == [[1]]


async def test_stopping_sends_what_is_gathered_at_once() -> None:
    bench = Bench(group(60))
    waiting = asyncio.create_task(bench.deliver(1, 2))
    await asyncio.sleep(0.02)
    bench.courier.stop()
    async with asyncio.timeout(1):
        await waiting
    assert bench.taken == [[1, 2]]
    await bench.courier.close()
    assert bench.receiver.closed


async def test_closing_drops_what_is_still_under_way() -> None:
    bench = Bench(group(60))
    waiting = asyncio.create_task(bench.deliver(1))
    await asyncio.sleep(0.02)
    await bench.courier.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert bench.taken == []
