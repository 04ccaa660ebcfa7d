"""The forms of a report, and where each of them goes."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from izin.cli.laporan.csv_files import csv_files
from izin.cli.laporan.tables import print_tables
from izin.cli.laporan.writing import write_file, write_folder
from izin.cli.output import plain, stderr, stdout
from shared.laporan.model import Laporan

FORMS = ("tabel", "csv", "xlsx", "json")
FILE_WIDTH = 100
"""Characters in a line of a table that goes into a file."""


@dataclass(frozen=True)
class Target:
    """`place` is None where nothing was said."""

    form: str
    place: Path | None
    replace: bool


def put(laporan: Laporan, target: Target) -> None:
    """Raises `BadInput` when a file is there already, or cannot be written."""
    name = f"laporan-{laporan.tentang.bulan}"
    if target.form == "csv":
        folder = target.place or Path(name)
        write_folder(folder, csv_files(laporan), replace=target.replace)
        _say(folder)
    elif target.form == "xlsx":
        from izin.cli.laporan.xlsx_file import xlsx_file  # noqa: PLC0415 - slow to import

        _write(target, f"{name}.xlsx", xlsx_file(laporan))
    elif target.form == "json":
        _show_or_write(target, f"{name}.json", f"{laporan.model_dump_json(indent=2)}\n")
    elif target.place is None:
        print_tables(laporan, stdout())
    else:
        text = io.StringIO()
        print_tables(laporan, Console(file=text, width=FILE_WIDTH, highlight=False, emoji=False))
        _write(target, f"{name}.txt", text.getvalue().encode())


def _show_or_write(target: Target, name: str, text: str) -> None:
    if target.place is None:
        sys.stdout.write(text)
    else:
        _write(target, name, text.encode())


def _write(target: Target, name: str, data: bytes) -> None:
    """Into a folder by its own name."""
    place = target.place or Path(name)
    path = place / name if place.is_dir() else place
    write_file(path, data, replace=target.replace)
    _say(path)


def _say(path: Path) -> None:
    stderr().print(plain(f"Ditulis: {path}"))
