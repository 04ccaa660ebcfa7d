"""Deadlines of 2026, worked out by hand with the rule that each one shows. All times are WITA."""

import pytest

from shared.kalender.hitung import jatuh_tempo, saat_mendekati, terlampaui
from tests.unit.kalender.contoh import bawaan, waktu, wita

MENIT = [
    # an ordinary Monday: 07.30-12.00 and 13.00-16.00
    ("2026-01-05 09.00", "10 Menit", "2026-01-05 09.10"),  # within hours
    ("2026-01-05 06.00", "10 Menit", "2026-01-05 07.40"),  # before opening: from opening
    ("2026-01-05 07.30", "10 Menit", "2026-01-05 07.40"),  # opening itself is office time
    ("2026-01-05 11.50", "10 Menit", "2026-01-05 12.00"),  # runs out as the break starts: then
    ("2026-01-05 11.55", "10 Menit", "2026-01-05 13.05"),  # the break is not counted
    ("2026-01-05 12.00", "10 Menit", "2026-01-05 13.10"),  # the start of the break is outside
    ("2026-01-05 12.30", "10 Menit", "2026-01-05 13.10"),  # in the break: from its end
    ("2026-01-05 13.00", "10 Menit", "2026-01-05 13.10"),  # the end of the break is office time
    ("2026-01-05 15.50", "10 Menit", "2026-01-05 16.00"),  # runs out at closing: then
    ("2026-01-05 15.55", "10 Menit", "2026-01-06 07.35"),  # the night is not counted
    ("2026-01-05 16.00", "10 Menit", "2026-01-06 07.40"),  # closing itself is outside
    ("2026-01-05 22.00", "10 Menit", "2026-01-06 07.40"),  # after hours: from the next opening
    ("2026-01-05 07.30", "8 Jam", "2026-01-06 08.00"),  # a working day has seven and a half
    ("2026-01-05 07.30", "37 Jam 30 Menit", "2026-01-09 16.30"),  # and a week five of them
    # Friday: 07.30-11.30 and 13.00-16.30
    ("2026-01-09 11.25", "10 Menit", "2026-01-09 13.05"),  # Friday's break begins earlier
    ("2026-01-09 11.45", "10 Menit", "2026-01-09 13.10"),
    ("2026-01-09 16.10", "10 Menit", "2026-01-09 16.20"),  # and the day is longer
    ("2026-01-09 16.25", "10 Menit", "2026-01-12 07.35"),  # the weekend is not counted
    ("2026-01-10 10.00", "10 Menit", "2026-01-12 07.40"),  # Saturday
    ("2026-01-11 23.59", "10 Menit", "2026-01-12 07.40"),  # Sunday
    # holidays
    ("2026-01-01 09.00", "10 Menit", "2026-01-02 07.40"),  # New Year
    ("2026-01-15 15.55", "10 Menit", "2026-01-19 07.35"),  # Isra Mikraj on the Friday
    ("2026-02-13 16.25", "10 Menit", "2026-02-18 07.35"),  # weekend, cuti bersama, Imlek
    # Ramadan from 19 February: 08.00-12.00 and 12.30-15.00, Friday 08.00-11.30 and 12.30-15.30
    ("2026-02-18 07.35", "10 Menit", "2026-02-18 07.45"),  # the day before: ordinary hours
    ("2026-02-18 15.58", "10 Menit", "2026-02-19 08.08"),  # into the first day of fasting
    ("2026-02-19 07.45", "5 Menit", "2026-02-19 08.05"),  # opens later
    ("2026-02-23 11.58", "5 Menit", "2026-02-23 12.33"),  # shorter break
    ("2026-02-23 14.58", "5 Menit", "2026-02-24 08.03"),  # closes earlier
    ("2026-02-20 11.28", "5 Menit", "2026-02-20 12.33"),  # Friday's break
    ("2026-02-20 15.25", "5 Menit", "2026-02-20 15.30"),  # Friday's closing
    ("2026-02-20 15.28", "5 Menit", "2026-02-23 08.03"),
    # Idul Fitri: closed 18 to 24 March, and ordinary hours afterwards
    ("2026-03-17 14.58", "5 Menit", "2026-03-25 07.33"),
    ("2026-03-21 10.00", "5 Menit", "2026-03-25 07.35"),
    # year end: 1 January 2027 is a Friday
    ("2026-12-31 15.55", "10 Menit", "2027-01-04 07.35"),
]

