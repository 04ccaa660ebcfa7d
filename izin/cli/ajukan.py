"""`izin ajukan`: from a folder with a form and files to a registered application."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from izin.cli import ajukan_view
from izin.cli.ajukan_folder import find_files, form_path, read_form
from izin.cli.ajukan_sample import write_sample
from izin.cli.catalogue import load_catalogue
from izin.cli.errors import BadInput
from izin.cli.options import Json
from izin.cli.output import working
from izin.cli.progress import progress
from izin.cli.servers import load_settings, with_servers
from izin.cli.typer_id import new_command
from izin.cli.wire import open_wire
from izin.registry import discover_desks
from shared.clock import system_clock
from shared.contracts import Jawaban
from shared.contracts.base import KunciKiriman
from shared.kantor.ajukan import (
    Draft,
    Form,
    Limits,
    already_applied,
    changes,
    check,
    check_correction,
    correction_of,
    derived_id,
    missing,
    registered,
)
from shared.kantor.berkas import LocalFile, measure, upload
from shared.kantor.errors import PermohonanTidakDikenal
from shared.kantor.kantor import Kantor, open_kantor
from shared.settings import Settings
from shared.sop.model import Sop, SopTermuat


@dataclass(frozen=True)
class Order:
    """What was asked for on the command line; `wait_seconds` is None when nobody waits."""

    folder: Path
    sop: str
    nomor: str
    putaran: int | None
    kunci: str
    wait_seconds: float | None
    as_json: bool
    kabari: bool


async def run(order: Order, settings: Settings) -> None:
    form = read_form(form_path(order.folder))
    if order.nomor:
        await _correct(order, settings, form)
    else:
        await _submit(order, settings, form)


async def _submit(order: Order, settings: Settings, form: Form) -> None:
    loaded = _sop_of(order, settings, form)
    files = _measured(order.folder, form, loaded.sop, settings)
    kunci = order.kunci or derived_id(form, loaded.sop.kode, files)
    draft = Draft(form, loaded.sop, files, kunci, kabari_kemajuan=order.kabari or None)
    now = system_clock()
    check(draft, _limits(settings), now)
    ajukan_view.missing(missing(draft, loaded, now))
    async with open_kantor(with_servers(settings), discover_desks()) as kantor:
        if (known := await registered(kantor, draft)) is not None:
            await ajukan_view.already(order.as_json, known, kantor.sop)
        else:
            await _send(order, kantor, draft)


async def _correct(order: Order, settings: Settings, form: Form) -> None:
    async with open_kantor(with_servers(settings), discover_desks()) as kantor:
        permohonan = await kantor.permohonan.find_by_nomor(order.nomor)
        if permohonan is None:
            raise PermohonanTidakDikenal(order.nomor)
        if order.sop not in ("", permohonan.sop) or form.sop not in (None, permohonan.sop):
            raise BadInput(f"{order.nomor} adalah permohonan {permohonan.sop}")
        sop = (await kantor.sop.version(permohonan.sop_versi)).sop
        files = _measured(order.folder, form, sop, settings)
        if already_applied(permohonan, form, files, order.putaran):
            await ajukan_view.already(order.as_json, permohonan, kantor.sop)
            return
        draft = correction_of(
            permohonan, form, sop, files, putaran=order.putaran, kunci=order.kunci
        )
        now = system_clock()
        ajukan_view.changes(changes(permohonan, draft, now))
        ajukan_view.unaddressed(check_correction(permohonan, draft, now))
        check(draft, _limits(settings), now)
        await _send(order, kantor, draft)


async def _send(order: Order, kantor: Kantor, draft: Draft) -> None:
    # The broker first: without it, nothing should be uploaded that nobody will ask for.
    async with open_wire(kantor.settings) as client:
        with progress(draft.files) as sent:
            limit = kantor.settings.batas_berkas_bytes
            dokumen = await upload(kantor.dokumen, draft.files, limit, sent)
        pengajuan = draft.pengajuan(dokumen, system_clock())
        with working("Menunggu jawaban Front Office"):
            jawaban = await client.submit(pengajuan, order.wait_seconds)
    if jawaban is None:
        ajukan_view.sent(order.as_json, pengajuan)
    else:
        await _tell_answer(order, kantor, jawaban)


async def _tell_answer(order: Order, kantor: Kantor, jawaban: Jawaban) -> None:
    permohonan = None
    if jawaban.nomor is not None:
        permohonan = await kantor.permohonan.find_by_nomor(jawaban.nomor)
    await ajukan_view.answered(order.as_json, jawaban, permohonan, kantor.sop)


def _sop_of(order: Order, settings: Settings, form: Form) -> SopTermuat:
    kode = order.sop or form.sop
    if order.sop and form.sop not in (None, order.sop):
        raise BadInput(f"Formulir menyebut sop '{form.sop}', --sop menyebut '{order.sop}'")
    if not kode:
        raise BadInput("SOP belum disebut", remedy='Isi sop = "KODE" di formulir, atau --sop KODE')
    return load_catalogue(settings)[kode]


def _measured(folder: Path, form: Form, sop: Sop, settings: Settings) -> tuple[LocalFile, ...]:
    found = find_files(folder, form.dokumen, sop)
    ajukan_view.unused(found.unused)
    return tuple(
        measure(kode, path, settings.batas_berkas_bytes) for kode, path in found.paths.items()
    )


def _limits(settings: Settings) -> Limits:
    return Limits(settings.batas_berkas_bytes, settings.batas_kiriman_bytes)


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
    kabari: Annotated[
        bool, typer.Option("--kabari", help="Kabari pemohon setiap kali berpindah meja.")
    ] = False,
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
    if kabari and nomor:
        raise BadInput("--kabari hanya bersama pengajuan baru")
    if kunci:
        _check_key(kunci)
    wait = batas_tunggu if tunggu else None
    order = Order(folder, sop, nomor, putaran, kunci, wait, json, kabari)
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
