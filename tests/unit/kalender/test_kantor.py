"""What the office adds to its calendar and takes away from it."""

from datetime import date, timedelta

import pytest

from shared.kalender.hitung import jatuh_tempo, menit_kerja
from shared.kalender.model import AKHIR_PEKAN
from tests.unit.kalender.contoh import bawaan, dengan, waktu, wita

LIBUR = """
[[libur]]
tanggal = {tanggal}
alasan = "Hari Jadi Kota"
sumber = "Surat Edaran"
"""
MASUK = """
[[masuk]]
tanggal = {tanggal}
alasan = "Pelayanan khusus"
sumber = "Surat Perintah"
"""


def libur(tanggal: str, lain: str = "") -> str:
    return LIBUR.format(tanggal=tanggal) + lain


def masuk(tanggal: str, lain: str = "") -> str:
    return MASUK.format(tanggal=tanggal) + lain


@pytest.mark.parametrize(
    ("tambahan", "mulai", "batas", "tempo"),
    [
        # closed on a Tuesday: it is no hari kerja, and its minutes do not count
        (libur("2026-01-06"), "2026-01-05 09.00", "4 Hari", "2026-01-12 09.00"),
        (libur("2026-01-06"), "2026-01-05 15.55", "10 Menit", "2026-01-07 07.35"),
        # the day on which a limit would have been due
        (libur("2026-01-09"), "2026-01-05 09.00", "4 Hari", "2026-01-12 09.00"),
        # at work on cuti bersama, with that weekday's hours
        (masuk("2026-12-24"), "2026-12-23 09.00", "1 Hari", "2026-12-24 09.00"),
        (masuk("2026-12-24"), "2026-12-23 15.55", "10 Menit", "2026-12-24 07.35"),
        # in Ramadan with the hours of Ramadan
        (masuk("2026-03-20"), "2026-03-17 14.58", "5 Menit", "2026-03-20 08.03"),
        # on a Saturday with hours of its own
        (
            masuk("2026-01-10", 'jam = { kerja = "08.00-12.00" }'),
            *("2026-01-09 16.25", "10 Menit", "2026-01-10 08.05"),
        ),
        (
            masuk("2026-01-10", 'jam = { kerja = "08.00-12.00" }'),
            *("2026-01-09 14.00", "1 Hari", "2026-01-12 07.30"),  # closed at noon on Saturday
        ),
        # an ordinary day that ends early
        (
            masuk("2026-01-06", 'jam = { kerja = "07.30-11.00" }'),
            *("2026-01-06 10.55", "10 Menit", "2026-01-07 07.35"),
        ),
    ],
)
def test_limits_follow_the_office_s_own_days(
    tambahan: str, mulai: str, batas: str, tempo: str
) -> None:
    assert jatuh_tempo(dengan(tambahan), wita(mulai), waktu(batas)) == wita(tempo)
    assert jatuh_tempo(bawaan(), wita(mulai), waktu(batas)) != wita(tempo)


def test_a_day_off_says_the_office_s_own_reason() -> None:
    kalender = dengan(libur("2026-01-06"))
    assert kalender.alasan_libur(date(2026, 1, 6)) == "Hari Jadi Kota"
    assert not kalender.sementara(date(2026, 1, 6))
    assert dengan(libur("2026-01-06", "sementara = true")).sementara(date(2026, 1, 6))


def test_the_office_s_own_day_confirms_an_estimated_feast_or_replaces_it() -> None:
    feast = date(2027, 3, 10)
    assert bawaan().sementara(feast)
    assert not dengan(libur("2027-03-10")).sementara(feast)
    moved = dengan(masuk("2027-03-10"))
    assert moved.hari_kerja(feast) and not moved.sementara(feast)


def test_a_working_saturday_has_no_reason_to_be_closed() -> None:
    saturday = date(2026, 1, 10)
    assert bawaan().alasan_libur(saturday) == AKHIR_PEKAN
    kalender = dengan(masuk("2026-01-10", 'jam = { kerja = "08.00-24.00" }'))
    assert kalender.alasan_libur(saturday) == ""
    hari = wita("2026-01-10 00.00"), wita("2026-01-11 00.00")
    assert menit_kerja(kalender, *hari) == timedelta(hours=16)
