"""A limit is suspended while the application is not with the office, and never begins anew."""

from datetime import datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kalender.hitung import jatuh_tempo, menit_kerja, saat_mendekati
from shared.mutu_baku.jeda import Batas, Jeda, batas
from tests.unit.kalender.contoh import bawaan, waktu, wita
from tests.unit.kalender.test_sifat import TANPA_TENGGAT, saat

limit = st.sampled_from(["5 Menit", "10 Menit", "8 Jam", "1 Hari", "4 Hari", "5 Hari"])
lama = st.integers(0, 4 * 24 * 3600 * 1000).map(lambda ms: timedelta(milliseconds=ms))
tepi = st.integers(0, 200).map(lambda n: timedelta(minutes=30 * n))
potongan = st.lists(lama | tepi, max_size=8).map(lambda satu: satu[: len(satu) // 2 * 2])


@pytest.mark.parametrize(
    ("mulai", "teks", "dari", "sampai", "tempo"),
    [
        # five minutes used, five left
        (
            "2026-01-05 09.00",
            "10 Menit",
            "2026-01-05 09.05",
            "2026-01-07 10.00",
            "2026-01-07 10.05",
        ),
        # back at night: the rest from the next opening
        (
            "2026-01-05 09.00",
            "10 Menit",
            "2026-01-05 09.05",
            "2026-01-07 22.00",
            "2026-01-08 07.35",
        ),
        # away for the night only: nothing of the office's time was taken
        ("2026-01-05 09.00", "1 Hari", "2026-01-05 17.00", "2026-01-05 20.00", "2026-01-06 09.00"),
        # 4 days are 30 office hours here, 6 used on Monday; 24 from Thursday noon's 13.00:
        # 3 on Thursday, 7.5 on Friday, Monday, 6 on Tuesday until 14.30
        ("2026-01-05 09.00", "4 Hari", "2026-01-05 16.00", "2026-01-08 12.30", "2026-01-13 14.30"),
        # due at an opening, and still at one, not at the closing before it
        ("2026-01-05 07.30", "1 Hari", "2026-01-05 09.00", "2026-01-05 09.00", "2026-01-06 07.30"),
        ("2026-01-05 07.30", "1 Hari", "2026-01-05 09.00", "2026-01-06 09.00", "2026-01-07 07.30"),
        # begun as the limit ran out: nothing left, nothing exceeded, so it is due when it is back
        (
            "2026-01-05 09.00",
            "10 Menit",
            "2026-01-05 09.10",
            "2026-01-06 09.00",
            "2026-01-06 09.00",
        ),
        # the same at closing: back at night, when nothing is left to be counted on from morning
        (
            "2026-01-05 15.50",
            "10 Menit",
            "2026-01-05 16.00",
            "2026-01-05 20.00",
            "2026-01-05 20.00",
        ),
        # begun later: too late to help
        (
            "2026-01-05 09.00",
            "10 Menit",
            "2026-01-05 11.00",
            "2026-01-06 09.00",
            "2026-01-05 09.10",
        ),
        # begun before the limit did: only the rest of the pause counts
        (
            "2026-01-05 09.00",
            "10 Menit",
            "2026-01-05 08.00",
            "2026-01-05 10.00",
            "2026-01-05 10.10",
        ),
        # over before the limit began
        (
            "2026-01-05 09.00",
            "10 Menit",
            "2026-01-02 09.00",
            "2026-01-05 08.00",
            "2026-01-05 09.10",
        ),
    ],
)
def test_a_pause_leaves_what_was_left(
    mulai: str, teks: str, dari: str, sampai: str, tempo: str
) -> None:
    jeda = [Jeda(wita(dari), wita(sampai))]
    assert batas(bawaan(), wita(mulai), waktu(teks), jeda).jatuh_tempo == wita(tempo)


def test_without_pauses_a_limit_is_what_the_calendar_says() -> None:
    mulai, empat = wita("2026-01-05 09.00"), waktu("4 Hari")
    tempo, dekat = jatuh_tempo(bawaan(), mulai, empat), saat_mendekati(bawaan(), mulai, empat)
    assert batas(bawaan(), mulai, empat) == Batas(mulai, dekat, tempo)


def test_while_a_pause_lasts_nothing_that_it_holds_up_is_due() -> None:
    mulai, sepuluh = wita("2026-01-05 09.00"), waktu("10 Menit")
    awal = batas(bawaan(), mulai, sepuluh, [Jeda(wita("2026-01-05 09.05"), None)])
    assert (awal.mendekati, awal.jatuh_tempo) == (None, None)
    akhir = batas(bawaan(), mulai, sepuluh, [Jeda(wita("2026-01-05 09.09"), None)])
    assert (akhir.mendekati, akhir.jatuh_tempo) == (wita("2026-01-05 09.08"), None)


@TANPA_TENGGAT
@given(saat, limit, potongan)
def test_any_number_of_pauses_costs_the_office_time_of_none(
    mulai: datetime, teks: str, bagian: list[timedelta]
) -> None:
    jeda = _jeda(mulai, bagian)
    tanpa, dengan = (batas(bawaan(), mulai, waktu(teks), satu) for satu in ((), jeda))
    for lama, baru in (
        (tanpa.mendekati, dengan.mendekati),
        (tanpa.jatuh_tempo, dengan.jatuh_tempo),
    ):
        assert lama is not None and baru is not None
        assert _tanpa_jeda(mulai, baru, jeda) == menit_kerja(bawaan(), mulai, lama)
        assert baru >= lama
        if not any(menit_kerja(bawaan(), *satu) for satu in _tertutup(jeda)):
            assert baru == lama or any(dari <= lama <= sampai for dari, sampai in _tertutup(jeda))


@pytest.mark.parametrize(
    "jeda",
    [
        [("2026-01-05 10.00", "2026-01-05 09.00")],
        [("2026-01-06 10.00", "2026-01-06 11.00"), ("2026-01-05 10.00", "2026-01-05 11.00")],
        [("2026-01-05 10.00", "2026-01-05 12.00"), ("2026-01-05 11.00", "2026-01-05 13.00")],
        [("2026-01-05 10.00", None), ("2026-01-05 11.00", "2026-01-05 13.00")],
    ],
)
def test_pauses_that_cannot_have_been_are_refused(jeda: list[tuple[str, str | None]]) -> None:
    semua = [Jeda(wita(dari), wita(sampai) if sampai else None) for dari, sampai in jeda]
    with pytest.raises(ValueError, match="jeda"):
        batas(bawaan(), wita("2026-01-05 09.00"), waktu("4 Hari"), semua)


def _jeda(mulai: datetime, bagian: list[timedelta]) -> list[Jeda]:
    """Office and applicant in turns, for as long as each part says."""
    saat_ganti = [mulai + lewat for lewat in accumulate(bagian)]
    return [Jeda(*satu) for satu in zip(saat_ganti[::2], saat_ganti[1::2], strict=True)]


def _tertutup(jeda: list[Jeda]) -> list[tuple[datetime, datetime]]:
    return [(dari, sampai) for dari, sampai in jeda if sampai is not None]


def _tanpa_jeda(mulai: datetime, sampai: datetime, jeda: list[Jeda]) -> timedelta:
    terpakai = menit_kerja(bawaan(), mulai, sampai)
    for dari, akhir in _tertutup(jeda):
        if dari < sampai:
            terpakai -= menit_kerja(bawaan(), dari, min(akhir, sampai))
    return terpakai
