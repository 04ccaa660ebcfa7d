"""`izin sk daftar`, `lihat`, `unduh`: the book of numbers, one of them, its signed file."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from shared.contracts import Lembaga
from tests.builders import KURSUS
from tests.unit.cli.sk_office import Office, office

__all__ = ["office"]

PERTAMA = "001/PAUD/DPMPTSP/XI/2026"
EVIL = Lembaga(nama='=HYPERLINK("http://contoh.id";"klik")', alamat="Jalan Contoh 1")


def test_an_empty_book_says_so(office: Office) -> None:
    outcome = office.izin_sk("daftar")
    assert (outcome.code, outcome.out) == (0, "Tidak ada nomor SK yang cocok.\n")


def test_the_book_shows_every_number_within_80_columns(office: Office) -> None:
    office.terbitkan()
    void = office.batalkan("permohonan ditarik pemohon")
    outcome = office.izin_sk("daftar")
    assert outcome.code == 0
    assert PERTAMA in outcome.out and void in outcome.out
    assert "ditarik pemohon" in " ".join(outcome.out.split())
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert "2 nomor: 1 berlaku, 1 batal." in outcome.said


def test_the_book_never_tells_a_code(office: Office, tmp_path: Path) -> None:
    kode = office.terbitkan().nomor.kode
    for form in ("tabel", "csv", "json"):
        outcome = office.izin_sk("daftar", "--bentuk", form, "--ke", tmp_path / form)
        assert outcome.code == 0, outcome.err
        assert kode not in (tmp_path / form).read_text(encoding="utf-8-sig")
    assert kode not in office.izin_sk("lihat", PERTAMA).out


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--seri", "kursus"), ["002/KURSUS/DPMPTSP/XI/2026", "001/KURSUS/DPMPTSP/XI/2026"]),
        (("--tahun", "2025"), []),
        (("--status", "batal"), ["002/KURSUS/DPMPTSP/XI/2026"]),
        (("--status", "berlaku", "--seri", "paud"), [PERTAMA]),
        (("--status", "berakhir"), []),
        (("--dari", "2026-11-24"), []),
        (("--dari", "2026-11-23", "--sampai", "2026-11-23", "--seri", "paud"), [PERTAMA]),
        (("--sampai", "2026-11-22"), []),
    ],
)
def test_what_is_wanted_can_be_said(
    office: Office, options: tuple[str, ...], expected: list[str]
) -> None:
    office.terbitkan()
    office.terbitkan(KURSUS)
    office.batalkan("berakhir")
    rows = json.loads(office.izin_sk("daftar", *options, "--json").out)
    assert sorted(row["nomor"] for row in rows) == sorted(expected)


def test_a_term_that_is_over_is_over_the_day_after(office: Office) -> None:
    satu = office.terbitkan().nomor
    assert satu.berlaku_sampai is not None
    office.kini += satu.berlaku_sampai - satu.tanggal
    (row,) = json.loads(office.izin_sk("daftar", "--json").out)
    assert row["keadaan"] == "berlaku"
    office.kini += timedelta(days=1)
    (row,) = json.loads(office.izin_sk("daftar", "--status", "berakhir", "--json").out)
    assert (row["keadaan"], row["status"]) == ("berakhir", "berlaku")
    assert (
        "berakhir; berlaku sampai dengan 22 November 2031" in office.izin_sk("lihat", PERTAMA).out
    )


def test_a_name_is_no_formula_in_a_spreadsheet(office: Office, tmp_path: Path) -> None:
    office.terbitkan(lembaga=EVIL)
    for form in ("csv", "xlsx"):
        assert office.izin_sk("daftar", "--bentuk", form, "--ke", tmp_path).code == 0
    text = (tmp_path / "buku-nomor-sk.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    assert row["lembaga"].startswith("'=HYPERLINK")
    assert (row["nomor"], row["tanggal"], row["status"]) == (PERTAMA, "2026-11-23", "berlaku")
    assert row["nip"] == "19800101 200501 1 001"
    sheet = openpyxl.load_workbook(tmp_path / "buku-nomor-sk.xlsx").worksheets[0]
    heading, first = list(sheet.iter_rows())
    cells = {str(name.value): cell for name, cell in zip(heading, first, strict=True)}
    assert cells["Lembaga"].value == EVIL.nama and cells["Lembaga"].data_type == "s"
    assert str(cells["Tanggal"].value)[:10] == "2026-11-23"
    assert cells["Tahun"].number_format == "0"


def test_a_file_that_is_there_stays(office: Office, tmp_path: Path) -> None:
    arguments = ("daftar", "--bentuk", "csv", "--ke", tmp_path)
    assert office.izin_sk(*arguments).code == 0
    again = office.izin_sk(*arguments)
    assert again.code == 2 and "--timpa" in again.said
    assert office.izin_sk(*arguments, "--timpa").code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--status", "sah"), "Yang ada: terambil, berlaku, berakhir, batal, dicabut, diganti"),
        (("--dari", "kemarin"), "bukan tanggal"),
        (("--bentuk", "pdf"), "tidak dikenal"),
        (("--bentuk", "csv", "--json"), "tidak dipakai bersama"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    office: Office, options: tuple[str, ...], said: str
) -> None:
    outcome = office.izin_sk("daftar", *options)
    assert (outcome.code, said in outcome.said) == (2, True), outcome.err


def test_one_number_is_told_in_full(office: Office) -> None:
    satu = office.terbitkan()
    outcome = office.izin_sk("lihat", f" {PERTAMA} ")
    assert outcome.code == 0
    told = " ".join(outcome.out.split())
    for word in ("berlaku sampai dengan 22 November 2031", satu.permohonan.nomor, "LKP Contoh"):
        assert word in told
    assert satu.nomor.sha256 is not None and satu.nomor.sha256 in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["lihat", "unduh"])
def test_a_number_that_is_not_there_is_told(office: Office, command: str) -> None:
    outcome = office.izin_sk(command, "999/PAUD/DPMPTSP/XI/2026")
    assert outcome.code == 3
    assert "999/PAUD/DPMPTSP/XI/2026' tidak ada dalam buku nomor" in outcome.said
    assert "izin sk daftar" in outcome.said


def test_the_signed_file_is_saved_whole(office: Office, tmp_path: Path) -> None:
    pdf = office.terbitkan().pdf
    saved = tmp_path / "baru" / "SK-001-PAUD-DPMPTSP-XI-2026.pdf"
    outcome = office.izin_sk("unduh", PERTAMA, "--ke", tmp_path / "baru")
    assert (outcome.code, outcome.out) == (0, f"{saved}\n")
    assert saved.read_bytes() == pdf
    assert "sudah ada di sana" in office.izin_sk("unduh", PERTAMA, "--ke", saved).said


def test_another_file_in_its_place_stays(office: Office, tmp_path: Path) -> None:
    pdf = office.terbitkan().pdf
    place = tmp_path / "sk.pdf"
    place.write_bytes(b"punya saya")
    assert office.izin_sk("unduh", PERTAMA, "--ke", place).code == 2
    assert place.read_bytes() == b"punya saya"
    assert office.izin_sk("unduh", PERTAMA, "--ke", place, "--timpa").code == 0
    assert place.read_bytes() == pdf


def test_a_file_that_was_changed_in_the_store_is_not_saved(office: Office, tmp_path: Path) -> None:
    satu = office.terbitkan().nomor
    office.kantor.dokumen._isi[str(satu.berkas_id)] = b"%PDF-lain"  # type: ignore[attr-defined]
    outcome = office.izin_sk("unduh", PERTAMA, "--ke", tmp_path)
    assert (outcome.code, list(tmp_path.iterdir())) == (1, [])
    assert "SHA-256" in outcome.said


def test_a_void_number_has_no_file(office: Office, tmp_path: Path) -> None:
    outcome = office.izin_sk("unduh", office.batalkan("ditarik pemohon"), "--ke", tmp_path / "x")
    assert outcome.code == 4
    assert "tidak punya SK: batal: ditarik pemohon" in outcome.said
    assert not (tmp_path / "x").exists()


def test_an_sk_that_is_in_force_no_more_is_saved_with_a_word(
    office: Office, tmp_path: Path
) -> None:
    office.terbitkan()
    office.kini += timedelta(days=6 * 366)
    outcome = office.izin_sk("unduh", PERTAMA, "--ke", tmp_path)
    assert outcome.code == 0
    assert "Perhatikan" in outcome.said and "berakhir" in outcome.said
