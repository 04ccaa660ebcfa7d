"""The office's own particulars: patterns of numbers, terms."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.data import berlaku_sampai, teks_masa_berlaku
from shared.surat.kantor import KantorSurat, isi_pola
from shared.surat.loader import muat_surat

KANTOR = muat_surat(FOLDER_SURAT_BAWAAN).kantor


def test_a_number_is_written_by_the_pattern() -> None:
    pola = "{urut:03d}/{kode}/DPMPTSP/{bulan_romawi}/{tahun}"
    assert isi_pola(pola, "PAUD", 7, date(2026, 11, 30)) == "007/PAUD/DPMPTSP/XI/2026"


def dengan_pola(pola: str, **lain: Any) -> dict[str, Any]:
    mentah = KANTOR.model_dump()
    mentah["keputusan"] = list(mentah["keputusan"])
    mentah["keputusan"][0] |= {"pola_nomor": pola, **lain}
    return mentah


@pytest.mark.parametrize(
    ("pola", "sebab"),
    [
        ("{urut}", "harus memuat {urut} dan {tahun}"),
        ("{urut}/{hari}/{tahun}", "tempat {hari} tidak dikenal"),
        ("{urut:xyz}/{tahun}", "pola nomor tidak terbaca"),
        ("{urut}/{tahun}/{", "pola nomor tidak terbaca"),
    ],
)
def test_a_pattern_that_makes_no_number_is_refused(pola: str, sebab: str) -> None:
    with pytest.raises(ValidationError, match=r"pola nomor|tempat") as galat:
        KantorSurat.model_validate(dengan_pola(pola))
    assert sebab in str(galat.value)


def test_two_series_never_make_the_same_number() -> None:
    mentah = dengan_pola("{urut}/{tahun}")
    mentah["keputusan"][1]["pola_nomor"] = "{urut}/{tahun}"
    with pytest.raises(ValidationError, match="dua seri membuat nomor yang sama"):
        KantorSurat.model_validate(mentah)


@pytest.mark.parametrize(
    ("sejak", "bulan", "sampai"),
    [
        (date(2026, 1, 9), 60, date(2031, 1, 8)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
        (date(2026, 1, 9), 0, None),
    ],
)
def test_the_last_day_of_a_term(sejak: date, bulan: int, sampai: date | None) -> None:
    assert berlaku_sampai(sejak, bulan) == sampai


def test_a_term_in_words() -> None:
    assert [teks_masa_berlaku(bulan) for bulan in (0, 18, 60)] == ["", "18 bulan", "5 tahun"]
