"""`izin sop`: lists, checks and prints, for people and for scripts."""

import json
from pathlib import Path

import pytest

from shared.sop.loader import FOLDER_BAWAAN
from tests.unit.cli.running import izin

KURSUS, PAUD = "izin-kursus-pelatihan", "izin-paud"
KURSUS_FILE = FOLDER_BAWAAN / f"{KURSUS}.toml"


def test_the_list_has_both_sops_with_the_stated_and_the_computed_total() -> None:
    rows = json.loads(izin("sop", "daftar", "--json").out)
    assert [row["kode"] for row in rows] == [KURSUS, PAUD]
    assert [row["selisih_menit"] for row in rows] == [-5, 0]
    outcome = izin("sop", "daftar")
    assert outcome.code == 0
    assert KURSUS in outcome.out and "4 Hari 1 Jam" in outcome.out


def test_a_sound_file_is_sound_and_the_difference_is_shown() -> None:
    outcome = izin("sop", "periksa", KURSUS_FILE)
    assert outcome.code == 0
    assert "Sah:" in outcome.out
    assert "4 Hari 1 Jam 13 Menit (5 Hari)" in outcome.out
    assert "4 Hari 1 Jam 18 Menit" in outcome.out
    assert "kurang 5 menit" in outcome.out


def test_every_problem_of_a_broken_file_is_listed_with_its_step(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.toml"
    text = KURSUS_FILE.read_text().replace('pelaksana = "kabid"', 'pelaksana = "kabidd"')
    broken.write_text(
        text.replace('{ putusan = "terima", ke = 7 }', '{ putusan = "terima", ke = 77 }')
    )
    outcome = izin("sop", "periksa", broken)
    assert outcome.code == 2
    assert outcome.out == ""
    assert 'langkah 6: pelaksana "kabidd" tidak dikenal' in outcome.said
    assert outcome.said.count("langkah 6:") >= 2


def test_a_broken_file_as_json_names_step_and_reason(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.toml"
    broken.write_text("kode = 3")
    outcome = izin("sop", "periksa", broken, "--json")
    assert outcome.code == 2
    told = json.loads(outcome.out)
    assert told["sah"] is False
    assert {"langkah", "alasan"} <= set(told["masalah"][0])


def test_a_file_that_is_not_there_is_a_wrong_input() -> None:
    outcome = izin("sop", "periksa", "tidak-ada.toml")
    assert outcome.code == 2
    assert "tidak dapat dibaca" in outcome.said


def test_printing_marks_the_additions_and_compares_the_totals() -> None:
    outcome = izin("sop", "cetak", KURSUS)
    assert outcome.code == 0
    assert "Rute tambahan, tidak ada dalam tabel resmi:" in outcome.out
    assert "tolak → ditolak (tambahan)" in " ".join(outcome.out.split())
    assert "terima → langkah 2\n" in outcome.out.replace(" \n", "\n").replace("  ", "")
    assert "kurang 5 menit" in outcome.out


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
def test_the_narrow_print_never_exceeds_80_columns_and_loses_no_word(kode: str) -> None:
    narrow = izin("sop", "cetak", kode).out
    assert max(map(len, narrow.splitlines())) <= 80
    words = set(narrow.split())
    for row in json.loads(izin("sop", "cetak", kode, "--json").out)["baris"][:-1]:
        assert set(" ".join(row).split()) - words <= {"X"}


def test_the_wide_print_is_the_official_table() -> None:
    wide = izin("sop", "cetak", PAUD, env={"COLUMNS": "200"}).out
    assert "Kabid Perizinan" in wide
    assert "Jumlah Waktu" in wide


def test_markdown_has_the_official_columns_and_one_line_a_step() -> None:
    lines = izin("sop", "cetak", PAUD, "--markdown").out.splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + 9 + 1
    assert {line.count(" | ") for line in table} == {12}


def test_an_sop_can_be_printed_from_a_file() -> None:
    assert izin("sop", "cetak", KURSUS_FILE).out == izin("sop", "cetak", KURSUS).out


def test_an_unknown_code_is_not_found_and_the_known_ones_are_named() -> None:
    outcome = izin("sop", "cetak", "izin-kapal")
    assert outcome.code == 3
    assert KURSUS in outcome.said and PAUD in outcome.said


def test_a_broken_folder_of_sops_stops_every_command_that_needs_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("kode = 3")
    outcome = izin("sop", "daftar", env={"IZIN_FOLDER_SOP": str(tmp_path)})
    assert outcome.code == 2
    assert "a.toml: SOP tidak sah" in outcome.said
