"""Encodings and widths of the machine: nothing is lost without a word, nothing is a traceback."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from izin.cli import streams
from izin.cli.exits import Exit
from izin.cli.output import print_json
from tests.unit.cli.folders import sample_folder
from tests.unit.cli.running import izin

ODD = "f\udce9"  # a name with the byte E9, as Python keeps it


def encoded(text: str, encoding: str) -> bytes:
    streams.prepare()
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding=encoding, errors="alurizin-terlihat") as stream:
        stream.write(text)
        stream.flush()
        return raw.getvalue()


def test_what_an_output_cannot_show_is_replaced_where_it_can_be_seen() -> None:
    assert encoded("a → b … · ✓ ─ │ ╭ é", "ascii") == b"a -> b ... - v - | + ?"
    assert encoded("a → é", "latin-1") == b"a -> \xe9"
    assert encoded(f"{ODD} é", "utf-8") == "f? é".encode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0", None),
        ("abc", None),
        ("²", None),
        ("-5", None),
        ("", None),
        ("1", "60"),
        ("20", "60"),
        ("80", "80"),
        ("99999999999999", "1000"),
    ],
)
def test_only_a_width_that_can_be_laid_out_is_believed(given: str, kept: str | None) -> None:
    env = {"COLUMNS": given}
    streams.usable_width(env)
    assert env.get("COLUMNS") == kept


def test_an_argument_that_is_no_text_is_told_and_its_place() -> None:
    outcome = izin("ajukan", ODD)
    assert outcome.code == Exit.USAGE
    assert "Argumen ke-2 bukan UTF-8: f?" in outcome.said


def test_a_variable_that_is_no_text_is_told_without_its_value() -> None:
    outcome = izin("sop", "daftar", env={"MONGODB_URL": f"mongodb://u:{ODD}@h/"})
    assert outcome.code == Exit.USAGE
    assert "MONGODB_URL bukan UTF-8" in outcome.said
    assert "u:" not in outcome.said


def test_a_file_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path / "f", "izin-paud")
    (folder / "nib.pdf").rename(folder / os.fsdecode(b"nib.p\xe9df"))
    outcome = izin("ajukan", folder)
    assert outcome.code == Exit.USAGE
    assert "nib.p?df" in outcome.said


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_real_process_prints_in_any_encoding(encoding: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "izin", "sop", "cetak", "izin-paud"],
        env=env,
        capture_output=True,
        check=False,
    )
    assert done.returncode == Exit.OK, done.stderr
    shown = done.stdout.decode(encoding)
    assert ("terima → langkah 2" if encoding == "utf-8" else "terima -> langkah 2") in shown


def test_data_for_programs_is_utf8_whatever_the_terminal_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    print_json({"a": "é →", "b": ODD})
    assert json.loads(raw.getvalue().decode()) == {"a": "é →", "b": ODD}
