"""`izin laporan`: what became of mutu baku in a month, for people, spreadsheets and programs."""

import asyncio
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from izin.cli.consoles import Data
from izin.cli.errors import BadInput
from izin.cli.exits import Exit
from izin.cli.laporan_view import print_tables
from izin.cli.new_files import write_all, write_folder
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import plain, stderr, stdout, working
from izin.cli.servers import load_settings, with_servers
from izin.cli.typer_id import new_command
from shared.clock import clock_of
from shared.kantor.laporan import kumpulkan
from shared.kantor.laporan_berkas import csv_files
from shared.laporan.bulan import CONTOH, Bulan, BulanBelumMulai, BulanTidakTerbaca
from shared.laporan.model import Laporan
from shared.settings import Settings

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
    """Raises `BadInput` when a file is there already, and `BerkasTidakTertulis`."""
    name = f"laporan-{laporan.tentang.bulan}"
    if target.form == "csv":
        folder = target.place or Path(name)
        write_folder(folder, csv_files(laporan), replace=target.replace)
        _say(folder)
    elif target.form == "xlsx":
        from shared.kantor.laporan_berkas import xlsx_file  # noqa: PLC0415 - slow to import

        _write(target, f"{name}.xlsx", xlsx_file(laporan))
    elif target.form == "json":
        _show_or_write(target, f"{name}.json", f"{laporan.model_dump_json(indent=2)}\n")
    elif target.place is None:
        print_tables(laporan, stdout())
    else:
        text = io.StringIO()
        print_tables(laporan, Data(file=text, width=FILE_WIDTH, highlight=False, emoji=False))
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
    write_all({path: data}, replace=target.replace)
    _say(path)


def _say(path: Path) -> None:
    stderr().print(plain(f"Ditulis: {path}"))


def laporan(  # noqa: PLR0917 - a command's options are its parameters
    bulan: Annotated[str, typer.Argument(metavar="BULAN", help=f"Misalnya {CONTOH}.")],
    sop: Annotated[str, typer.Option(metavar="KODE", help="Hanya SOP ini.")] = "",
    bentuk: Annotated[
        str, typer.Option(metavar="BENTUK", help=f"Salah satu dari {', '.join(FORMS)}.")
    ] = FORMS[0],
    ke: Annotated[
        Path | None,
        typer.Option(metavar="FILE|FOLDER", help="Tempat menulis; csv ditulis ke sebuah folder."),
    ] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Timpa berkas yang sudah ada.")] = False,
    json: Json = False,
) -> None:
    """Laporan mutu baku satu bulan: tepat waktu, terlambat, lamanya, yang masih terbuka, dan
    alasan pengembalian, per SOP, langkah dan pelaksana.

    Tanpa --ke, tabel dan json tampil di stdout; csv dan xlsx ditulis di folder kerja. Bila ada
    permohonan yang tidak dapat dihitung, laporan menyebutnya dan kode keluarnya 1.
    """
    if json and bentuk != FORMS[0]:
        raise BadInput("--json dan --bentuk tidak dipakai bersama")
    target = Target("json" if json else _form(bentuk), ke, replace=timpa)
    month = _month(bulan)
    made = asyncio.run(_collect(with_servers(load_settings()), month, sop))
    put(made, target)
    if made.tentang.tak_terbaca:
        raise typer.Exit(Exit.FAILED)


def _form(text: str) -> str:
    if text not in FORMS:
        raise BadInput(f"Bentuk '{text}' tidak dikenal", remedy=f"Yang ada: {', '.join(FORMS)}")
    return text


def _month(text: str) -> Bulan:
    try:
        return Bulan.baca(text)
    except BulanTidakTerbaca as error:
        raise BadInput(str(error), remedy=f"Tulis tahun dan bulan, misalnya {CONTOH}") from error


async def _collect(settings: Settings, month: Bulan, sop: str) -> Laporan:
    clock = clock_of(settings.berkas_jam)
    async with open_office(settings) as stores:
        with working(f"Menyusun laporan {month}"):
            try:
                return await kumpulkan(stores, month, clock(), sop or None)
            except BulanBelumMulai as error:
                remedy = "Laporan dibuat untuk bulan yang sudah mulai"
                raise BadInput(str(error), remedy=remedy) from error


app = new_command(laporan)
