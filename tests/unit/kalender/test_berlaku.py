"""Which calendar was in force when."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.kalender.berlaku import AWAL, SELAMANYA, KalenderBerlaku, Masa
from tests.unit.kalender.contoh import bawaan, dengan

SATU, DUA = (datetime(2026, bulan, 1, tzinfo=UTC) for bulan in (3, 6))
LAIN, LAGI = dengan("# lain"), dengan("# lagi")
BERLAKU = KalenderBerlaku((Masa(AWAL, bawaan()), Masa(SATU, LAIN), Masa(DUA, LAGI)))
MILIDETIK = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("saat", "kalender"),
    [
        (AWAL - timedelta(days=1), bawaan()),  # the first holds for all that was before it, too
        (AWAL, bawaan()),
        (SATU - MILIDETIK, bawaan()),
        (SATU, LAIN),  # from that very instant on
        (DUA - MILIDETIK, LAIN),
        (DUA, LAGI),
        (SELAMANYA, LAGI),
    ],
)
def test_a_calendar_is_in_force_until_the_next_one_is(saat: datetime, kalender: object) -> None:
    assert BERLAKU.pada(saat) is kalender


def test_the_stretches_cover_all_of_time() -> None:
    assert [(r.dari, r.sampai, r.kalender) for r in BERLAKU.rentang()] == [
        (AWAL, SATU, bawaan()),
        (SATU, DUA, LAIN),
        (DUA, SELAMANYA, LAGI),
    ]
    assert BERLAKU.terkini is LAGI


def test_one_that_has_never_changed() -> None:
    selalu = KalenderBerlaku.selalu(bawaan())
    assert selalu.pada(AWAL) is selalu.terkini is bawaan()
    assert [tuple(r) for r in selalu.rentang()] == [(AWAL, SELAMANYA, bawaan())]


@pytest.mark.parametrize(
    "masa",
    [
        (),
        (Masa(DUA, bawaan()), Masa(SATU, LAIN)),
        (Masa(SATU, bawaan()), Masa(SATU, LAIN)),
    ],
)
def test_none_or_two_at_once_are_refused(masa: tuple[Masa, ...]) -> None:
    with pytest.raises(ValueError, match="kosong atau tidak berurutan"):
        KalenderBerlaku(masa)
