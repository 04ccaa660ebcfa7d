"""`izin gladi`: other rules tried on the stored histories, and the options that name them."""

import asyncio
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from izin.cli.catalogue import load_catalogue, load_file
from izin.cli.errors import BadInput, NotFound
from izin.cli.exits import Exit
from izin.cli.gladi_view import (
    application_facts,
    check_facts,
    print_application,
    print_check,
    print_rehearsal,
    rehearsal_facts,
)
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import print_json, stdout
from izin.cli.progress import counting
from izin.cli.servers import load_settings, with_servers
from izin.cli.typer_id import new_command
from shared.clock import clock_of
from shared.gladi.gladi import Gladi
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.kantor.cocok import periksa_catatan
from shared.kantor.gladi import WHOLE, Changes, Limit, Plan, Span, Watchers, changes, rehearse
from shared.settings import Settings
from shared.sop.loader import KatalogSop
from shared.sop.waktu import Waktu
from shared.words import office_zone

_LIMIT = re.compile(r"(?P<kode>[^:=]+):(?P<langkah>[0-9]{1,3}|keseluruhan)=(?P<waktu>.+)")


def read_changes(
    files: Iterable[Path], limits: Iterable[str], calendar: Path | None, loaded: KatalogSop
) -> Changes:
    """Raises `BadInput`, `MasukanKeliru`, `SopTidakSah`, `SopTidakDikenal` and
    `KalenderTidakSah`."""
    return changes(
        [load_file(path) for path in files],
        [_limit(text) for text in limits],
        loaded,
        baca_berkas(calendar, LIBUR_INDONESIA) if calendar else None,
        str(calendar or ""),
    )


def _limit(text: str) -> Limit:
    match = _LIMIT.fullmatch(text.strip())
    if match is None:
        remedy = 'Tulis misalnya --waktu "kode-sop:4=3 Hari" atau "kode-sop:keseluruhan=4 Hari"'
        raise BadInput(f"--waktu '{text}' tidak terbaca", remedy=remedy)
    waktu = Waktu.model_validate(match["waktu"].strip())
    whole = match["langkah"] == WHOLE
    if whole and waktu.satuan != "hari":
        raise BadInput(f"--waktu '{text}': waktu keseluruhan ditulis dalam hari")
    return Limit(match["kode"].strip(), None if whole else int(match["langkah"]), waktu)


def read_span(dari: str, sampai: str, zone: ZoneInfo) -> Span:
    """Raises `BadInput`."""
    span = Span(_date(dari, "--dari"), _date(sampai, "--sampai"), zone)
    if span.first and span.last and span.last < span.first:
        raise BadInput(f"--sampai {sampai} lebih dahulu daripada --dari {dari}")
    return span


def _date(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        remedy = "Tulis misalnya 2026-01-05"
        raise BadInput(f"{option}: '{text}' bukan tanggal", remedy=remedy) from error


def gladi(  # noqa: PLR0917 - a command's options are its parameters
    sop: Annotated[
        list[Path] | None,
        typer.Option(metavar="BERKAS", help="Berkas SOP yang dicoba; boleh berulang."),
    ] = None,
    waktu: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KODE:LANGKAH=WAKTU",
            help='Satu batas yang dicoba, misalnya "kode-sop:4=3 Hari"; boleh berulang.',
        ),
    ] = None,
    kalender: Annotated[
        Path | None,
        typer.Option(metavar="BERKAS", help="Kalender yang dicoba, seakan berlaku sejak awal."),
    ] = None,
    dari: Annotated[
        str, typer.Option(metavar="TANGGAL", help="Hanya yang diajukan sejak tanggal ini.")
    ] = "",
    sampai: Annotated[
        str, typer.Option(metavar="TANGGAL", help="Hanya yang diajukan sampai tanggal ini.")
    ] = "",
    rinci: Annotated[
        bool, typer.Option("--rinci", help="Tampilkan juga setiap permohonan.")
    ] = False,
    json: Json = False,
) -> None:
    """Gladi: hitung ulang riwayat yang tersimpan menurut SOP atau kalender lain.

    Tanpa --sop, --waktu atau --kalender: periksa apakah aturan yang tidak berubah menghasilkan
    tepat peringatan yang tercatat; bila tidak, kode keluarnya 1. Tidak ada yang ditulis.
    """
    settings = load_settings()
    span = read_span(dari, sampai, office_zone(settings))
    changes = read_changes(sop or (), waktu or (), kalender, load_catalogue(settings))
    if changes:
        plan = Plan(changes, span, clock_of(settings.berkas_jam)())
        asyncio.run(_rehearse(plan, with_servers(settings), each=rinci, as_json=json))
        return
    if rinci:
        raise BadInput("--rinci hanya untuk gladi dengan --sop, --waktu atau --kalender")
    raise typer.Exit(asyncio.run(_check(span, with_servers(settings), as_json=json)))


async def _check(span: Span, settings: Settings, *, as_json: bool) -> Exit:
    async with open_office(settings) as stores:
        with counting("Mencocokkan catatan") as seen:
            found = await periksa_catatan(stores, span, seen)
    if found.kini is None:
        raise NotFound(
            "Belum ada sapuan watchdog yang tercatat: tidak ada yang dapat dicocokkan",
            remedy="Jalankan watchdog (izin jalankan watchdog), lalu ulangi",
        )
    if as_json:
        print_json(check_facts(found))
    else:
        print_check(found, span.zone)
    return Exit.OK if found.cocok else Exit.FAILED


async def _rehearse(plan: Plan, settings: Settings, *, each: bool, as_json: bool) -> None:
    applications: list[dict[str, Any]] = []
    console = stdout()

    def show(one: Gladi) -> None:
        if as_json:
            applications.append(application_facts(one))
        else:
            print_application(console, one, plan.span.zone)

    async with open_office(settings) as stores:
        with counting("Menghitung ulang") as seen:
            watchers = Watchers(seen, show) if each else Watchers(seen)
            result = await rehearse(stores, plan, watchers)
    if as_json:
        print_json(rehearsal_facts(result, applications))
    else:
        print_rehearsal(result)


app = new_command(gladi)
