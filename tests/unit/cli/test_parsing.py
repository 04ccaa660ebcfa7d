"""`--verdik`, `--hasil` and `--petugas` as an officer's script writes them."""

from pathlib import Path

import pytest

from izin.cli.errors import BadInput
from izin.cli.tugas_petugas import parse_petugas
from izin.cli.tugas_questions import (
    doubles,
    parse_outputs,
    parse_putusan,
    parse_verdik,
)
from shared.kantor.errors import MasukanKeliru
from tests.builders import BATAS_BYTES, Perjalanan
from tests.unit.kantor.tugas import tugas_of


def test_who_decided_is_an_id_and_a_name() -> None:
    petugas = parse_petugas("198001: Budi: Petugas ")
    assert (petugas.id, petugas.nama) == ("198001", "Budi: Petugas")


@pytest.mark.parametrize("text", ["", "198001", ":Budi", "198001:", "19 80:Budi"])
def test_half_a_name_is_no_officer(text: str) -> None:
    with pytest.raises(BadInput):
        parse_petugas(text)


def test_an_unknown_decision_names_the_known_ones() -> None:
    assert parse_putusan("kembalikan") == "kembalikan"
    with pytest.raises(BadInput, match="terima, tolak, kembalikan"):
        parse_putusan("setuju")


def test_a_rejection_carries_its_reason_colons_and_all() -> None:
    (verdik,) = parse_verdik(["nib=tolak:lihat: buram"], tugas_of(Perjalanan()))
    assert (verdik.kode, verdik.diterima, verdik.alasan) == ("nib", False, "lihat: buram")


def test_everything_else_can_be_accepted_at_once() -> None:
    tugas = tugas_of(Perjalanan())
    verdik = parse_verdik(["semua=terima", "nib=tolak:buram"], tugas)
    assert {v.kode: v.diterima for v in verdik} == {d.kode: d.kode != "nib" for d in tugas.dokumen}


def test_everything_leaves_out_what_was_accepted_before() -> None:
    case = Perjalanan()
    case.putus()  # Front Office accepted every document
    assert parse_verdik(["semua=terima"], tugas_of(case)) == ()


@pytest.mark.parametrize(
    "text", ["nib", "nib=", "nib=ya", "nib=terima:bagus", "=terima", "N B=terima"]
)
def test_a_verdict_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="tidak terbaca"):
        parse_verdik([text], tugas_of(Perjalanan()))


@pytest.mark.parametrize("text", ["nib=tolak", "nib=tolak:", "nib=tolak: \u200b"])
def test_a_rejection_without_a_reason_is_refused_for_that(text: str) -> None:
    with pytest.raises(BadInput, match="alasan penolakannya kosong"):
        parse_verdik([text], tugas_of(Perjalanan()))


def test_an_output_is_measured(tmp_path: Path) -> None:
    (tmp_path / "bapl=1.pdf").write_bytes(b"%PDF-1.7 isi")
    (file,), _ = parse_outputs([f"bapl={tmp_path}/bapl=1.pdf"], BATAS_BYTES)
    assert (file.kode, file.facts.ukuran_bytes) == ("bapl", 12)


def test_a_toml_file_is_the_text_of_a_letter_with_pictures_beside_it(tmp_path: Path) -> None:
    (tmp_path / "depan.jpg").write_bytes(b"gambar")
    (tmp_path / "bapl.toml").write_text(
        'tanggal = 2026-01-05\n[[foto]]\nberkas = "depan.jpg"\nketerangan = "Depan"\n',
        encoding="utf-8",
    )
    files, (letter,) = parse_outputs([f"bapl={tmp_path}/bapl.toml"], BATAS_BYTES)
    isi = letter.output({tmp_path / "depan.jpg": "a" * 24}).isi
    assert files == () and isi
    assert isi["tanggal"] == "2026-01-05"
    assert isi["foto"][0]["berkas"]["berkas_id"] == "a" * 24


@pytest.mark.parametrize(
    ("isi", "sebab"), [("a = ", "TOML tidak terbaca"), ('[[f]]\nberkas = "x.jpg"', "x.jpg")]
)
def test_a_text_that_cannot_be_read_is_told(tmp_path: Path, isi: str, sebab: str) -> None:
    (tmp_path / "bapl.toml").write_text(isi, encoding="utf-8")
    with pytest.raises(MasukanKeliru, match=sebab):
        parse_outputs([f"bapl={tmp_path}/bapl.toml"], BATAS_BYTES)


@pytest.mark.parametrize("text", ["bapl", "bapl=", "=x.pdf", "bapl=tidak-ada.pdf"])
def test_an_output_without_a_file_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="--hasil"):
        parse_outputs([text], BATAS_BYTES)


def test_a_code_that_is_named_twice_is_found() -> None:
    assert list(doubles(["a", "b", "a", "a"])) == ["a"]
