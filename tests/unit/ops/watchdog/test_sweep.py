"""One watchdog, undisturbed: what is due is claimed, announced once, and written down."""

from datetime import timedelta

import pytest

from shared.errors import BrokerTidakTerjangkau
from tests.builders import KURSUS, PAGI, PAUD, Perjalanan
from tests.unit.ops.watchdog.kennel import Dog, Kennel, record_agrees, terlambat

SEHARI = timedelta(days=1)


async def test_everything_that_came_about_is_announced_once_and_written_down_alike() -> None:
    kennel = Kennel(PAGI + 30 * SEHARI)
    for kode in (KURSUS, PAUD):
        await kennel.insert(terlambat(kode, PAGI))
    dog = Dog(kennel, "a")
    await dog.sweep()
    assert set(kennel.wire.keys) == await kennel.expected()
    assert len(kennel.wire.keys) == len(set(kennel.wire.keys)) == 8
    klaim = await kennel.claims()
    assert all(record_agrees(klaim[k.message_id], k) for k in kennel.wire.published)
    assert all(k.diumumkan_pada == kennel.kini for k in klaim.values())
    await dog.sweep()
    assert len(kennel.wire.keys) == 8
    assert await kennel.watch.due(kennel.kini) == ()


async def test_nothing_is_announced_before_it_has_come_about_nor_at_that_very_instant() -> None:
    kennel = Kennel(PAGI)
    satu = await kennel.insert(terlambat(KURSUS, PAGI))
    assert satu.jaga is not None
    assert satu.jaga.pada is not None
    dog = Dog(kennel, "a")
    kennel.kini = satu.jaga.pada
    await dog.sweep()
    assert kennel.wire.keys == []
    kennel.pass_time(milliseconds=1)
    await dog.sweep()
    assert [p.tingkat for p in kennel.wire.messages] == ["mendekati"]
    (lama,) = kennel.permohonan.everything()
    assert lama.jaga is not None
    assert lama.jaga.sampai == satu.jaga.pada
    assert lama.jaga.pada is not None
    assert lama.jaga.pada > lama.jaga.sampai


async def test_what_is_found_late_says_by_how_much() -> None:
    kennel = Kennel(PAGI + 30 * SEHARI)
    await kennel.insert(terlambat(KURSUS, PAGI))
    await Dog(kennel, "a").sweep()
    for satu in kennel.wire.messages:
        telat = (satu.terdeteksi_pada - satu.terjadi_pada).total_seconds()
        assert satu.terlambat_terdeteksi_detik == int(telat) > 20 * 86400


async def test_a_step_decided_late_while_no_watchdog_ran_is_announced_with_all_its_levels() -> None:
    perjalanan = Perjalanan(KURSUS, diajukan=PAGI).pada(PAGI + 3 * timedelta(hours=1))
    perjalanan.putus()
    kennel = Kennel(PAGI + timedelta(hours=3, seconds=1))
    await kennel.insert(perjalanan.permohonan)
    await Dog(kennel, "a").sweep()
    assert [p.tingkat for p in kennel.wire.messages] == [
        "mendekati",
        "terlampaui",
        "selesai_terlambat",
    ]


async def test_an_application_that_has_ended_is_announced_too() -> None:
    perjalanan = Perjalanan(KURSUS, diajukan=PAGI)
    for ke in range(1, 9):
        perjalanan.pada(PAGI + ke * 7 * SEHARI).putus()
    assert perjalanan.permohonan.langkah is None
    kennel = Kennel(PAGI + 90 * SEHARI)
    await kennel.insert(perjalanan.permohonan)
    await Dog(kennel, "a").sweep()
    assert set(kennel.wire.keys) == await kennel.expected()
    assert {"terlampaui", "selesai_terlambat"} <= {p.tingkat for p in kennel.wire.messages}


async def test_due_lists_of_any_length_are_done_in_one_sweep() -> None:
    kennel = Kennel(PAGI + timedelta(minutes=30))
    await kennel.insert_copies(terlambat(KURSUS, PAGI), 1200)
    await Dog(kennel, "a").sweep()
    assert len(kennel.wire.keys) == len(set(kennel.wire.keys)) == 1200 * 2


async def test_the_sweep_is_written_down_with_the_instant_it_began_with() -> None:
    kennel = Kennel(PAGI)
    await Dog(kennel, "a").sweep()
    assert await kennel.ops.last_sweep() == PAGI


async def test_sweeps_are_written_down_about_once_a_second() -> None:
    kennel = Kennel(PAGI)
    dog = Dog(kennel, "a")
    await dog.sweep()
    kennel.pass_time(seconds=0.5)
    await dog.sweep()
    assert await kennel.ops.last_sweep() == PAGI
    kennel.pass_time(seconds=0.5)
    await dog.sweep()
    assert await kennel.ops.last_sweep() == PAGI + timedelta(seconds=1)


async def test_while_the_broker_is_away_nothing_is_claimed() -> None:
    kennel = Kennel(PAGI + 30 * SEHARI)
    await kennel.insert(terlambat(KURSUS, PAGI))
    dog = Dog(kennel, "a")
    dog.life.broker_away = True
    with pytest.raises(BrokerTidakTerjangkau):
        await dog.sweep()
    assert await kennel.claims() == {}
    assert await kennel.ops.last_sweep() is None
