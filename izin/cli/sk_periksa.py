"""`izin sk periksa`: is this file an SK of ours, unchanged and in force?"""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from izin.cli.errors import BadInput, Unreachable
from izin.cli.exits import Exit
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import print_json, working
from izin.cli.servers import load_settings, trial_signing, with_store
from izin.cli.sk_periksa_view import facts, print_report
from shared.clock import clock_of
from shared.errors import StoreTidakTerjangkau
from shared.kantor.sk_periksa import Alat, periksa_sk
from shared.os_words import sebab_os
from shared.settings import Settings
from shared.sk.pemeriksaan import LaporanSk
from shared.tandatangan.periksa import Kepercayaan
from shared.tandatangan.susunan import baca_susunan
from shared.words import office_zone

MOST_BYTES = 64 * 1024 * 1024
ASKED_NOT_TO = "diminta dengan --luring"


def periksa(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="PDF yang hendak diperiksa.")],
    luring: Annotated[
        bool, typer.Option("--luring", help="Tanpa bertanya kepada penyimpanan kantor.")
    ] = False,
    json: Json = False,
) -> None:
    """Periksa sebuah PDF: SK kantor ini, utuh, dan masih berlaku?

    Kode keluar 0 bila sah dan berlaku, 1 bila tidak. Bila penyimpanan kantor
    tidak dapat ditanya, dikatakan apa yang tidak ditanyakan; kode keluarnya 5,
    kecuali itu diminta dengan --luring.
    """
    data = read(file)
    settings = load_settings()
    with working(f"Memeriksa {file.name}"):
        report = asyncio.run(
            offline(data, settings, ASKED_NOT_TO) if luring else ask(data, settings)
        )
    if json:
        print_json(facts(report, file))
    else:
        print_report(report, office_zone(settings))
    raise typer.Exit(exit_code(report, wanted_offline=luring))


def read(file: Path) -> bytes:
    """Raises `BadInput`."""
    try:
        with file.open("rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{file} tidak dapat dibaca: {sebab_os(error)}") from error
    if len(data) > MOST_BYTES:
        raise BadInput(f"{file} terlalu besar untuk sebuah SK (lebih dari {MOST_BYTES >> 20} MiB)")
    return data


def exit_code(report: LaporanSk, *, wanted_offline: bool) -> Exit:
    if report.alasan:
        return Exit.FAILED
    if report.luring and not wanted_offline:
        return Exit.UNREACHABLE
    good = report.tanda_tangan_baik if report.luring else report.keputusan.sah
    return Exit.OK if good else Exit.FAILED


async def ask(data: bytes, settings: Settings) -> LaporanSk:
    """Without the store where it does not answer."""
    try:
        return await _online(data, with_store(settings))
    except Unreachable as error:
        return await offline(data, settings, error.message)
    except StoreTidakTerjangkau as error:
        return await offline(data, settings, str(error))


async def _online(data: bytes, settings: Settings) -> LaporanSk:
    async with open_office(settings) as kantor:
        alat = Alat(kantor, trusted(settings), kantor.clock(), office_zone(settings))
        return await periksa_sk(data, alat)


async def offline(data: bytes, settings: Settings, because: str) -> LaporanSk:
    now, zone = clock_of(settings.berkas_jam)(), office_zone(settings)
    return await periksa_sk(data, Alat(None, trusted(settings), now, zone, because))


def trusted(settings: Settings) -> Kepercayaan | None:
    """Raises `TandaTanganTidakSah`."""
    file = settings.tanda_tangan or trial_signing(settings.folder_data)
    return baca_susunan(file).kepercayaan if file else None
