"""Times are read from the official words and given back as the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from shared.sop.waktu import HARI_MAKS, MENIT_MAKS, TotalWaktu, Waktu, teks_lama


@pytest.mark.parametrize(
    ("teks", "jumlah", "satuan"),
    [
        ("30 Menit", 30, "menit"),
        ("10 menit", 10, "menit"),  # lower case, as in row 5 of both tables
        ("4 Hari", 4, "hari"),
        ("1 Jam", 60, "menit"),  # an hour is sixty office minutes
        ("1 Jam 30 Menit", 90, "menit"),
        (f"{MENIT_MAKS} Menit", MENIT_MAKS, "menit"),  # the longest that is accepted
        (f"{HARI_MAKS} Hari", HARI_MAKS, "hari"),
    ],
)
def test_a_limit_is_read_from_its_words(teks: str, jumlah: int, satuan: str) -> None:
    waktu = Waktu.model_validate(teks)
    assert (waktu.jumlah, waktu.satuan) == (jumlah, satuan)
    assert waktu.model_dump_json() == f'"{teks}"'


@pytest.mark.parametrize(
    "teks",
    [
        "0 Menit",  # nothing to wait for
        "0 Hari",
        "-5 Menit",  # negative
        "",
        " ",
        "Menit",  # no number
        "30",  # no unit
        "30Menit",  # not the words of the table
        "30 Detik",  # a unit no table uses
        "1,5 Hari",  # halves have no meaning in hari kerja
        " 30 Menit",  # a blank at the edge would not be word for word
        "30 Menit ",
        "30\nMenit",
        "٣٠ Menit",  # other digits
        "1 Hari 30 Menit",  # two units: which clock would run?
        "30 Menit 1 Jam",  # out of order
        f"{MENIT_MAKS + 1} Menit",
        f"{HARI_MAKS + 1} Hari",
        "99999999999 Hari",
    ],
)
def test_a_limit_that_cannot_be_armed_is_refused(teks: str) -> None:
    with pytest.raises(ValidationError, match="tidak dapat dijadikan batas"):
        Waktu.model_validate(teks)


@pytest.mark.parametrize("nilai", [30, None, True, ["30 Menit"]])
def test_a_limit_that_is_no_text_is_refused(nilai: object) -> None:
    with pytest.raises(ValidationError, match="harus berupa teks"):
        Waktu.model_validate(nilai)


def test_a_limit_whose_number_contradicts_its_words_cannot_be_made() -> None:
    assert Waktu(teks="5 Menit", jumlah=5, satuan="menit") == Waktu.model_validate("5 Menit")
    with pytest.raises(ValidationError, match="tidak sesuai"):
        Waktu(teks="5 Menit", jumlah=6, satuan="menit")
    with pytest.raises(ValidationError, match="tidak sesuai"):
        Waktu(teks="5 Menit", jumlah=5, satuan="hari")


def test_a_limit_inside_another_model_travels_as_its_words() -> None:
    class Pembawa(BaseModel):
        waktu: Waktu

    pembawa = Pembawa.model_validate({"waktu": "10 menit"})
    assert pembawa.model_dump_json() == '{"waktu":"10 menit"}'
    assert Pembawa.model_validate_json(pembawa.model_dump_json()) == pembawa


@pytest.mark.parametrize(
    ("teks", "hari", "menit", "keseluruhan"),
    [
        ("4 Hari 1 Jam 13 Menit (5 Hari)", 4, 73, 5),
        ("4 Hari 1 Jam 18 Menit (5 Hari)", 4, 78, 5),
        ("45 Menit (1 Hari)", 0, 45, 1),
        ("4 Hari (4 Hari)", 4, 0, 4),
    ],
)
def test_a_total_is_read_from_its_words(teks: str, hari: int, menit: int, keseluruhan: int) -> None:
    total = TotalWaktu.model_validate(teks)
    assert (total.hari, total.menit, total.keseluruhan_hari) == (hari, menit, keseluruhan)
    assert total.model_dump_json() == f'"{teks}"'


@pytest.mark.parametrize(
    "teks",
    [
        "4 Hari 1 Jam 13 Menit",  # the days of the whole are missing
        "(5 Hari)",
        "4 Hari (0 Hari)",
        "4 Hari (5 Menit)",
        "empat hari (5 Hari)",
        "4 Hari (5 Hari) ",
        "",
    ],
)
def test_a_total_that_does_not_say_both_is_refused(teks: str) -> None:
    with pytest.raises(ValidationError):
        TotalWaktu.model_validate(teks)


@given(st.integers(0, 999), st.integers(0, 999), st.integers(1, 999))
def test_a_length_that_is_written_is_read_as_the_same_length(
    hari: int, menit: int, keseluruhan: int
) -> None:
    total = TotalWaktu.model_validate(f"{teks_lama(hari, menit)} ({keseluruhan} Hari)")
    assert (total.hari, total.menit, total.keseluruhan_hari) == (hari, menit, keseluruhan)
