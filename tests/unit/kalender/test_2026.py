"""The year 2026, day by day, and what is known of the years around it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.kalender.hitung import masih_sementara, menit_kerja, tambah_hari_kerja, tambah_menit
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import BERKAS_BAWAAN, baca_berkas
from tests.unit.kalender.contoh import WITA, bawaan, dengan, diganti, wita

# SKB 1497/2025, 2/2025 and 5/2025: 17 national holidays and 8 days of cuti bersama.
NASIONAL = [
    *((1, 1), (1, 16), (2, 17), (3, 19), (3, 21), (3, 22), (4, 3), (4, 5), (5, 1), (5, 14)),
    *((5, 27), (5, 31), (6, 1), (6, 16), (8, 17), (8, 25), (12, 25)),
]
CUTI_BERSAMA = [(2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24)]
SATU_JAM = timedelta(hours=1)


def test_the_holidays_are_those_of_the_decree_and_no_others() -> None:
    tahun = LIBUR_INDONESIA.tahun(2026)
    assert tahun.ditetapkan
    bersama = [(d.month, d.day) for d, libur in tahun.hari.items() if libur.cuti_bersama]
    nasional = [(d.month, d.day) for d, libur in tahun.hari.items() if not libur.cuti_bersama]
    assert (nasional, bersama) == (NASIONAL, CUTI_BERSAMA)
    assert not any(libur.sementara for libur in tahun.hari.values())


def test_the_year_has_240_working_days_and_1781_office_hours() -> None:
    kalender = bawaan()
    assert sum(map(kalender.hari_kerja, _tanggal(2026))) == 240
    awal, akhir = (datetime(tahun, 1, 1, tzinfo=WITA) for tahun in (2026, 2027))
    assert menit_kerja(kalender, awal, akhir) == 1781 * SATU_JAM
    assert round(1781 / (365 * 24), 3) == 0.203


@pytest.mark.parametrize(
    ("senin", "jam"),
    [
        (date(2026, 1, 5), 37.5),  # Perpres 21/2023
        (date(2026, 2, 23), 32.5),  # in the month of fasting
        (date(2026, 2, 16), 7.5 + 6.5 + 6.5),  # Imlek, then Ramadan from Thursday on
    ],
)
def test_a_week_has_the_hours_of_the_decree(senin: date, jam: float) -> None:
    awal = datetime(senin.year, senin.month, senin.day, tzinfo=WITA)
    assert menit_kerja(bawaan(), awal, awal + timedelta(days=7)) == jam * SATU_JAM


def test_four_hari_kerja_take_four_to_thirteen_calendar_days() -> None:
    lama = {mulai: (_empat_hari(mulai) - mulai).days for mulai in _pagi_2026()}
    assert (min(lama.values()), max(lama.values())) == (4, 13)
    terlama = [mulai for mulai, hari in lama.items() if hari == 13]
    assert [(m.month, m.day) for m in terlama] == [(3, 12), (3, 13), (3, 17)]


def test_a_96_hour_limit_would_be_early_for_most_starts() -> None:
    dini = [mulai + timedelta(hours=96) < _empat_hari(mulai) for mulai in _pagi_2026()]
    assert round(sum(dini) / 240, 2) == 0.84


@pytest.mark.parametrize(
    ("cari", "ganti", "bagian"),
    [
        # weekends only: 45 starts within the year, and the four before New Year
        ("libur_nasional = true", "libur_nasional = false", 0.20),
        ("cuti_bersama = true", "cuti_bersama = false", 0.08),  # no cuti bersama
    ],
)
def test_a_calendar_that_lacks_holidays_would_be_wrong(
    cari: str, ganti: str, bagian: float
) -> None:
    kurang = diganti(cari, ganti)
    keliru = [tambah_hari_kerja(kurang, m, 4) != _empat_hari(m) for m in _pagi_2026()]
    assert round(sum(keliru) / 240, 2) == bagian


def test_hours_are_told_in_the_office_s_zone() -> None:
    pagi, sore = bawaan().jam_kerja(date(2026, 1, 9))
    assert [f"{t:%H.%M %Z}" for t in (*pagi, *sore)] == [
        *("07.30 WITA", "11.30 WITA", "13.00 WITA", "16.30 WITA")
    ]
    assert bawaan().jam_kerja(date(2026, 1, 10)) == ()


def test_a_closed_day_says_why_and_an_open_one_has_nothing_to_say() -> None:
    kalender = bawaan()
    assert kalender.alasan_libur(date(2026, 3, 20)) == "Cuti Bersama Hari Raya Idul Fitri"
    assert kalender.alasan_libur(date(2026, 3, 21)) == "Hari Raya Idul Fitri"
    assert "pekan" in kalender.alasan_libur(date(2026, 1, 10))
    assert kalender.alasan_libur(date(2026, 1, 9)) == ""


def test_nothing_of_2026_is_provisional() -> None:
    assert not bawaan().tahun_sementara(2026)
    assert not any(map(bawaan().sementara, _tanggal(2026)))


def test_estimated_feasts_and_months_of_fasting_are_provisional() -> None:
    kalender = bawaan()
    assert kalender.alasan_libur(date(2027, 3, 10)) == "Hari Raya Idul Fitri"
    assert kalender.sementara(date(2027, 3, 10))
    assert kalender.sementara(date(2027, 2, 9))  # by the file: Ramadan is an estimate
    assert not kalender.sementara(date(2027, 2, 4))
    assert kalender.sementara(date(2028, 12, 25))  # no feast moves less, but no decree says so yet
    assert kalender.jam_kerja(date(2027, 2, 9))[0].buka == wita("2027-02-09 08.00")


@pytest.mark.parametrize("tahun", [2, 1900, 2001, 2028, 2031, 2100, 9998])
def test_a_year_without_its_decree_is_provisional_and_never_an_error(tahun: int) -> None:
    kalender = bawaan()
    assert kalender.tahun_sementara(tahun)
    assert all(map(kalender.sementara, (d for d in _tanggal(tahun) if kalender.hari_kerja(d))))
    mulai = datetime(tahun, 6, 1, tzinfo=UTC)
    assert tambah_menit(kalender, mulai, 100 * SATU_JAM) > mulai


def test_every_estimated_month_of_fasting_ends_on_the_eve_of_idul_fitri() -> None:
    perkiraan = [satu for satu in bawaan().berkas.ramadan if satu.sementara]
    assert len(perkiraan) == 4
    for satu in perkiraan:
        esok = satu.selesai + timedelta(days=1)
        assert bawaan().alasan_libur(esok) == "Hari Raya Idul Fitri"
        assert (satu.selesai - satu.mulai).days + 1 in (29, 30)


def test_a_due_instant_reckoned_across_a_provisional_date_is_provisional() -> None:
    kalender = bawaan()
    assert not masih_sementara(kalender, wita("2026-12-30 09.00"), wita("2027-01-07 09.00"))
    assert masih_sementara(kalender, wita("2027-02-05 09.00"), wita("2027-02-08 09.00"))
    assert masih_sementara(kalender, wita("2027-12-30 09.00"), wita("2028-01-04 09.00"))


def test_the_office_can_say_that_a_year_is_decreed() -> None:
    kalender = diganti("ditetapkan = []", "ditetapkan = [2028]")
    assert not kalender.tahun_sementara(2028)
    assert not kalender.sementara(date(2028, 6, 5))
    assert kalender.sementara(date(2028, 2, 28))  # an estimated feast stays one


def test_the_version_follows_the_file_and_the_source_of_the_holidays() -> None:
    class SumberLain:
        sebutan = "lain 1"
        tahun = staticmethod(LIBUR_INDONESIA.tahun)

    versi = bawaan().versi
    assert versi == baca_berkas(BERKAS_BAWAAN, LIBUR_INDONESIA).versi
    assert versi != dengan("# catatan").versi
    assert versi != baca_berkas(BERKAS_BAWAAN, SumberLain()).versi


def _tanggal(tahun: int) -> list[date]:
    awal = date(tahun, 1, 1).toordinal()
    return [date.fromordinal(awal + n) for n in range(365)]


def _pagi_2026() -> list[datetime]:
    """Ten o'clock of every working day."""
    kerja = filter(bawaan().hari_kerja, _tanggal(2026))
    return [datetime(d.year, d.month, d.day, 10, tzinfo=WITA) for d in kerja]


def _empat_hari(mulai: datetime) -> datetime:
    return tambah_hari_kerja(bawaan(), mulai, 4)
