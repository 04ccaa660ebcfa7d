"""What every store of calendars must do; the double and the real one pass the same suite."""

import asyncio

from shared.kalender.berlaku import AWAL
from shared.store.watch_port import CatatanMasa
from tests.builders import PAGI
from tests.stores import VERSI_KALENDER, Stores

PERTAMA = CatatanMasa(0, VERSI_KALENDER, AWAL, ())
KEDUA = CatatanMasa(1, "c" * 64, PAGI, ("Senin 5 Januari menjadi hari libur", "jam Jumat berubah"))


async def test_an_office_begins_without_a_calendar(stores: Stores) -> None:
    assert await stores.kalender.masa() == ()
    assert await stores.kalender.load_kalender(VERSI_KALENDER) is None


async def test_a_calendar_is_kept_word_for_word_and_never_replaced(stores: Stores) -> None:
    salinan = '{"isi": "pertama\\n"}' * 20_000
    await stores.kalender.save_kalender(VERSI_KALENDER, salinan)
    await stores.kalender.save_kalender(VERSI_KALENDER, "lain")
    assert await stores.kalender.load_kalender(VERSI_KALENDER) == salinan


async def test_many_that_keep_the_same_calendar_do_not_disturb_each_other(stores: Stores) -> None:
    await asyncio.gather(*(stores.kalender.save_kalender(VERSI_KALENDER, "isi") for _ in range(9)))
    assert await stores.kalender.load_kalender(VERSI_KALENDER) == "isi"


async def test_epochs_come_back_as_they_were_in_their_order(stores: Stores) -> None:
    assert await stores.kalender.adopt(KEDUA)
    assert await stores.kalender.adopt(PERTAMA)
    assert await stores.kalender.masa() == (PERTAMA, KEDUA)


async def test_a_number_is_taken_once(stores: Stores) -> None:
    calon = [KEDUA._replace(alasan=(f"alasan {n}",)) for n in range(12)]
    menang = await asyncio.gather(*(stores.kalender.adopt(satu) for satu in calon))
    assert sum(menang) == 1
    assert await stores.kalender.masa() == (calon[menang.index(True)],)


async def test_what_moved_is_added_up(stores: Stores) -> None:
    for satu in (PERTAMA, KEDUA):
        assert await stores.kalender.adopt(satu)
    await asyncio.gather(*(stores.kalender.count_moved(1, n) for n in range(1, 11)))
    assert await stores.kalender.masa() == (PERTAMA, KEDUA._replace(tergeser=55))
