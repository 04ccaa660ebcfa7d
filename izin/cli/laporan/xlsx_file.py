"""The report as a workbook, one sheet a part. The only module that knows XlsxWriter."""

import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter  # type: ignore[import-untyped]

from izin.cli.laporan.cells import Column, Kind, like_a_formula, one_line
from izin.cli.laporan.notes import title
from izin.cli.laporan.sections import SECTIONS, Section
from shared.laporan.model import Laporan

NUMBER_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    "minutes": "#,##0.00",
    "days": "#,##0.00",
    "percent": '0.00" %"',
    "instant": "yyyy-mm-dd hh:mm:ss",
}
NARROWEST, WIDEST = 8, 60
AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_file(laporan: Laporan) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, AS_WRITTEN) as book:
        book.set_properties({"title": title(laporan.tentang), "created": laporan.tentang.dibuat})
        writer = _Writer(book, ZoneInfo(laporan.tentang.zona))
        for section in SECTIONS:
            writer.sheet(section, laporan)
    return data.getvalue()


class _Writer:
    def __init__(self, book: Any, zone: ZoneInfo) -> None:
        self._book = book
        self._zone = zone
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"valign": "top"})
        self._guarded = book.add_format({"valign": "top", "quote_prefix": True})
        self._formats = {
            kind: book.add_format({"valign": "top", "num_format": number_format})
            for kind, number_format in NUMBER_FORMATS.items()
        }

    def sheet(self, section: Section, laporan: Laporan) -> None:
        sheet = self._book.add_worksheet(section.name)
        sheet.freeze_panes(1, 0)
        rows = [[column.of(row) for column in section.columns] for row in section.rows(laporan)]
        for ke, column in enumerate(section.columns):
            sheet.write_string(0, ke, column.title, self._head)
            values = [row[ke] for row in rows]
            sheet.set_column(ke, ke, _width(column, values))
            for line, value in enumerate(values, start=1):
                self._cell(sheet, (line, ke), value, column.kind)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(section.columns) - 1)

    def _cell(self, sheet: Any, place: tuple[int, int], value: Any, kind: Kind) -> None:
        if value is None:
            return
        if isinstance(value, datetime):
            local = value.astimezone(self._zone).replace(tzinfo=None)
            sheet.write_datetime(*place, local, self._formats[kind])
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
    widest = max((len(str(v)) for v in values if v is not None), default=0)
    return min(max(widest, longest_word, NARROWEST), WIDEST) + 2
