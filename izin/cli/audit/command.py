"""`izin audit`."""

import asyncio
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from izin.cli.audit.exporting import export
from izin.cli.audit.offline import verify
from izin.cli.audit.view import audit_facts, print_audit
from izin.cli.errors import BadInput
from izin.cli.exits import Exit
from izin.cli.folders import new_folder
from izin.cli.gladi.progress import counting
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import with_servers
from izin.cli.settings import load_settings
from izin.cli.typer_id import new_command
from izin.riwayat.periksa_riwayat import cerita
from shared.kantor.audit import audit_all, audit_one
from shared.kantor.audit_lines import Line, Lines
from shared.kantor.errors import PermohonanTidakDikenal
from shared.kantor.kantor import Stores, open_stores
from shared.settings import Settings


class Request(NamedTuple):
    nomor: str
    with_files: bool
    folder: Path | None
    export_files: bool
    as_json: bool


def audit(  # noqa: PLR0917 - a command's options are its parameters
    nomor: Annotated[
        str, typer.Argument(metavar="NOMOR", help="Satu permohonan; tanpa ini, semuanya.")
    ] = "",
    tanpa_berkas: Annotated[
        bool, typer.Option("--tanpa-berkas", help="Jangan baca ulang berkas-berkasnya.")
    ] = False,
    ekspor: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Tulis riwayat NOMOR, siap diperiksa siapa pun."),
    ] = None,
    dengan_berkas: Annotated[
        bool, typer.Option("--dengan-berkas", help="Sertakan berkasnya (data pribadi) di ekspor.")
    ] = False,
    berkas: Annotated[
        Path | None,
        typer.Option(metavar="BERKAS", help="Periksa sebuah ekspor riwayat, tanpa server."),
    ] = None,
    json: Json = False,
) -> None:
    """Audit: periksa rantai, jalan SOP, berkas dan catatan semua permohonan.

    Membaca saja; aman selagi semuanya berjalan. Kode keluar 1 bila ada temuan.
    """
    if berkas is not None:
        if nomor or ekspor:
            raise BadInput("--berkas berdiri sendiri, tanpa NOMOR dan tanpa --ekspor")
        raise typer.Exit(_offline(berkas, as_json=json))
    if (ekspor or dengan_berkas) and not (nomor and ekspor):
        raise BadInput("--ekspor FOLDER memerlukan NOMOR, dan --dengan-berkas memerlukan --ekspor")
    settings = load_settings()
    request = Request(nomor, not tanpa_berkas, ekspor, dengan_berkas, json)
    raise typer.Exit(asyncio.run(_audit(request, with_servers(settings))))


async def _audit(request: Request, settings: Settings) -> Exit:
    async with open_stores(settings) as stores:
        if request.nomor:
            return await _one(request, stores)
        with counting("Memeriksa") as seen:
            lines = await audit_all(stores, with_files=request.with_files, seen=seen)
    return _tell(lines, lines.all, request)


async def _one(request: Request, stores: Stores) -> Exit:
    permohonan = await stores.permohonan.find_by_nomor(request.nomor)
    if permohonan is None:
        raise PermohonanTidakDikenal(request.nomor)
    folder = new_folder(request.folder) if request.folder else None
    lines = await audit_one(stores, permohonan, with_files=request.with_files)
    code = _tell(lines, lines.of_an_application, request)
    if folder:
        target = await export(stores, permohonan, folder, with_files=request.export_files)
        stderr().print(plain(f"Ditulis: {target}. Sidik terakhir: {permohonan.riwayat[-1].digest}"))
    return code


def _tell(lines: Lines, wanted: tuple[Line, ...], request: Request) -> Exit:
    if request.as_json:
        print_json(audit_facts(lines, wanted))
    else:
        print_audit(lines, wanted)
    return Exit.OK if all(line.clean for line in wanted) else Exit.FAILED


def _offline(path: Path, *, as_json: bool) -> Exit:
    exported, problems = verify(path)
    if as_json:
        print_json(_offline_facts(exported, problems))
    else:
        for line in [f"✗ {one}" for one in problems] or cerita(exported):
            stdout().print(plain(line), soft_wrap=True)
        if not problems:
            stdout().print(plain(f"Utuh. Sidik terakhir: {exported['riwayat'][-1]['digest']}"))
    return Exit.FAILED if problems else Exit.OK


def _offline_facts(exported: Any, problems: list[str]) -> dict[str, Any]:
    if problems:
        return {"utuh": False, "masalah": problems}
    last = exported["riwayat"][-1]
    return {"utuh": True, "masalah": [], "nomor": exported["identitas"]["nomor"]} | {
        "entri": len(exported["riwayat"]),
        "sidik_terakhir": last["digest"],
    }


app = new_command(audit)
