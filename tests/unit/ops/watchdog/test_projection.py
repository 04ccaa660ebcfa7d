"""Another calendar comes into force: open deadlines move, with the reason; what was announced
stays announced."""

from datetime import timedelta

from ops.watchdog.sweep import INTERVAL_SECONDS, PORTION
from shared.books import BERLAKU_SESUDAH
from shared.kalender.berlaku import KalenderBerlaku
from shared.permohonan import Permohonan
from tests.builders import KURSUS
from tests.unit.kalender.contoh import bawaan, dengan, wita
from tests.unit.ops.watchdog.kennel import Dog, Kennel, terlambat

SENIN = wita("2026-01-05 15.55")
SELASA_LIBUR = """
[[libur]]
tanggal = 2026-01-06
alasan = "Banjir"
sumber = "Surat Edaran Wali Kota 1/2026"
"""
LAIN = dengan(SELASA_LIBUR)
SEDETIK = timedelta(seconds=1)


class Case:
    """Submitted five minutes before the office closes: the other five are tomorrow's, or not."""

    def __init__(self, kini: timedelta = timedelta(hours=1)) -> None:
        self.kennel = Kennel(SENIN + kini)

    async def begin(self) -> Permohonan:
        dog = Dog(self.kennel, "lama")
        await dog.context.kalender.adopt()
        satu = await self.kennel.insert(terlambat(KURSUS, SENIN))
        await dog.sweep()
        return satu

    async def change(self) -> Dog:
        dog = Dog(self.kennel, "baru", kalender=LAIN)
        await dog.context.kalender.adopt()
        return dog

    async def stored(self, satu: Permohonan) -> Permohonan:
        ada = await self.kennel.permohonan.find(satu.id)
        assert ada is not None
        return ada

    async def berlaku(self) -> KalenderBerlaku:
        return await Dog(self.kennel, "tanya").context.kalender.segarkan()


async def test_an_open_deadline_moves_with_the_calendar_and_the_reason_is_kept() -> None:
    case = Case()
    satu = await case.begin()
    dog = await case.change()
    await dog.sweep()
    jaga = (await case.stored(satu)).jaga
    assert jaga is not None
    assert jaga.jatuh_tempo == wita("2026-01-07 07.35")
    (geseran,) = jaga.digeser
    assert (geseran.semula, geseran.menjadi) == (wita("2026-01-06 07.35"), jaga.jatuh_tempo)
    assert geseran.kalender == jaga.kalender == LAIN.versi
    masa = (await case.kennel.kalender.masa())[-1]
    assert masa.versi == LAIN.versi
    assert masa.tergeser == 1
    assert masa.alasan == (
        "2026-01-06: semula 07.30-12.00, 13.00-16.00, menjadi tutup"
        " (Banjir; Surat Edaran Wali Kota 1/2026)",
    )


async def test_nothing_is_announced_at_the_old_instant_and_all_at_the_new_one() -> None:
    case = Case()
    await case.begin()
    dog = await case.change()
    await dog.sweep()
    case.kennel.kini = wita("2026-01-06 12.00")
    await dog.sweep()
    assert case.kennel.wire.keys == []
    case.kennel.kini = wita("2026-01-07 07.35") + SEDETIK
    await dog.sweep()
    assert [p.tingkat for p in case.kennel.wire.messages] == ["mendekati", "terlampaui"]
    assert set(case.kennel.wire.keys) == await case.kennel.expected(await case.berlaku())


async def test_what_was_announced_under_the_old_calendar_stays_announced_and_once() -> None:
    case = Case(timedelta(days=1))
    satu = await case.begin()
    lama = list(case.kennel.wire.keys)
    assert len(lama) == 2
    dog = await case.change()
    await dog.sweep()
    case.kennel.kini = wita("2026-01-07 12.00")
    await dog.sweep()
    assert case.kennel.wire.keys == lama
    assert set(lama) == await case.kennel.expected(await case.berlaku())
    assert (await case.stored(satu)).jaga is not None


async def test_what_falls_due_between_adoption_and_force_goes_by_the_old_calendar() -> None:
    """So that a watchdog that has not heard of the new one yet claims nothing wrong."""
    tempo = wita("2026-01-06 07.35")
    case = Case(tempo - SENIN - SEDETIK)
    await case.begin()
    dog = await case.change()
    case.kennel.kini = tempo + SEDETIK
    await dog.sweep()
    assert [p.tingkat for p in case.kennel.wire.messages] == ["mendekati", "terlampaui"]
    masa = (await case.kennel.kalender.masa())[-1]
    assert masa.dari == tempo - SEDETIK + BERLAKU_SESUDAH


async def test_a_watchdog_with_another_file_goes_by_what_is_in_force() -> None:
    case = Case()
    satu = await case.begin()
    await (await case.change()).sweep()
    lama = Dog(case.kennel, "masih jalan", kalender=bawaan())
    await lama.sweep()
    jaga = (await case.stored(satu)).jaga
    assert jaga is not None
    assert jaga.kalender == LAIN.versi
    case.kennel.kini = wita("2026-01-06 12.00")
    await lama.sweep()
    assert case.kennel.wire.keys == []


async def test_an_application_that_was_never_armed_is_and_everything_is_announced() -> None:
    kennel = Kennel(SENIN + timedelta(days=30))
    await kennel.insert(terlambat(KURSUS, SENIN), jaga=False)
    dog = Dog(kennel, "a")
    await dog.sweep()
    assert set(kennel.wire.keys) == await kennel.expected()
    assert len(kennel.wire.keys) == 4


async def test_many_are_projected_in_portions_and_counted() -> None:
    case = Case()
    await case.begin()
    await case.kennel.insert_copies(terlambat(KURSUS, SENIN), PORTION + 20)
    dog = await case.change()
    semula = case.kennel.kini
    case.kennel.pass_time(seconds=2)
    assert await dog.sweep() is True
    assert await case.kennel.ops.last_sweep() == semula
    assert await dog.sweep() is False
    assert await case.kennel.ops.last_sweep() == case.kennel.kini
    assert await case.kennel.watch.reckoned_by(bawaan().versi) == ()
    assert (await case.kennel.kalender.masa())[-1].tergeser == PORTION + 21


async def test_a_worker_that_had_not_heard_of_the_change_is_put_right() -> None:
    case = Case()
    await case.begin()
    dog = await case.change()
    await dog.sweep()
    telat = await case.kennel.insert(terlambat(KURSUS, SENIN))
    await dog.sweep()
    jaga = (await case.stored(telat)).jaga
    assert jaga is not None
    assert jaga.kalender == bawaan().versi
    case.kennel.pass_time(seconds=INTERVAL_SECONDS + 1)
    await dog.sweep()
    jaga = (await case.stored(telat)).jaga
    assert jaga is not None
    assert jaga.kalender == LAIN.versi
