"""The office's list of reasons."""

from pathlib import Path

import pytest

from shared.kotak.alasan import (
    BERKAS_ALASAN,
    AlasanTidakSah,
    alasan_untuk,
    baca_alasan,
)


def test_the_packaged_list_has_reasons_for_every_document() -> None:
    assert len(alasan_untuk(baca_alasan(BERKAS_ALASAN), "ktp")) >= 5


def test_a_reason_for_one_document_comes_first_and_is_for_no_other(tmp_path: Path) -> None:
    berkas = tmp_path / "alasan.toml"
    berkas.write_text('[[alasan]]\nkata = "umum"\n[[alasan]]\nkata = "akta"\nuntuk = ["akta"]\n')
    semua = baca_alasan(berkas)
    assert alasan_untuk(semua, "akta") == ["akta", "umum"]
    assert alasan_untuk(semua, "nib") == ["umum"]


@pytest.mark.parametrize("isi", ["[[alasan]]\nkata = ''\n", "alasan = 3\n", "bukan toml ["])
def test_a_list_that_makes_no_sense_is_refused(tmp_path: Path, isi: str) -> None:
    berkas = tmp_path / "alasan.toml"
    berkas.write_text(isi)
    with pytest.raises(AlasanTidakSah):
        baca_alasan(berkas)
