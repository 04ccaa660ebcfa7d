"""`izin laporan`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from izin.cli.errors import BadInput
from izin.cli.exits import Exit
from izin.cli.laporan.forms import FORMS, Target, put
from izin.cli.options import Json
from izin.cli.output import working
from izin.cli.servers import open_office, with_servers
from izin.cli.settings import load_settings
from izin.cli.typer_id import new_command
from shared.clock import clock_of
from shared.kantor.laporan import kumpulkan
from shared.laporan.bulan import CONTOH, Bulan, BulanBelumMulai, BulanTidakTerbaca
from shared.laporan.model import Laporan
from shared.settings import Settings


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
