"""`izin gladi`."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from izin.cli.catalogue import load_catalogue
from izin.cli.errors import BadInput, NotFound
from izin.cli.exits import Exit
from izin.cli.gladi.changes import read_changes
from izin.cli.gladi.each import application_facts, print_application
from izin.cli.gladi.facts import check_facts, rehearsal_facts
from izin.cli.gladi.progress import counting
from izin.cli.gladi.span import read_span
from izin.cli.gladi.view import print_rehearsal
from izin.cli.gladi.view_check import print_check
from izin.cli.options import Json
from izin.cli.output import print_json, stdout
from izin.cli.servers import open_office, with_servers
from izin.cli.settings import load_settings
from izin.cli.times import office_zone
from izin.cli.typer_id import new_command
from shared.clock import clock_of
from shared.gladi.gladi import Gladi
from shared.kantor.cocok import periksa_catatan
from shared.kantor.gladi import Plan, Span, Watchers, rehearse
from shared.settings import Settings


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
