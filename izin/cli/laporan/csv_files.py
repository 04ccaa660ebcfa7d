"""The report as CSV, one file a part, as an Indonesian Excel opens it at a double click."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from izin.cli.laporan.cells import Column, like_a_formula, one_line
from izin.cli.laporan.sections import SECTIONS, Section
from shared.laporan.model import Laporan

ENCODING = "utf-8-sig"
SEPARATOR = ";"


def csv_files(laporan: Laporan) -> dict[str, bytes]:
    """The content of each file, by its name."""
    zone = ZoneInfo(laporan.tentang.zona)
    return {f"{one.name}.csv": _file(one, laporan, zone) for one in SECTIONS}


def _file(section: Section, laporan: Laporan, zone: ZoneInfo) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR)
    writer.writerow([column.key for column in section.columns])
    for row in section.rows(laporan):
        writer.writerow(_cells(section.columns, row, zone))
    return text.getvalue().encode(ENCODING)


def _cells(columns: tuple[Column, ...], row: object, zone: ZoneInfo) -> Iterator[str]:
    return (_cell(column.of(row), zone) for column in columns)


def _cell(value: object, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return str(value) if isinstance(value, int) else guarded(str(value))


def guarded(text: str) -> str:
    """An apostrophe keeps a spreadsheet from running it; also in the middle, behind what another
    country's spreadsheet takes for the end of a cell."""
    first, *others = re.split(r"([,;|])", one_line(text))
    return _guarded(first) + "".join(map(_guarded, others))


def _guarded(plain: str) -> str:
    return f"'{plain}" if like_a_formula(plain) else plain
