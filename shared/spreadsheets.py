"""Rows as files for spreadsheets: CSV, and sheets of a workbook; nothing in them is run."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Literal
from zoneinfo import ZoneInfo

import xlsxwriter  # type: ignore[import-untyped]

Kind = Literal["text", "count", "minutes", "days", "percent", "instant", "day", "year", "yes_no"]
Value = str | int | float | datetime | None

HIDDEN = "\N{REPLACEMENT CHARACTER}"

FORMULA = frozenset("=+-@＝＋－＠")
"""A spreadsheet takes a text that begins with one of these for a formula."""


@dataclass(frozen=True)
class Column:
    """`key` is its name for programs, `title` for people; `of` takes the value out of a row."""

    key: str
    title: str
    kind: Kind
    of: Callable[[Any], Any]


def column(key: str, title: str, kind: Kind = "text", path: str = "") -> Column:
    """`path` where it is another than the key: names parted by dots."""
    return Column(key, title, kind, attrgetter(path or key))


def one_line(text: str) -> str:
    """Without line breaks, and with every control character in plain sight."""
    return "".join(c if c.isprintable() else HIDDEN for c in " ".join(text.split()))


def like_a_formula(text: str) -> bool:
    return text.lstrip()[:1] in FORMULA and bool(text.strip())


ENCODING = "utf-8-sig"
SEPARATOR = ";"


def csv_file(columns: Sequence[Column], rows: Sequence[object], zone: ZoneInfo) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR)
    writer.writerow([column.key for column in columns])
    for row in rows:
        writer.writerow(_cells(columns, row, zone))
    return text.getvalue().encode(ENCODING)


def _cells(columns: Sequence[Column], row: object, zone: ZoneInfo) -> Iterator[str]:
    return (_cell(column.of(row), zone) for column in columns)


def _cell(value: object, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
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


NUMBER_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    "minutes": "#,##0.00",
    "days": "#,##0.00",
    "percent": '0.00" %"',
    "instant": "yyyy-mm-dd hh:mm:ss",
    "day": "yyyy-mm-dd",
    "year": "0",
}
NARROWEST, WIDEST = 8, 60
AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Workbook:
    """In memory. `created` stands in its properties, so that the same rows give the same file."""

    def __init__(self, title: str, created: datetime, zone: ZoneInfo) -> None:
        self._data = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._data, AS_WRITTEN)
        self._book.set_properties({"title": title, "created": created})
        self._zone = zone
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._text = self._book.add_format({"valign": "top"})
        self._guarded = self._book.add_format({"valign": "top", "quote_prefix": True})
        self._formats = {
            kind: self._book.add_format({"valign": "top", "num_format": number_format})
            for kind, number_format in NUMBER_FORMATS.items()
        }

    def sheet(self, name: str, columns: Sequence[Column], rows: Sequence[object]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        cells = [[column.of(row) for column in columns] for row in rows]
        for ke, column in enumerate(columns):
            sheet.write_string(0, ke, column.title, self._head)
            values = [row[ke] for row in cells]
            sheet.set_column(ke, ke, _width(column, values))
            for line, value in enumerate(values, start=1):
                self._cell(sheet, (line, ke), value, column.kind)
        if cells:
            sheet.autofilter(0, 0, len(cells), len(columns) - 1)

    def finish(self) -> bytes:
        self._book.close()
        return self._data.getvalue()

    def _cell(self, sheet: Any, place: tuple[int, int], value: Any, kind: Kind) -> None:
        if value is None:
            return
        if isinstance(value, datetime):
            local = value.astimezone(self._zone).replace(tzinfo=None)
            sheet.write_datetime(*place, local, self._formats[kind])
        elif isinstance(value, date):
            sheet.write_datetime(*place, value, self._formats[kind])
        elif isinstance(value, bool):
            sheet.write_string(*place, "ya" if value else "tidak", self._text)
        elif isinstance(value, int | float):
            sheet.write_number(*place, value, self._formats[kind])
        else:
            text = one_line(str(value))
            form = self._guarded if like_a_formula(text) else self._text
            sheet.write_string(*place, text, form)


def _width(column: Column, values: list[Any]) -> float:
    """In characters. A title may take several lines; what it holds is shown whole, if possible."""
    longest_word = max(map(len, column.title.split()))
    if column.kind == "instant":
        return len("2026-01-05 09:00:00") + 1
    if column.kind == "day":
        return len("2026-01-05") + 1
    widest = max((len(str(v)) for v in values if v is not None), default=0)
    return min(max(widest, longest_word, NARROWEST), WIDEST) + 2
