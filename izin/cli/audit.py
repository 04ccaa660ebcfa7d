"""`izin audit`: is everything that the store holds what AlurIzin would have written?"""

import asyncio
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from izin.cli.errors import BadInput, Failed
from izin.cli.exits import Exit
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.progress import counting, thousands
from izin.cli.servers import load_settings, with_store
from izin.cli.typer_id import new_command
from izin.riwayat import periksa_riwayat
from izin.riwayat.ekspor import nama_berkas, nama_ekspor, susun_ekspor
from izin.riwayat.periksa_riwayat import cerita, periksa_semua
from shared.audit.keluaran import berkas_disebut
from shared.audit.riwayat import masalah_jalan
from shared.contracts import Dokumen
from shared.kantor.audit import audit_all, audit_one
from shared.kantor.audit_lines import Line, Lines
from shared.kantor.errors import PermohonanTidakDikenal
from shared.kantor.kantor import Stores, open_stores
from shared.permohonan import SKEMA_DOKUMEN, Entri, Permohonan
from shared.settings import Settings
from shared.sop.errors import SopTidakSah
from shared.sop.loader import baca
from shared.validation_text import rincian_galat
from shared.whole_file import OWNER_ONLY, make_folder, new_file, whole_folder, write_file


def print_audit(lines: Lines, wanted: Iterable[Line]) -> None:
    shown = tuple(wanted)
    table = Table(box=None, padding=(0, 2), header_style="dim")
    table.add_column("")
    table.add_column("Diperiksa dari penyimpanan", overflow="fold")
    table.add_column("", justify="right", style="dim", overflow="fold")
    for line in shown:
        mark = Text("✓", "green") if line.clean else Text("✗", "bold red")
        table.add_row(mark, line.name, f"{thousands(line.count)} {line.unit}")
    stdout().print(table)
    print_findings(shown)
    for schema, count in sorted(lines.schemas.items()):
        if schema != SKEMA_DOKUMEN:
            stdout().print(plain(_older(schema, count), style="dim"))


def print_findings(lines: Iterable[Line]) -> None:
    """Every one, and below those of one kind what to do."""
    for line in lines:
        for finding in line.findings:
            stdout().print(plain(f"✗ {finding}", style="red"), soft_wrap=True)
        if line.findings:
            stdout().print(plain(f"  → {line.remedy}.", style="yellow"))


def _older(schema: int, count: int) -> str:
    return (
        f"{thousands(count)} dokumen masih berskema {schema} (kini {SKEMA_DOKUMEN}); masing-masing"
        " diperbarui pada penulisan berikutnya"
    )


def audit_facts(lines: Lines, wanted: Iterable[Line]) -> dict[str, Any]:
    shown = tuple(wanted)
    return {
        "bersih": all(line.clean for line in shown),
        "permohonan": lines.readable.count,
        "skema": {str(schema): count for schema, count in sorted(lines.schemas.items())},
        "pemeriksaan": [_line(line) for line in shown],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "nama": line.name,
        "banyak": line.count,
        "satuan": line.unit,
        "temuan": [{"nomor": t.nomor, "pesan": t.pesan} for t in line.findings],
        "anjuran": line.remedy if line.findings else "",
    }


VERIFIER = "periksa-riwayat.py"


async def export(stores: Stores, permohonan: Permohonan, folder: Path, *, with_files: bool) -> Path:
    """The exported file. Raises `Failed` and `BerkasTidakTertulis`."""
    kept = await stores.permohonan.load_sop(permohonan.sop_versi)
    if kept is None:
        raise Failed(f"Versi SOP {permohonan.sop_versi[:12]} tidak ada di penyimpanan")
    target = folder / nama_ekspor(permohonan)
    text = json.dumps(susun_ekspor(permohonan, kept[1]), ensure_ascii=False, indent=1)
    write_file(target, text, mode=OWNER_ONLY)
    write_file(folder / VERIFIER, _verifier(), mode=OWNER_ONLY)
    if with_files:
        files = folder / periksa_riwayat.FOLDER_BERKAS
        make_folder(files, 0o700)
        for berkas in {b.berkas_id: b for b in berkas_disebut(permohonan)}.values():
            await _write_file(stores, berkas, files)
    return target


async def _write_file(stores: Stores, berkas: Dokumen, folder: Path) -> None:
    try:
        with new_file(folder / nama_berkas(berkas), mode=OWNER_ONLY) as file:
            async for chunk in stores.dokumen.read(berkas.berkas_id):
                file.write(chunk)
    except KeyError as error:
        raise Failed(f"Berkas {berkas.nama_berkas} tidak ada di penyimpanan") from error


def _verifier() -> bytes:
    return Path(periksa_riwayat.__file__).read_bytes()


# `izin audit --berkas`: an exported history, verified with no server.
#
# The stand-alone verifier has the first word; then the history is walked through the SOP whose text
# came along.
def verify(path: Path) -> tuple[Any, list[str]]:
    """The export, and everything that is wrong with it. Raises `BadInput`."""
    try:
        export, problems = periksa_semua(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} tidak terbaca sebagai ekspor riwayat: {error}") from error
    return export, problems or list(_walk(export))


def _walk(export: dict[str, Any]) -> Iterator[str]:
    try:
        sop = baca(export["teks_sop"], "teks_sop", pelaksana=None).sop
        entries = [Entri.model_validate(one, strict=False) for one in export["riwayat"]]
    except SopTidakSah as error:
        yield f"teks_sop: {'; '.join(map(str, error.masalah))}"
    except ValidationError as error:
        yield from rincian_galat(error)
    else:
        yield from masalah_jalan(entries, sop)


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
    raise typer.Exit(asyncio.run(_audit(request, with_store(settings))))


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
    if request.folder is None:
        return await _checked(request, stores, permohonan)
    with whole_folder(request.folder, 0o700):
        code = await _checked(request, stores, permohonan)
        with_files = request.export_files
        target = await export(stores, permohonan, request.folder, with_files=with_files)
    stderr().print(plain(f"Ditulis: {target}. Sidik terakhir: {permohonan.riwayat[-1].digest}"))
    return code


async def _checked(request: Request, stores: Stores, permohonan: Permohonan) -> Exit:
    lines = await audit_one(stores, permohonan, with_files=request.with_files)
    return _tell(lines, lines.of_an_application, request)


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
