"""Marks: many at a time, each once written, and whoever waits for one knows that it is."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import pytest

from ops.watchdog.holdings import HOLD_SECONDS, MOST_AT_ONCE, JournalReader, Marker
from shared.akses.penjaga import TANPA_PENJAGA, Penjaga
from shared.errors import StoreTidakTerjangkau
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.rabbit.delivery import Envelope
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_watch import MemoryWatchStore
from tests.builders import PAGI
from tests.stores import klaim, pelanggaran
from tests.unit.worker.doubles import Ledger, RecordingDelivery, RecordingPublisher

pytestmark = pytest.mark.usefixtures("skipping_time")


class Slow(MemoryWatchStore):
    """Writes down what was marked together."""

    def __init__(self) -> None:
        super().__init__(MemoryPermohonanStore())
        self.batches: list[list[str]] = []
        self.away = 0
        self.seconds = 0.01

    async def announced(self, kunci: Iterable[str], pada: datetime) -> None:
        self.batches.append(list(kunci))
        await asyncio.sleep(self.seconds)
        if self.away:
            self.away -= 1
            raise StoreTidakTerjangkau("uji")
        await super().announced(self.batches[-1], pada)


async def test_what_comes_during_a_write_shares_the_next_one() -> None:
    store = Slow()
    marker = Marker(store, lambda: PAGI)
    await asyncio.gather(*(marker.mark(str(n)) for n in range(100)))
    assert sorted(k for batch in store.batches for k in batch) == sorted(map(str, range(100)))
    assert len(store.batches) <= 2


async def test_no_write_grows_without_bound() -> None:
    store = Slow()
    marker = Marker(store, lambda: PAGI)
    await asyncio.gather(*(marker.mark(str(n)) for n in range(3 * MOST_AT_ONCE)))
    assert max(map(len, store.batches)) <= MOST_AT_ONCE
    assert {k for batch in store.batches for k in batch} == set(map(str, range(3 * MOST_AT_ONCE)))


async def test_who_waits_hears_of_an_outage_and_may_ask_again() -> None:
    store = Slow()
    store.away = 1
    marker = Marker(store, lambda: PAGI)
    satu = klaim()
    await store.claim(satu)
    with pytest.raises(StoreTidakTerjangkau):
        await marker.mark(satu.kunci)
    await marker.mark(satu.kunci)
    assert [k.diumumkan_pada async for k in store.records()] == [PAGI]


async def test_what_is_on_its_way_into_the_store_is_known_as_announced() -> None:
    store = Slow()
    marker = Marker(store, lambda: PAGI)
    marking = asyncio.create_task(marker.mark("satu"))
    await asyncio.sleep(0)
    assert marker.waiting("satu")
    await marking
    assert not marker.waiting("satu")


async def test_a_copy_is_acknowledged_after_its_claim_is_marked() -> None:
    store, ledger = Slow(), Ledger()
    satu = klaim()
    await store.claim(satu)
    await _reader(store, ledger)(_delivery(ledger, satu.pelanggaran.ke_json()))
    assert ledger.events == ["ack"]
    assert [k.diumumkan_pada async for k in store.records()] == [PAGI]


async def test_a_copy_of_something_nobody_claimed_changes_nothing() -> None:
    store, ledger = Slow(), Ledger()
    await _reader(store, ledger)(_delivery(ledger, pelanggaran().ke_json()))
    assert ledger.events == ["ack"]
    assert [k async for k in store.records()] == []


async def test_a_copy_is_given_back_soon_while_the_store_is_away() -> None:
    store, ledger = Slow(), Ledger()
    store.away = 1
    mulai = time.monotonic()
    await _reader(store, ledger)(_delivery(ledger, pelanggaran().ke_json()))
    assert ledger.events == ["requeue"]
    assert HOLD_SECONDS * 0.9 < time.monotonic() - mulai < HOLD_SECONDS * 6


async def test_a_mark_that_takes_long_goes_on_after_its_copy_was_given_back() -> None:
    store, ledger = Slow(), Ledger()
    store.seconds = HOLD_SECONDS * 1.5
    satu = klaim()
    await store.claim(satu)
    reader = _reader(store, ledger)
    await reader(_delivery(ledger, satu.pelanggaran.ke_json()))
    assert ledger.events == ["requeue"]
    await asyncio.sleep(HOLD_SECONDS)
    assert [k.diumumkan_pada async for k in store.records()] == [PAGI]


async def test_a_copy_that_comes_again_waits_for_the_mark_that_is_under_way() -> None:
    store, ledger = Slow(), Ledger()
    store.seconds = HOLD_SECONDS * 2.5
    satu = klaim()
    await store.claim(satu)
    reader, delivery = _reader(store, ledger), _delivery(ledger, satu.pelanggaran.ke_json())
    for _ in range(3):
        await reader(delivery)
    assert ledger.events == ["requeue", "requeue", "ack"]
    assert store.batches == [[satu.kunci]]


async def test_a_mark_that_failed_is_tried_again_when_its_copy_comes_again() -> None:
    store, ledger = Slow(), Ledger()
    store.away = 1
    satu = klaim()
    await store.claim(satu)
    reader, delivery = _reader(store, ledger), _delivery(ledger, satu.pelanggaran.ke_json())
    await reader(delivery)
    await asyncio.sleep(HOLD_SECONDS)
    await reader(delivery)
    assert ledger.events == ["requeue", "ack"]


@pytest.mark.parametrize(("body", "tipe"), [(b"{", "Pelanggaran"), (b"{}", "Peristiwa")])
async def test_what_cannot_be_read_is_put_aside_and_does_not_come_again(
    body: bytes, tipe: str
) -> None:
    store, ledger = Slow(), Ledger()
    await _reader(store, ledger)(_delivery(ledger, body, tipe))
    assert ledger.events == ["karantina pesan_tidak_sah", "ack"]


async def test_an_acknowledgement_that_is_lost_is_the_broker_s_affair() -> None:
    store, ledger = Slow(), Ledger()
    delivery = replace(_delivery(ledger, pelanggaran().ke_json()), ack_fails=True)
    await _reader(store, ledger)(delivery)
    assert ledger.events == []


async def test_a_copy_that_no_watchdog_wrote_marks_nothing() -> None:
    store, ledger = Slow(), Ledger()
    satu = klaim()
    await store.claim(satu)
    reader = _reader(store, ledger, Penjaga(frozenset()))
    await reader(_delivery(ledger, satu.pelanggaran.ke_json()))
    assert ledger.events == ["karantina bukan_wewenang", "ack"]
    assert [k.diumumkan_pada async for k in store.records()] == [None]


def _reader(
    store: MemoryWatchStore, ledger: Ledger, penjaga: Penjaga = TANPA_PENJAGA
) -> JournalReader:
    return JournalReader(Marker(store, lambda: PAGI), RecordingPublisher(ledger), penjaga)


def _delivery(ledger: Ledger, body: bytes, tipe: str = "Pelanggaran") -> RecordingDelivery:
    return RecordingDelivery(ledger, Envelope(antrean="jurnal", body=body, tipe=tipe))


def test_the_key_of_a_copy_is_the_claim_s() -> None:
    satu = klaim()
    assert kunci_pelanggaran(satu.pelanggaran) == satu.kunci
