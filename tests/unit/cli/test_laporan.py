"""`izin laporan`: what is refused before anything is read, what is shown, what is written."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from izin.cli.errors import BadInput
from izin.cli.laporan import FORMS, Target, put
from izin.cli.laporan_view import MOST_LINES, print_tables
from shared.kantor import laporan_kata
from shared.laporan.model import Laporan, TakTerbaca
from shared.whole_file import BerkasTidakTertulis
from tests.builders import KURSUS, PAUD, Perjalanan
from tests.unit.cli.running import izin
from tests.unit.laporan.report_case import (
    dikembalikan,
    kembalikan,
    lalui,
    lancar,
    laporan,
    wita,
)

KINI = wita(9, "12.00")


def isi() -> Laporan:
    return laporan(lancar(), dikembalikan(), kini=KINI)


def shown(report: Laporan, width: int = 80) -> str:
    console = Console(width=width)
    with console.capture() as capture:
        print_tables(report, console)
    return capture.get()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-13",), "'2026-13' bukan bulan yang dapat dibaca"),
        (("Januari",), "misalnya 2026-01"),
        (("2026-01", "--bentuk", "pdf"), "Yang ada: tabel, csv, xlsx, json"),
        (("2026-01", "--bentuk", "csv", "--json"), "tidak dipakai bersama"),
        ((), "BULAN"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...], said: str) -> None:
    outcome = izin("laporan", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.said


def test_without_servers_it_says_so(tmp_path: Path) -> None:
    outcome = izin("laporan", "2026-01", env={"IZIN_FOLDER_DATA": str(tmp_path)})
    assert outcome.code == 5
    assert "Tidak ada server" in outcome.said


def test_the_table_shows_each_step_and_the_whole() -> None:
    text = shown(isi())
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[0] == "Laporan mutu baku 2026-01"
    assert "(bulan masih berjalan)" in " ".join(text.split())
    assert "2 Front Office 10 Menit 2 1 1 0 8,0 mnt 10,4 mnt" in lines
    assert "4 Dinas Teknis 4 Hari 1 1 0 0 4,0 hari 4,0 hari" in lines
    assert "4 Dinas Teknis 4 Hari 1 0 0 0 3,2 hari" in lines
    assert "6 Kabid Perizinan 5 Menit 1 0 1 0 6,0 mnt 6,0 mnt" in lines
    assert "seluruhnya 1 1 0 0 4,1 hari 4,1 hari" in lines
    assert "Kabid Perizinan 1 0 1 0 6,0 mnt 6,0 mnt 0 0,0 %" in lines
    assert "nib NIB tidak terbaca (1x) 1 1 100,0 %" in lines
    assert "PAUD-2026-000001 6 Kabid Perizinan 9 Jan 09.30 9 Jan 09.31 1,0 mnt" in lines


def test_the_table_fits_an_ordinary_terminal() -> None:
    cut = [line for line in shown(isi()).splitlines() if len(line.rstrip()) > 80]
    assert not cut
    assert "frontoffi\n" not in shown(isi()), "a name was broken"


def test_what_is_not_there_is_a_dash() -> None:
    lines = [" ".join(line.split()) for line in shown(isi()).splitlines()]
    kosong = laporan(dikembalikan(), kini=KINI)
    assert "8 Kepala Dinas 5 Menit 0 0 0 0 - -" in [
        " ".join(line.split()) for line in shown(kosong).splitlines()
    ]
    assert "seluruhnya 1 0 0 0 3,2 hari" in lines


def test_the_worst_come_first_and_the_rest_is_counted() -> None:
    semua = [
        lalui(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, f"09.{11 + ke}"))
        for ke in range(MOST_LINES + 3)
    ]
    text = shown(laporan(*semua, kini=wita(5, "09.40")))
    tail = text.split("Lewat batas")[1].splitlines()
    assert "23,0 mnt" in tail[2]
    assert "lagi; semuanya ada dalam bentuk csv, xlsx dan json" in text


def test_applications_that_could_not_be_counted_are_shown_first() -> None:
    satu = TakTerbaca(nomor="PAUD-2026-000077", alasan="riwayat\x1b[2J rusak")
    tentang = isi().tentang.model_copy(update={"tak_terbaca": (satu,)})
    text = shown(isi().model_copy(update={"tentang": tentang}))
    assert "TIDAK TERHITUNG PAUD-2026-000077: riwayat�[2J rusak" in text


def test_officers_texts_cannot_steer_the_terminal() -> None:
    jahat = kembalikan(
        Perjalanan(KURSUS, diajukan=wita(5, "09.00")),
        wita(5, "09.05"),
        ktp_pendiri="[red]awas\x1b]0;x\x07",
    )
    text = shown(laporan(jahat, kini=KINI))
    assert "[red]awas�]0;x�" in text
    assert "\x1b]" not in text


def test_each_form_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    for form in FORMS:
        put(isi(), Target(form, tmp_path / form, replace=False))
    assert (tmp_path / "tabel").read_text().startswith("Laporan mutu baku 2026-01\n")
    assert json.loads((tmp_path / "json").read_text())["skema"] == 1
    assert (tmp_path / "xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "csv" / "langkah.csv").is_file()


def test_a_folder_gets_a_file_with_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(isi(), Target("xlsx", tmp_path, replace=False))
    assert (tmp_path / "laporan-2026-01.xlsx").is_file()
    monkeypatch.chdir(tmp_path)
    put(isi(), Target("csv", None, replace=False))
    assert (tmp_path / "laporan-2026-01" / "tentang.csv").is_file()


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_written_over_unless_it_was_asked_for(tmp_path: Path, form: str) -> None:
    place = tmp_path / "laporan"
    put(isi(), Target(form, place, replace=False))
    written = place / "langkah.csv" if form == "csv" else place
    written.write_text("lama")
    with pytest.raises(BadInput) as refused:
        put(isi(), Target(form, place, replace=False))
    assert "--timpa" in refused.value.remedy
    assert written.read_text() == "lama"
    put(isi(), Target(form, place, replace=True))
    assert written.read_bytes() != b"lama"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    for form, place in (("json", "tidak/ada.json"), ("csv", "berkas"), ("csv", "tidak/ada")):
        with pytest.raises(BerkasTidakTertulis, match="tidak dapat"):
            put(isi(), Target(form, tmp_path / place, replace=False))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(None, "-"), (0.0, "0,0 mnt"), (119.9, "119,9 mnt"), (75000.0, "1.250,0 jam")],
)
def test_lengths_in_words(minutes: float | None, said: str) -> None:
    assert laporan_kata.length(minutes) == said
