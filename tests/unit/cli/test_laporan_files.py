"""The report as CSV, XLSX and JSON, read back by somebody else's reader."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from rich.console import Console

from izin.cli.laporan_view import print_tables
from shared.kantor.laporan_berkas import SECTIONS, csv_files, xlsx_file
from shared.laporan.model import BarisPerubahan, BarisSaat, Laporan
from shared.spreadsheets import guarded, like_a_formula, one_line
from tests.builders import PAUD, Perjalanan
from tests.unit.laporan.report_case import (
    dikembalikan,
    kembalikan,
    lancar,
    laporan,
    wita,
)

EVIL = '=HYPERLINK("http://contoh.id";"klik")'
KINI = wita(9, "12.00")


def isi() -> Laporan:
    jahat = kembalikan(
        Perjalanan(PAUD, diajukan=wita(7, "09.00")),
        wita(7, "09.05"),
        nib=EVIL,
        akta_badan_hukum="\x1b[2J@SUM(A1)\x00",
    )
    dibuat = laporan(lancar(), dikembalikan(), jahat, kini=KINI)
    return dibuat.model_copy(update={"saat": (SAAT,), "perubahan": (BERUBAH,)})


SAAT = BarisSaat(
    nomor="PAUD-2026-000009",
    sop=PAUD,
    langkah=1,
    putaran=1,
    disebut=wita(5, "09.00"),
    dihitung=wita(9, "11.00"),
)
"""A submission whose sender named an instant that was not believed."""

BERUBAH = BarisPerubahan(bagian="keseluruhan", baris=PAUD, kolom="masuk", semula="2", menjadi="3")


def read_csv(name: str) -> list[dict[str, str]]:
    text = csv_files(isi())[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def sheets() -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(isi())))
    return {name: book[name] for name in book.sheetnames}


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def cells(sheet: Worksheet, line: int) -> dict[str, Cell]:
    """By the title of the column."""
    row = [cell for cell in sheet[line] if isinstance(cell, Cell)]
    return {str(head.value): cell for head, cell in zip(sheet[1], row, strict=True)}


def test_every_part_is_a_csv_file_with_a_line_for_each_row() -> None:
    files = csv_files(isi())
    assert [*files] == [f"{one.name}.csv" for one in SECTIONS]
    for section in SECTIONS:
        rows = read_csv(section.name)
        assert len(rows) == len(section.rows(isi()))
        assert all(None not in row and None not in row.values() for row in rows)


def test_an_indonesian_spreadsheet_opens_the_csv_rightly() -> None:
    data = csv_files(isi())["langkah.csv"]
    assert data.startswith(b"\xef\xbb\xbfsop;langkah;")
    assert data.endswith(b"\r\n")
    (depan,) = [row for row in read_csv("langkah") if row["langkah"] == "2"]
    assert (depan["selesai"], depan["terlambat"], depan["median_menit"]) == ("2", "1", "8,00")
    assert depan["p90_menit"] == "10,40"
    assert depan["median_hari"] == ""


def test_instants_are_the_office_s() -> None:
    kabid = next(row for row in read_csv("lewat") if row["pelaksana"] == "kabid")
    assert (kabid["jatuh_tempo"], kabid["selesai"]) == (
        "2026-01-09 09:30:00",
        "2026-01-09 09:31:00",
    )
    assert kabid["karena_gangguan"] == "tidak"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+62 811", "'+62 811"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        (" =1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\x00=1+1", "�=1+1"),
        ("baik; lengkap", "baik; lengkap"),
        ("3-1", "3-1"),
        # a spreadsheet of another country takes a comma for the end of a cell
        ("baik,=1+1", "baik,'=1+1"),
        ("baik; =1+1", "baik;' =1+1"),
        ("", ""),
    ],
)
def test_no_text_of_a_csv_is_run(text: str, shown: str) -> None:
    assert guarded(text) == shown


def test_what_officers_wrote_is_harmless_in_both() -> None:
    alasan = {row["kode"]: row["alasan"] for row in read_csv("alasan")}
    assert alasan["nib"].startswith("'=HYPERLINK(")
    assert alasan["akta-badan-hukum"].startswith("�[2J@SUM(A1)�")
    found = [c for row in sheets()["alasan"].iter_rows() for c in row if c.value is not None]
    (evil,) = [c for c in found if str(c.value).startswith("=")]
    assert (evil.data_type, evil.quotePrefix) == ("s", True)
    assert not [c for c in found if c.data_type == "f"]
    assert all(str(c.value).isprintable() for c in found)


def test_no_sheet_has_a_formula_or_a_link() -> None:
    for sheet in sheets().values():
        found = [c for row in sheet.iter_rows() for c in row]
        assert {c.data_type for c in found} <= {"s", "n", "d"}
        assert not [c for c in found if c.hyperlink]


def test_the_workbook_has_a_sheet_a_part_with_its_head_in_sight() -> None:
    found = sheets()
    assert [*found] == [one.name for one in SECTIONS]
    for section in SECTIONS:
        sheet = found[section.name]
        assert sheet.freeze_panes == "A2"
        assert [c.value for c in sheet[1]] == [column.title for column in section.columns]
        assert all(c.font.b for c in sheet[1])
        assert sheet.column_dimensions["A"].width >= 8


def test_figures_are_numbers_with_a_format() -> None:
    depan = cells(sheets()["langkah"], 2)
    assert (depan["Langkah"].value, depan["Langkah"].number_format) == (2, "#,##0")
    assert (depan["Median (menit)"].value, depan["Median (menit)"].number_format) == (8, "#,##0.00")
    assert depan["Kepatuhan"].number_format == '0.00" %"'
    assert depan["Median (hari)"].value is None
    tempo = cells(sheets()["lewat"], 2)["Jatuh tempo"]
    assert tempo.is_date
    assert tempo.number_format == "yyyy-mm-dd hh:mm:ss"


def test_the_two_forms_say_the_same() -> None:
    for section in SECTIONS:
        rows = read_csv(section.name)
        for row, other in zip(rows, table(sheets()[section.name]), strict=True):
            for column in section.columns:
                cell = other[column.title]
                plain = row[column.key].removeprefix("'")
                if isinstance(cell, int | float):
                    assert float(plain.replace(",", ".")) == pytest.approx(cell)
                else:
                    assert plain == ("" if cell is None else str(cell))


def test_the_first_sheet_says_what_the_report_is_about() -> None:
    rows = [(row["Hal"], row["Isi"]) for row in table(sheets()["tentang"])]
    said = dict(rows)
    assert said["Bulan"] == "2026-01"
    assert said["Masa"].endswith("sampai Jum 9 Jan 2026 12.00.00 WITA (bulan masih berjalan)")
    assert said["Dibuat"] == "Jum 9 Jan 2026 12.00.00 WITA"
    assert "versi" in said["SOP"] and "versi" in said["Kalender"]
    assert sum(hal == "Cara menghitung" for hal, _ in rows) >= 8


def leaves(data: Any, path: str = "") -> set[str]:
    if isinstance(data, dict):
        return {leaf for key, one in data.items() for leaf in leaves(one, f"{path}.{key}")}
    if isinstance(data, list):
        return {leaf for one in data for leaf in leaves(one, path)}
    return {path.lstrip(".")}


def test_no_figure_of_the_json_is_missing_from_the_tables() -> None:
    told = json.loads(isi().model_dump_json())
    columns = {one.name: len(one.columns) for one in SECTIONS}
    spread_of_hari = {"nyata.median_hari", "nyata.p90_hari", "nyata.terlama_hari"}
    for name, rows in told.items():
        if name in columns and name not in ("tentang", "alasan"):
            assert len(leaves(rows) - spread_of_hari) == columns[name], name


def test_the_json_is_read_back_as_the_same_report() -> None:
    assert Laporan.model_validate_json(isi().model_dump_json()) == isi()
    told = json.loads(isi().model_dump_json())
    assert told["skema"] == 1
    assert told["tentang"]["sampai"] == "2026-01-09T04:00:00.000Z"
    assert [*told] == [
        *("skema", "tentang", "keseluruhan", "langkah", "pelaksana", "pemohon", "waktu"),
        *("pengembalian", "alasan", "peringatan", "pencocokan", "lewat", "saat", "perubahan"),
        "sebab",
    ]


def test_nothing_in_it_is_about_a_person() -> None:
    text = isi().model_dump_json()
    for secret in ("Siti", "6372000000000001", "081100000000", "siti@", "Budi", "LKP Contoh"):
        assert secret not in text


def test_text_on_one_line_hides_nothing() -> None:
    assert one_line("a\nb\u202ec\x07") == "a b�c�"
    assert like_a_formula("  =x") and not like_a_formula("x=1") and not like_a_formula("  ")


def test_every_form_says_that_a_past_month_changed_and_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tentang = isi().tentang.model_copy(update={"pertama": KINI})
    berubah = isi().model_copy(update={"tentang": tentang, "sebab": ("permohonan X dicatat",)})
    tetap = berubah.model_copy(update={"perubahan": (), "sebab": ()})
    for satu, said in ((berubah, "1 angka BERUBAH sejak itu"), (tetap, "tidak berubah sejak itu")):
        files = csv_files(satu)
        assert said in files["tentang.csv"].decode("utf-8-sig")
        print_tables(satu, Console())
        assert said in " ".join(capsys.readouterr().out.split())
    assert "permohonan X dicatat" in csv_files(berubah)["tentang.csv"].decode("utf-8-sig")
    assert "masuk;2;3" in csv_files(berubah)["perubahan.csv"].decode("utf-8-sig")
    print_tables(berubah, Console(width=200))
    assert "karena permohonan X dicatat" in capsys.readouterr().out
