"""However narrow the terminal is: nothing is cut off, and what is copied stays in one piece."""

import ast
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rich.text import Text

from izin.cli import karantina_view, lihat, pulihkan, tugas_view
from izin.cli.buku_waktu_view import stopwatch, whole_seconds
from izin.cli.consoles import Sentences, stdout
from izin.cli.tables import Listing, pairs
from shared.kantor.karantina_entry import Entry
from shared.kantor.lihat import Chosen
from shared.kantor.pulihkan import Meja, Tally
from shared.kantor.tugas import Limit, Moment
from shared.store.watch_port import CatatanKarantina
from tests.builders import Perjalanan, kalender
from tests.unit.cli.running import izin

WIDTHS = [40, 60, 80, 200]
ZONE = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 12, 8, 2, 30, tzinfo=UTC)
REASON = "pesan tidak sesuai kontrak: bukan JSON yang sah pada baris 117 " * 4
LONG_ID = "demo-20261201065939-satu-pesan-yang-namanya-panjang-0040"


@pytest.fixture(params=WIDTHS)
def columns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def lost(text: str, *values: str) -> list[str]:
    """Words that are not in the text as they are."""
    return [word for value in values for word in value.split() if word not in text]


def test_a_listing_loses_nothing(columns: int, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[LONG_ID, "12.345", REASON, "Kepala Dinas"], ["b", "-", "", "x"]]
    made = Listing(
        ("ID", "Kali", "Alasan", "Oleh"), rows, texts={"Alasan", "Oleh"}, figures={"Kali"}
    )
    stdout().print(made)
    shown = capsys.readouterr().out
    assert lost(shown, LONG_ID, "12.345", REASON, "Kepala Dinas") == []
    assert "…" not in shown
    allowed = max(columns, len(LONG_ID) + len("  Alasan  "))
    assert max(map(len, shown.splitlines())) <= allowed


