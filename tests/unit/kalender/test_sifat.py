"""What holds for office time whatever the instants are."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kalender.hitung import (
    jatuh_tempo,
    menit_kerja,
    saat_kantor,
    saat_mendekati,
    tambah_hari_kerja,
    tambah_menit,
)
from tests.unit.kalender.contoh import WITA, bawaan, waktu

MILIDETIK = timedelta(milliseconds=1)
TANPA_TENGGAT = settings(deadline=None)
"""What is asked is whether it holds, also on a machine that is busy with other tests."""
AWAL = datetime(2025, 12, 1, tzinfo=UTC)
PANJANG_MS = 420 * 24 * 3600 * 1000
# Where rules change: openings, breaks, closings, the first and last days of special hours.
TEPI = [
    datetime(2026, bulan, hari, *jam, tzinfo=WITA)
    for bulan, hari in ((1, 5), (1, 9), (1, 10), (2, 18), (2, 19), (3, 17), (3, 25), (12, 31))
    for jam in ((0, 0), (7, 30), (8, 0), (11, 30), (12, 0), (12, 30), (13, 0), (15, 0), (16, 0))
]

saat = st.one_of(
    st.integers(0, PANJANG_MS).map(lambda ms: AWAL + ms * MILIDETIK),
    st.tuples(st.sampled_from(TEPI), st.sampled_from([-1, 0, 1])).map(
        lambda pasangan: pasangan[0] + pasangan[1] * MILIDETIK
    ),
)
durasi = st.one_of(
    st.integers(0, 10_000 * 60_000).map(lambda ms: ms * MILIDETIK),
    st.integers(0, 40).map(lambda setengah_jam: timedelta(minutes=30 * setengah_jam)),
)
hari = st.integers(0, 30)
zona = st.sampled_from(
    [ZoneInfo(nama) for nama in ("UTC", "Asia/Jakarta", "Asia/Jayapura", "America/New_York")]
)


@TANPA_TENGGAT
@given(saat, durasi)
def test_between_an_instant_and_itself_plus_office_time_lies_that_time(
    mulai: datetime, lama: timedelta
) -> None:
    assert menit_kerja(bawaan(), mulai, tambah_menit(bawaan(), mulai, lama)) == lama


@TANPA_TENGGAT
@given(saat, durasi.filter(bool), durasi.filter(bool))
def test_time_added_in_two_parts_ends_where_it_does_in_one(
    mulai: datetime, satu: timedelta, dua: timedelta
) -> None:
    sebagian = tambah_menit(bawaan(), mulai, satu)
    assert tambah_menit(bawaan(), sebagian, dua) == tambah_menit(bawaan(), mulai, satu + dua)


@TANPA_TENGGAT
@given(saat, saat, durasi, hari)
def test_who_starts_later_is_due_no_earlier(
    satu: datetime, dua: datetime, lama: timedelta, n: int
) -> None:
    awal, akhir = sorted((satu, dua))
    kalender = bawaan()
    assert tambah_menit(kalender, awal, lama) <= tambah_menit(kalender, akhir, lama)
    assert tambah_hari_kerja(kalender, awal, n) <= tambah_hari_kerja(kalender, akhir, n)


@TANPA_TENGGAT
@given(saat, durasi, durasi, hari, hari)
def test_a_longer_limit_is_due_no_earlier(
    mulai: datetime, satu: timedelta, dua: timedelta, n: int, m: int
) -> None:
    pendek, panjang = sorted((satu, dua))
    kalender = bawaan()
    assert tambah_menit(kalender, mulai, pendek) <= tambah_menit(kalender, mulai, panjang)
    sedikit, banyak = sorted((n, m))
    dekat = tambah_hari_kerja(kalender, mulai, sedikit)
    assert dekat <= tambah_hari_kerja(kalender, mulai, banyak)


@TANPA_TENGGAT
@given(saat, saat, saat)
def test_office_time_adds_up_whatever_the_order(a: datetime, b: datetime, c: datetime) -> None:
    kalender = bawaan()
    assert menit_kerja(kalender, a, b) + menit_kerja(kalender, b, c) == menit_kerja(kalender, a, c)


@TANPA_TENGGAT
@given(saat, durasi, hari.filter(bool))
def test_nothing_is_due_while_the_office_is_closed_but_at_the_instant_of_closing(
    mulai: datetime, lama: timedelta, n: int
) -> None:
    kalender = bawaan()
    for tempo in (tambah_menit(kalender, mulai, lama), tambah_hari_kerja(kalender, mulai, n)):
        interval = kalender.jam_kerja(tempo.astimezone(WITA).date())
        assert any(satu.buka <= tempo <= satu.tutup for satu in interval)
        assert tempo >= mulai


@TANPA_TENGGAT
@given(saat, durasi, hari, zona)
def test_the_zone_in_which_an_instant_is_told_changes_nothing(
    mulai: datetime, lama: timedelta, n: int, lain: ZoneInfo
) -> None:
    kalender, di_sana = bawaan(), mulai.astimezone(lain)
    assert tambah_menit(kalender, di_sana, lama) == tambah_menit(kalender, mulai, lama)
    assert tambah_hari_kerja(kalender, di_sana, n) == tambah_hari_kerja(kalender, mulai, n)
    assert menit_kerja(kalender, AWAL, di_sana) == menit_kerja(kalender, AWAL, mulai)
    assert tambah_menit(kalender, di_sana, lama).tzinfo is UTC


@TANPA_TENGGAT
@given(saat, st.sampled_from(["5 Menit", "10 Menit", "90 Menit", "1 Hari", "4 Hari"]))
def test_near_comes_between_the_start_and_the_due_instant(mulai: datetime, batas: str) -> None:
    kalender, limit = bawaan(), waktu(batas)
    tempo, dekat = jatuh_tempo(kalender, mulai, limit), saat_mendekati(kalender, mulai, limit)
    assert mulai <= dekat < tempo
    seluruh = menit_kerja(kalender, mulai, tempo)
    sisa = seluruh * 4 - menit_kerja(kalender, mulai, dekat) * 5
    assert timedelta() <= sisa < 5 * MILIDETIK


@TANPA_TENGGAT
@given(st.integers(0, 80 * 24 * 60), st.integers(0, 4 * 24 * 60))
def test_office_time_is_what_counting_every_minute_gives(mulai_menit: int, panjang: int) -> None:
    mulai = datetime(2026, 1, 5, tzinfo=WITA) + timedelta(minutes=mulai_menit)
    dihitung = sum(_buka(mulai + timedelta(minutes=m)) for m in range(panjang))
    sampai = mulai + timedelta(minutes=panjang)
    assert menit_kerja(bawaan(), mulai, sampai) == timedelta(minutes=dihitung)


def _buka(lokal: datetime) -> bool:
    """The rule for 5 January to 30 March 2026, written down a second time."""
    tutup = {(1, 16), (2, 16), (2, 17), (3, 18), (3, 19), (3, 20), (3, 23), (3, 24)}
    if lokal.weekday() > 4 or (lokal.month, lokal.day) in tutup:
        return False
    puasa, jumat = (2, 19) <= (lokal.month, lokal.day) <= (3, 20), lokal.weekday() == 4
    if puasa:
        mulai, rehat, lanjut, selesai = time(8), time(12), time(12, 30), time(15)
    else:
        mulai, rehat, lanjut, selesai = time(7, 30), time(12), time(13), time(16)
    if jumat:
        rehat, selesai = time(11, 30), selesai.replace(minute=30)
    return mulai <= lokal.time() < rehat or lanjut <= lokal.time() < selesai


def test_time_that_runs_backwards_is_negative() -> None:
    a, b = datetime(2026, 1, 5, 1, tzinfo=UTC), datetime(2026, 1, 5, 2, tzinfo=UTC)
    assert menit_kerja(bawaan(), b, a) == -timedelta(hours=1)


def test_a_negative_limit_and_an_instant_without_zone_are_refused() -> None:
    kalender, saat_ini = bawaan(), datetime(2026, 1, 5, 1, tzinfo=UTC)
    tanpa_zona = saat_ini.replace(tzinfo=None)
    with pytest.raises(ValueError, match="negatif"):
        tambah_menit(kalender, saat_ini, -MILIDETIK)
    with pytest.raises(ValueError, match="negatif"):
        tambah_hari_kerja(kalender, saat_ini, -1)
    with pytest.raises(ValueError, match="zona"):
        menit_kerja(kalender, tanpa_zona, saat_ini)
    with pytest.raises(ValueError, match="zona"):
        saat_kantor(kalender, tanpa_zona)
