"""The report of a month as files: the same sections as CSV and as a workbook."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal
from zoneinfo import ZoneInfo

import xlsxwriter  # type: ignore[import-untyped]

from izin.cli.laporan_notes import facts, title
from izin.cli.output import HIDDEN
from shared.laporan.model import BarisAlasan, Laporan

Kind = Literal["text", "count", "minutes", "days", "percent", "instant", "yes_no"]
Value = str | int | float | datetime | None

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


@dataclass(frozen=True)
class Section:
    """`name` names the file or the sheet."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Laporan], Sequence[Any]]


def _spread(path: str, prefix: str, title: str) -> tuple[Column, ...]:
    kinds: tuple[tuple[str, Kind], ...] = (("menit", "minutes"), ("hari", "days"))
    measures = (("median", "Median"), ("p90", "Persentil 90"), ("terlama", "Terlama"))
    return tuple(
        column(f"{prefix}{name}_{unit}", f"{word}{title} ({unit})", kind, f"{path}.{name}_{unit}")
        for unit, kind in kinds
        for name, word in measures
    )


SOP = column("sop", "SOP")
STEP = column("langkah", "Langkah", "count")
ROLE = column("pelaksana", "Pelaksana")
LIMIT = column("batas", "Batas")
ACTIVITY = column("kegiatan", "Kegiatan")
FINISHED = (
    column("selesai", "Selesai", "count", "selesai.jumlah"),
    column("tepat", "Tepat waktu", "count", "selesai.tepat"),
    column("terlambat", "Terlambat", "count", "selesai.terlambat"),
    column(
        "karena_gangguan", "Terlambat karena gangguan sistem", "count", "selesai.karena_gangguan"
    ),
    column(
        "terlambat_sebelumnya",
        "Terlambat sejak bulan lalu",
        "count",
        "selesai.terlambat_sebelumnya",
    ),
    column("kepatuhan_persen", "Kepatuhan", "percent"),
    *_spread("selesai.lama", "", ""),
)
OPEN = (
    column("terbuka", "Masih terbuka", "count", "terbuka.jumlah"),
    column("terbuka_tertunda", "Tertunda", "count", "terbuka.tertunda"),
    column("terbuka_mendekati", "Mendekati batas", "count", "terbuka.mendekati"),
    column("terbuka_lewat", "Lewat batas", "count", "terbuka.lewat"),
    column(
        "terbuka_kembali_terlambat",
        "Dikembalikan terlambat",
        "count",
        "terbuka.kembali_terlambat",
    ),
    *_spread("terbuka.lama", "terbuka_", " yang terbuka"),
)
REAL = _spread("nyata", "nyata_", " menurut jam")[:3]


def _reasons(row: BarisAlasan) -> str:
    return "; ".join(f"{one.teks} ({one.kali}x)" for one in row.alasan)


SECTIONS = (
    Section("tentang", (column("hal", "Hal"), column("isi", "Isi")), facts),
    Section(
        "keseluruhan",
        (
            SOP,
            column("izin", "Izin"),
            LIMIT,
            column("bawaan", "Bawaan", "count"),
            column("masuk", "Masuk", "count"),
            column("sk", "SK terbit", "count"),
            column("ditolak", "Ditolak", "count"),
            column("ditarik", "Ditarik", "count"),
            column("sekali_benar", "Sekali benar", "count"),
            column("sekali_benar_persen", "Sekali benar (%)", "percent"),
            *FINISHED,
            *REAL,
            *OPEN,
        ),
        lambda laporan: laporan.keseluruhan,
    ),
    Section(
        "langkah",
        (SOP, STEP, ROLE, ACTIVITY, LIMIT, *FINISHED, *OPEN),
        lambda laporan: laporan.langkah,
    ),
    Section("pelaksana", (ROLE, *FINISHED, *OPEN), lambda laporan: laporan.pelaksana),
    Section(
        "pemohon",
        (SOP, STEP, ACTIVITY, LIMIT, *FINISHED, *REAL, *OPEN),
        lambda laporan: laporan.pemohon,
    ),
    Section(
        "waktu",
        (
            SOP,
            column("pemilik", "Pemilik waktu"),
            column("jenis", "Jenis"),
            column("permohonan", "Permohonan", "count"),
            column("menit", "Menurut jam (menit)", "minutes"),
            column("menit_kantor", "Dalam jam kantor (menit)", "minutes"),
            column("persen", "Bagian", "percent"),
        ),
        lambda laporan: laporan.waktu,
    ),
    Section(
        "pengembalian",
        (
            SOP,
            STEP,
            ROLE,
            column("ke_pemohon", "Kembali ke pemohon", "count"),
            column("ke_meja", "Kembali ke meja lain", "count"),
            column("ditolak", "Ditolak", "count"),
        ),
        lambda laporan: laporan.pengembalian,
    ),
    Section(
        "alasan",
        (
            SOP,
            column("jenis", "Jenis"),
            column("kode", "Kode"),
            column("nama", "Persyaratan"),
            column("kali", "Pengembalian", "count"),
            column("permohonan", "Permohonan", "count"),
            column("selesai", "Selesai", "count"),
            column("sekali_benar", "Sekali benar", "count"),
            column("sekali_benar_persen", "Sekali benar (%)", "percent"),
            Column("alasan", "Alasan petugas", "text", _reasons),
            column("alasan_lain", "Alasan lain", "count"),
        ),
        lambda laporan: laporan.alasan,
    ),
    Section(
        "peringatan",
        (
            SOP,
            column("cakupan", "Cakupan"),
            STEP,
            ROLE,
            column("tingkat", "Tingkat"),
            column("jumlah", "Jumlah", "count"),
            column("tercatat", "Tercatat", "count"),
        ),
        lambda laporan: laporan.peringatan,
    ),
    Section(
        "lewat",
        (
            column("nomor", "Nomor"),
            SOP,
            column("cakupan", "Cakupan"),
            STEP,
            ROLE,
            LIMIT,
            column("mulai", "Mulai", "instant"),
            column("jatuh_tempo", "Jatuh tempo", "instant"),
            column("selesai", "Selesai", "instant"),
            column("menit_kantor", "Terpakai (menit)", "minutes"),
            column("menit_kelebihan", "Sesudah jatuh tempo (menit)", "minutes"),
            column("hari", "Terpakai (hari)", "days"),
            column("karena_gangguan", "Karena gangguan sistem", "yes_no"),
        ),
        lambda laporan: laporan.lewat,
    ),
    Section(
        "saat",
        (
            column("nomor", "Nomor"),
            SOP,
            STEP,
            column("putaran", "Putaran", "count"),
            column("disebut", "Menurut pengirim", "instant"),
            column("dihitung", "Dihitung sejak", "instant"),
        ),
        lambda laporan: laporan.saat,
    ),
    Section(
        "perubahan",
        (
            column("bagian", "Bagian"),
            column("baris", "Baris"),
            column("kolom", "Kolom"),
            column("semula", "Semula"),
            column("menjadi", "Menjadi"),
        ),
        lambda laporan: laporan.perubahan,
    ),
)


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
