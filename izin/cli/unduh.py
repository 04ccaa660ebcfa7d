"""`izin unduh`: the files of one application, listed and fetched."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from rich.table import Table

from izin.cli.catalogue import pelaksana_names
from izin.cli.errors import BadInput
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout, working
from izin.cli.servers import load_settings, with_servers
from izin.cli.typer_id import new_command
from shared.alur import teks_ukuran
from shared.contracts import teks_saat
from shared.kantor.kantor import Kantor
from shared.kantor.salinan_draf import salinan_draf
from shared.kantor.unduh import Arsip, BerkasPermohonan, Tujuan, arsip, simpan, tujuan
from shared.settings import Settings
from shared.topology import PELAKSANA_PEMOHON
from shared.whole_file import make_folder, write_file


class Request(NamedTuple):
    """`codes` is empty for all that stand, or for the list alone."""

    nomor: str
    codes: Sequence[str]
    everything: bool
    putaran: int | None
    folder: Path
    overwrite: bool
    as_json: bool
    initialled: bool = False
    """The draft of the SK with the paraf of those who approved it."""


async def run(request: Request, settings: Settings) -> None:
    async with open_office(settings) as kantor:
        await answer(kantor, request)


async def answer(kantor: Kantor, request: Request) -> None:
    found = await arsip(kantor, request.nomor)
    if request.initialled:
        await _initialled(kantor, found, request)
        return
    if request.codes or request.everything:
        await _fetch(kantor, found, request)
    elif request.as_json:
        print_json([_facts(one) for one in found.berkas])
    else:
        _print(found)


def _facts(one: BerkasPermohonan) -> dict[str, Any]:
    return {
        "kode": one.kode,
        "nama": one.nama,
        "pelaksana": one.pelaksana,
        "langkah": one.langkah,
        "putaran": one.putaran,
        "pada": teks_saat(one.pada),
        "berlaku": one.berlaku,
        **one.berkas.model_dump(mode="json"),
    }


def _print(found: Arsip) -> None:
    console, nomor = stdout(), found.permohonan.nomor
    parts = {
        "Dari pemohon": [b for b in found.berkas if b.pelaksana == PELAKSANA_PEMOHON],
        "Hasil langkah": [b for b in found.berkas if b.pelaksana != PELAKSANA_PEMOHON],
    }
    console.print(plain(f"Berkas {nomor}, {found.sop.izin}", style="bold"))
    for heading, files in parts.items():
        if files:
            console.print(f"\n{heading}", style="bold")
            console.print(_grid(files))
    if found.berkas:
        last = found.berkas[-1].kode
        text = f"\nAmbil satu: izin unduh {nomor} {last}\nAmbil semua: izin unduh {nomor} --semua"
        stderr().print(plain(text))


def _grid(files: Sequence[BerkasPermohonan]) -> Table:
    table, names = Table.grid(padding=(0, 2, 0, 0)), pelaksana_names()
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, justify="right")
    for one in files:
        text = plain(one.nama)
        if one.pelaksana != PELAKSANA_PEMOHON:
            who = names.get(one.pelaksana, one.pelaksana)
            text.append_text(plain(f" (langkah {one.langkah}, {who})", "dim"))
        if not one.berlaku:
            text.append_text(plain(f"  digantikan; --putaran {one.putaran}", "yellow"))
        elif one.putaran > 1:
            text.append_text(plain(f"  putaran {one.putaran}", "dim"))
        table.add_row(plain(one.kode), text, plain(teks_ukuran(one.berkas.ukuran_bytes)))
    return table


async def _fetch(kantor: Kantor, found: Arsip, request: Request) -> None:
    chosen = [found.pilih(kode, request.putaran) for kode in dict.fromkeys(request.codes)]
    if request.everything:
        chosen = [one for one in found.berkas if one.berlaku]
    goals = list(_goals(chosen, request))
    overwrite = request.overwrite or _may_overwrite([g for g in goals if g.ada and not g.sama])
    with working(f"Mengunduh berkas {request.nomor}"):
        for goal in goals:
            await simpan(kantor.dokumen, goal, timpa=overwrite)
    _tell(goals, request)


async def _initialled(kantor: Kantor, found: Arsip, request: Request) -> None:
    """Made now, of what stands now: there is nothing to compare it with."""
    salinan = await salinan_draf(kantor, found.permohonan)
    make_folder(request.folder)
    path = request.folder / f"{request.nomor}-{salinan.kode}-paraf.pdf"
    if path.exists() and not request.overwrite:
        raise BadInput(f"{path} sudah ada", remedy="Timpa dengan --timpa, atau --ke FOLDER lain")
    write_file(path, salinan.isi)
    if request.as_json:
        print_json({"disimpan": str(path)})
    else:
        stdout().print(plain(str(path)), soft_wrap=True)


def _goals(chosen: Sequence[BerkasPermohonan], request: Request) -> Iterator[Tujuan]:
    """Raises `BerkasTidakTertulis`."""
    make_folder(request.folder)
    for one in chosen:
        yield tujuan(one, request.folder / one.nama_berkas(request.nomor))


def _may_overwrite(others: Sequence[Tujuan]) -> bool:
    """Asked once, before anything is written. Raises `BadInput` where nobody can be asked."""
    if not others:
        return False
    names = [str(goal.path) for goal in others]
    if not sys.stdin.isatty():
        raise BadInput(
            "Berkas dengan nama itu sudah ada dan isinya lain",
            details=names,
            remedy="Timpa dengan --timpa, atau sebut folder lain dengan --ke FOLDER",
        )
    stderr().print(plain(f"Sudah ada dan isinya lain: {', '.join(names)}", "yellow"))
    question = "Timpa? Tulis ya:"
    if typer.prompt(question, default="", show_default=False, err=True).strip() != "ya":
        raise typer.Abort
    return True


def _tell(goals: Sequence[Tujuan], request: Request) -> None:
    if request.as_json:
        print_json([{**_facts(goal.berkas), "disimpan": str(goal.path)} for goal in goals])
        return
    for goal in goals:
        stdout().print(plain(str(goal.path)), soft_wrap=True)
    there = sum(goal.sama for goal in goals)
    told = f"; {there} sudah ada di sana" if there else ""
    text = f"{len(goals)} berkas, isinya sesuai SHA-256 yang tercatat{told}."
    stderr().print(plain(text, style="green"))


def unduh(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    nomor: Annotated[str, typer.Argument(metavar="NOMOR", help="Nomor permohonan.")],
    kode: Annotated[
        list[str] | None,
        typer.Argument(metavar="KODE...", help="Kode berkas, misalnya surat-keputusan."),
    ] = None,
    semua: Annotated[bool, typer.Option("--semua", help="Ambil semua yang berlaku.")] = False,
    putaran: Annotated[
        int | None,
        typer.Option(metavar="P", min=1, help="Yang dari putaran ini, juga bila digantikan."),
    ] = None,
    ke: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Simpan di folder ini; bawaan: di sini.")
    ] = Path(),
    timpa: Annotated[
        bool, typer.Option("--timpa", help="Timpa berkas bernama sama yang isinya lain.")
    ] = False,
    paraf: Annotated[
        bool, typer.Option("--paraf", help="Salinan draf SK bagi petugas, dengan parafnya.")
    ] = False,
    json: Json = False,
) -> None:
    """Daftar dan ambil berkas satu permohonan: dari pemohon, hasil setiap langkah, sampai SK.

    Tanpa KODE, daftarnya saja. Berkas disimpan sebagai NOMOR-KODE, misalnya
    PAUD-2026-000001-surat-keputusan.pdf, dan baru bernama itu bila seluruh isinya sesuai SHA-256
    yang tercatat. Dapat kapan saja, juga sesudah permohonan selesai.
    """
    if semua and (kode or putaran):
        raise BadInput("--semua tidak digabung dengan KODE atau --putaran")
    if paraf and (semua or kode or putaran):
        raise BadInput("--paraf tidak digabung dengan KODE, --semua atau --putaran")
    if not (kode or semua or paraf) and (putaran or timpa):
        raise BadInput("Berkas yang mana? Sebut KODE-nya; daftarnya: izin unduh NOMOR")
    request = Request(nomor, kode or (), semua, putaran, ke, timpa, json, paraf)
    asyncio.run(run(request, with_servers(load_settings())))


app = new_command(unduh)