HARI = [
    ("2026-01-05 09.00", "1 Hari", "2026-01-06 09.00"),  # a day is no 24 office hours
    ("2026-01-05 09.00", "4 Hari", "2026-01-09 09.00"),  # the start day is not counted
    ("2026-01-05 10.00", "5 Hari", "2026-01-12 10.00"),  # over a weekend
    ("2026-01-05 06.00", "4 Hari", "2026-01-09 07.30"),  # before opening: from opening
    ("2026-01-05 20.00", "4 Hari", "2026-01-12 07.30"),  # after closing: from Tuesday's opening
    ("2026-01-05 12.15", "1 Hari", "2026-01-06 13.00"),  # in the break: from its end
    ("2026-01-10 10.00", "4 Hari", "2026-01-19 07.30"),  # Saturday: from Monday; 16 is a holiday
    # the same time of day lies outside that day's hours: the next office instant
    ("2026-01-05 11.45", "4 Hari", "2026-01-09 13.00"),  # in Friday's break
    ("2026-01-05 11.30", "4 Hari", "2026-01-09 11.30"),  # as it starts: still then
    ("2026-01-09 16.15", "4 Hari", "2026-01-19 07.30"),  # Thursday closed at 16.00; 16 holiday
    ("2026-02-18 15.30", "1 Hari", "2026-02-20 08.00"),  # closed at 15.00: the day after
    ("2026-02-18 15.00", "1 Hari", "2026-02-19 15.00"),  # at closing: still then
    ("2026-02-18 07.45", "1 Hari", "2026-02-19 08.00"),  # before the later opening
    ("2026-02-16 09.00", "4 Hari", "2026-02-24 08.00"),  # cuti bersama, Imlek: from Wed 07.30
    ("2026-03-17 12.30", "1 Hari", "2026-03-25 13.00"),  # the break is longer after Ramadan
    # Idul Fitri makes 13 calendar days of four hari kerja
    ("2026-03-12 10.00", "4 Hari", "2026-03-25 10.00"),  # 13, 16, 17, 25
    ("2026-03-13 10.00", "4 Hari", "2026-03-26 10.00"),  # 16, 17, 25, 26
    ("2026-03-17 10.00", "4 Hari", "2026-03-30 10.00"),  # 25, 26, 27, 30
    ("2026-03-18 10.00", "1 Hari", "2026-03-26 07.30"),  # starts on cuti bersama: from 25
    # other holidays
    ("2026-04-02 14.00", "1 Hari", "2026-04-06 14.00"),  # Good Friday
    ("2026-05-13 10.00", "1 Hari", "2026-05-18 10.00"),  # Ascension and cuti bersama
    ("2026-05-26 10.00", "1 Hari", "2026-05-29 10.00"),  # Idul Adha and cuti bersama
    ("2026-08-10 08.00", "5 Hari", "2026-08-18 08.00"),  # Independence Day
    ("2026-08-20 10.00", "4 Hari", "2026-08-27 10.00"),  # Maulid
    ("2026-12-23 09.00", "4 Hari", "2026-12-31 09.00"),  # cuti bersama and Christmas
    # into the next year: 1 and 5 January 2027 are holidays
    ("2026-12-30 09.00", "4 Hari", "2027-01-07 09.00"),  # 31, 4, 6, 7
]

MENDEKATI = [
    ("2026-01-05 09.00", "10 Menit", "2026-01-05 09.08"),
    ("2026-01-05 15.55", "10 Menit", "2026-01-06 07.33"),  # 5 before closing, 3 after opening
    ("2026-01-05 15.52", "10 Menit", "2026-01-05 16.00"),  # 80 % exactly at closing
    # 6 + 7.5 + 7.5 + 7.5 + 1.5 = 30 hours, of which 24: three hours into Thursday
    ("2026-01-05 09.00", "4 Hari", "2026-01-08 10.30"),
    # 17 March 4.5 hours, 25 March 2.5 hours: of 7 hours 5.6, so 1.1 hours into 25 March
    ("2026-03-17 10.00", "1 Hari", "2026-03-25 08.36"),
]


@pytest.mark.parametrize(("mulai", "batas", "tempo"), MENIT)
def test_office_minutes_are_due_as_worked_out_by_hand(mulai: str, batas: str, tempo: str) -> None:
    assert jatuh_tempo(bawaan(), wita(mulai), waktu(batas)) == wita(tempo)


@pytest.mark.parametrize(("mulai", "batas", "tempo"), HARI)
def test_hari_kerja_are_due_as_worked_out_by_hand(mulai: str, batas: str, tempo: str) -> None:
    assert jatuh_tempo(bawaan(), wita(mulai), waktu(batas)) == wita(tempo)


@pytest.mark.parametrize(("mulai", "batas", "saat"), MENDEKATI)
def test_a_limit_is_near_when_eighty_percent_of_it_is_used(
    mulai: str, batas: str, saat: str
) -> None:
    assert saat_mendekati(bawaan(), wita(mulai), waktu(batas)) == wita(saat)


def test_closing_exactly_at_the_due_instant_is_on_time() -> None:
    tempo = wita("2026-01-05 16.00")
    assert not terlampaui(tempo, tempo)
    assert not terlampaui(wita("2026-01-05 15.59"), tempo)
    assert terlampaui(tempo.replace(microsecond=1000), tempo)
