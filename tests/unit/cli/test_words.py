"""Times, lengths, masks, and text that somebody else wrote."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from izin.cli.output import mask, masked, plain, safe
from shared.words import length, precise, short, when

WITA = ZoneInfo("Asia/Makassar")
INSTANT = datetime(2026, 1, 5, 1, 2, 3, tzinfo=UTC)


def test_an_instant_is_shown_in_the_office_s_zone() -> None:
    assert when(INSTANT, WITA) == "Sen 5 Jan 2026 09.02.03 WITA"
    assert precise(INSTANT, WITA) == "5 Jan 2026 09.02.03"
    assert short(INSTANT, WITA) == "5 Jan 09.02"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(), "0 detik"),
        (timedelta(seconds=59, milliseconds=900), "59 detik"),
        (timedelta(minutes=61), "1 jam 1 menit"),
        (timedelta(days=2, seconds=5), "2 hari 5 detik"),
        (timedelta(days=1, hours=2, minutes=3), "1 hari 2 jam"),
        (timedelta(seconds=-5), "0 detik"),  # clocks of two machines differ
    ],
)
def test_a_length_is_its_two_largest_units(span: timedelta, text: str) -> None:
    assert length(span) == text


def test_a_length_can_be_one_unit() -> None:
    assert length(timedelta(days=1, hours=2), 1) == "1 hari"


def test_only_the_last_digits_of_a_number_are_shown() -> None:
    assert mask("6372000000000001") == "*" * 13 + "001"
    assert mask("12") == "12"


def test_masking_keeps_the_name_and_the_address() -> None:
    shown = masked({"nama": "Siti", "nik": "6372000000000001", "telepon": "0811000123"})
    assert shown == {"nama": "Siti", "nik": "*************001", "telepon": "*******123"}


def test_masking_reaches_what_is_told_of_a_changed_number() -> None:
    told = {"bidang": "pemohon.nik", "semula": "6372000000000001", "menjadi": "6372000000000002"}
    assert masked([told]) == [{**told, "semula": "*" * 13 + "001", "menjadi": "*" * 13 + "002"}]
    name = {"bidang": "pemohon.nama", "semula": "Siti", "menjadi": "Sita"}
    assert masked(name) == name


def test_a_name_cannot_move_the_cursor_or_switch_colours() -> None:
    assert safe("Siti\x1b[2J\x07\r\u202e") == "Siti\ufffd[2J\ufffd\ufffd\ufffd"
    assert safe("dua\nbaris") == "dua\nbaris"


def test_markup_in_a_name_is_shown_and_not_obeyed() -> None:
    target = io.StringIO()
    Console(file=target).print(plain("[bold red]Siti[/]"))
    assert target.getvalue() == "[bold red]Siti[/]\n"
