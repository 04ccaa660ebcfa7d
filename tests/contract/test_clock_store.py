"""What every store of clocks must do; the double and the real one pass the same suite."""

from datetime import timedelta

from shared.clock import system_clock
from shared.store.clock_port import JAM_SISTEM, JamProses, Petunjuk, SemuaJam
from tests.builders import PAGI
from tests.stores import Stores

SISTEM = Petunjuk(JAM_SISTEM, PAGI, 1.0, PAGI)
PERCOBAAN = Petunjuk("percobaan-1", PAGI + timedelta(days=3), 60.0, PAGI)


async def test_the_store_tells_its_own_time(stores: Stores) -> None:
    before = system_clock()
    told = await stores.clocks.time()
    assert told.tzinfo is not None
    assert before <= told <= system_clock()


async def test_at_first_there_is_no_clock(stores: Stores) -> None:
    assert await stores.clocks.clocks() == SemuaJam(None, ())


async def test_each_process_has_the_clock_that_it_told_last(stores: Stores) -> None:
    satu = JamProses("a/1", "frontoffice (a)", SISTEM, 0.0, sepakat=True)
    dua = JamProses("a/2", "watchdog (a)", PERCOBAAN, 259200.0, sepakat=False)
    for jam in (dua, satu, dua._replace(sepakat=True), satu, dua):
        await stores.clocks.tell(jam)
    assert await stores.clocks.clocks() == SemuaJam(None, (satu, dua))
    for _ in range(2):
        await stores.clocks.forget(dua.proses)
    assert await stores.clocks.clocks() == SemuaJam(None, (satu,))


async def test_the_offices_time_is_given_by_the_first_and_changed_by_whoever_knows_it(
    stores: Stores,
) -> None:
    assert await stores.clocks.refer(PERCOBAAN, None)
    assert not await stores.clocks.refer(SISTEM, None)
    lain = PERCOBAAN._replace(pada=PAGI + timedelta(seconds=1))
    assert not await stores.clocks.refer(SISTEM, lain)
    assert await stores.clocks.refer(SISTEM, PERCOBAAN)
    assert (await stores.clocks.clocks()).acuan == SISTEM


def test_a_trial_clocks_time_is_told_ahead() -> None:
    assert PERCOBAAN.kira_kira(PAGI + timedelta(seconds=2)) == PAGI + timedelta(days=3, minutes=2)
