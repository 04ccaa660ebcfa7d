"""What a log line may do to whoever reads it: nothing."""

import json
import re
import subprocess
import sys

import pytest

PROGRAM = """
from shared.log import configure, get_logger
configure({form!r}, "INFO", "Asia/Makassar")
log = get_logger("shared.uji")
log.info("ditolak", sebab="baris\\nINFO palsu \\x1b[2J \\u202e", kode="x")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("unforeseen", antrean="a\\rb")
"""


def said(form: str) -> list[str]:
    program = [sys.executable, "-c", PROGRAM.format(form=form)]
    return subprocess.run(program, capture_output=True, text=True, check=True).stderr.split("\n")


def test_a_value_cannot_begin_a_line_of_its_own_nor_move_the_cursor() -> None:
    lines = said("teks")
    assert r"baris\nINFO palsu \x1b[2J \u202e" in lines[0].replace("\\\\", "\\")
    assert not any(one.startswith("INFO") for one in lines)
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("form", ["teks", "json"])
def test_a_traceback_is_kept(form: str) -> None:
    text = "\n".join(said(form))
    assert "ZeroDivisionError: division by zero" in text
    if form == "json":
        assert [json.loads(one)["event"] for one in text.splitlines()] == ["ditolak", "unforeseen"]


def test_people_read_the_office_s_time_and_machines_utc() -> None:
    assert re.match(r"\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d WITA ", said("teks")[0])
    stamp = json.loads(said("json")[0])["timestamp"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", stamp)