def test_texts_are_laid_side_by_side_where_there_is_room(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    rows = [["a1", "satu dua"], ["b2", "tiga"]]
    stdout().print(Listing(("ID", "Alasan"), rows, texts={"Alasan"}))
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["ID  Alasan", "a1  satu dua", "b2  tiga"]


def entry() -> Entry:
    return Entry(
        "a3700938cc33", LONG_ID, "Pengajuan", "pesan_tidak_sah", REASON,
        "frontoffice.berkas", 4, 1, NOW, LONG_ID, 2,
    )  # fmt: skip


def record() -> CatatanKarantina:
    isi: Mapping[str, Any] = {
        "kunci": "a3700938cc33",
        "sebab": "",
        "tindakan": "kirim_ulang",
        "oleh_id": "198001012005011001",
        "oleh_nama": "Dr. Ir. Hajjah Siti Nama Panjang, M.Si.",
        "alasan": REASON,
        "kode": "galat_tak_terduga",
        "antrean_asal": "dinasteknis.putusan",
        "message_id": LONG_ID,
        "pada": NOW,
        "isi": b"{}",
        "properti": {},
    }
    return CatatanKarantina(**{name: isi[name] for name in CatatanKarantina._fields})


def test_karantina_and_its_records_are_shown_whole(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    karantina_view.show_list([entry()], ZONE, as_json=False)
    shown = capsys.readouterr().out
    assert lost(shown, "a3700938cc33", "pesan_tidak_sah", LONG_ID, REASON) == []
    karantina_view.show_records([record()], ZONE, as_json=False)
    kept = capsys.readouterr().out
    assert lost(kept, LONG_ID, REASON, record().oleh_nama, "dinasteknis.putusan") == []
    assert "…" not in shown + kept


def test_the_list_of_applications_is_shown_whole(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    one = Perjalanan().sampai(4).permohonan
    nama = "Yayasan Pendidikan Harapan Bangsa Banua " * 2
    lembaga = one.lembaga.model_copy(update={"nama": nama})
    one = one.model_copy(update={"lembaga": lembaga})
    lihat._print(Chosen([one], 1), ZONE, NOW)
    shown = capsys.readouterr().out
    assert lost(shown, one.nomor, "Dinas Teknis", lembaga.nama) == []
    assert "dinasteknis" not in shown


def test_the_waiting_tasks_are_shown_whole(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {
        "nomor": "PAUD-2026-123456",
        "langkah": 4,
        "putaran": 12,
        "tindakan": "periksa_lapangan",
        "lembaga": "Yayasan Pendidikan Harapan Bangsa Banua",
    }
    limit = Limit(NOW - timedelta(days=2), NOW - timedelta(days=1))
    row = tugas_view._row(facts, limit, Moment(NOW, kalender()))
    stdout().print(Listing(tugas_view.HEADINGS, [row], texts=tugas_view.TEXTS))
    shown = capsys.readouterr().out
    assert lost(shown, "PAUD-2026-123456", "4.12", "periksa lapangan", str(facts["lembaga"])) == []
    assert "terlampaui" in shown


def test_what_is_recovered_is_shown_with_the_names_of_roles(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = Tally(coba=True)
    tally.meja["kepaladinas"] = Meja(terbuka=123456, di_antrean=2)
    pulihkan.show(tally, since=True)
    assert lost(capsys.readouterr().out, "Kepala Dinas", "123456") == []


@pytest.mark.parametrize(
    "command",
    [
        ("sop", "daftar"),
        ("sop", "cetak", "izin-paud"),
        ("kalender", "2026"),
        ("kalender", "2026", "--bulan", "3"),
        ("akses", "daftar"),
        ("petugas", "daftar"),
        ("petugas", "periksa", "deploy/petugas.contoh.toml"),
        ("kalender", "--jatuh-tempo", "2026-03-17T10:00", "--waktu", "4 Hari"),
    ],
)
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_command_shows_less_on_a_narrow_terminal(command: tuple[str, ...], width: int) -> None:
    env = {"COLUMNS": str(width), "TERMINAL_WIDTH": None}
    narrow, wide = izin(*command, env=env), izin(*command, env={**env, "COLUMNS": "140"})
    assert narrow.code == wide.code
    together = "".join(narrow.out.split())
    assert [word for word in words(wide.out) if word not in together] == []
    assert "…" not in narrow.out


def words(text: str) -> Iterator[str]:
    """What is no frame."""
    return (word for word in text.split() if any(letter.isalnum() for letter in word))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_command_that_is_suggested_is_never_broken(width: int) -> None:
    console = Sentences(width=width, record=True)
    command = "izin sop periksa /tempat/yang/jauh/sekali/izin-paud.toml"
    console.print(Text(f"Perbaiki berkas itu, lalu: {command}. Sesudah itu: izin jalankan semua"))
    shown = console.export_text()
    assert command in shown
    assert "izin jalankan semua" in shown


def test_further_lines_begin_below_the_first_word() -> None:
    console = Sentences(width=20, record=True)
    console.print(Text("  - satu dua tiga empat lima"))
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    assert lines == ["  - satu dua tiga", "    empat lima"]


def test_a_label_that_is_longer_than_the_terminal_is_folded() -> None:
    table, console = pairs(), Sentences(width=40, record=True)
    table.add_row("k" * 64, "nilai")
    console.print(table)
    shown = "".join(console.export_text().split())
    assert shown.count("k") == 64
    assert "…" not in shown


@pytest.mark.parametrize("folder", ["izin/cli", "izin/demo"])
def test_no_column_is_made_that_could_cut(folder: str) -> None:
    """Rich's own default is an ellipsis."""
    for path in Path(folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_column":
                named = {word.arg for word in node.keywords}
                heading = [one for one in node.args[:1] if isinstance(one, ast.Constant)]
                mark = bool(heading) and heading[0].value == "" and len(named) < 2
                assert {"overflow", "no_wrap", "min_width"} & named or mark, (path, node.lineno)
            if isinstance(node, ast.Constant):
                assert node.value != "ellipsis", (path, node.lineno)


def test_the_rows_of_the_ledger_add_up_to_what_is_shown_below_them() -> None:
    spans = [timedelta(milliseconds=one) for one in (1600, 1700, 700, 0, 2999)]
    seconds, total = whole_seconds(spans)
    assert total == 6
    assert sum(seconds) == total
    assert all(abs(timedelta(seconds=s) - span) < timedelta(seconds=1)
               for s, span in zip(seconds, spans, strict=True))  # fmt: skip
    assert seconds[3] == 0
    assert stopwatch(3723) == "1:02:03"


def test_a_ledger_without_rows_is_nothing() -> None:
    assert whole_seconds([]) == ([], 0)
