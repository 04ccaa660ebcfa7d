"""`izin ajukan`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from izin.cli.errors import BadInput
from izin.cli.options import Json
from izin.cli.settings import load_settings
from izin.cli.submit.job import Order, run
from izin.cli.submit.sample.writing import write_sample
from izin.cli.typer_id import new_command
from shared.contracts.base import KunciKiriman

WAIT_SECONDS = 30.0


def ajukan(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder dengan permohonan.toml dan berkasnya.")
    ],
    sop: Annotated[
        str, typer.Option(metavar="KODE", help="Kode SOP, bila tidak disebut di formulir.")
    ] = "",
    nomor: Annotated[
        str, typer.Option(metavar="NOMOR", help="Perbaikan untuk permohonan ini.")
    ] = "",
    putaran: Annotated[
        int | None,
        typer.Option(metavar="P", min=2, help="Putaran perbaikan; bawaan: yang sedang ditunggu."),
    ] = None,
    kunci: Annotated[
        str,
        typer.Option("--id", metavar="ID", help="Kunci pengajuan sendiri, bukan dari isi folder."),
    ] = "",
    tunggu: Annotated[
        bool, typer.Option("--tunggu/--tanpa-tunggu", help="Tunggu jawaban Front Office.")
    ] = True,
    batas_tunggu: Annotated[
        float, typer.Option(metavar="DETIK", min=0.1, help="Batas menunggu jawaban.")
    ] = WAIT_SECONDS,
    contoh: Annotated[
        str,
        typer.Option(metavar="KODE", help="Tulis folder contoh untuk SOP ini, tanpa mengajukan."),
    ] = "",
    json: Json = False,
) -> None:
    """Ajukan permohonan dari sebuah folder, atau perbaikannya dengan --nomor.

    Folder berisi permohonan.toml (atau .json) dan berkas persyaratan: disebut di bagian dokumen,
    atau bernama kodenya, misalnya ktp-pendiri.pdf. Semua diperiksa dahulu di sini. Mengajukan
    folder yang sama dua kali tetap menjadi satu permohonan.
    """
    settings = load_settings()
    if contoh:
        write_sample(settings, contoh, folder)
        return
    if putaran is not None and not nomor:
        raise BadInput("--putaran hanya bersama --nomor")
    if kunci:
        _check_key(kunci)
    order = Order(folder, sop, nomor, putaran, kunci, batas_tunggu if tunggu else None, json)
    asyncio.run(run(order, settings))


def _check_key(kunci: str) -> None:
    try:
        TypeAdapter(KunciKiriman).validate_python(kunci)
    except ValidationError as error:
        raise BadInput(
            f"--id '{kunci}': 8 sampai 64 huruf, angka, titik, titik dua, garis bawah atau tanda"
            " hubung"
        ) from error


app = new_command(ajukan)
