"""`izin tugas`: an officer's tool at the terminal."""

import asyncio
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from izin.cli import tugas_view
from izin.cli.errors import BadInput, NotFound
from izin.cli.options import Json
from izin.cli.output import masked, plain, print_json, stdout, working
from izin.cli.servers import load_settings, with_servers
from izin.cli.tugas_petugas import NOBODY, Officers, officers_of
from izin.cli.tugas_sending import Script, decide_scripted
from izin.cli.tugas_session import Wishes, work, work_on
from izin.cli.tugas_tanda_tangan import read_credentials
from izin.cli.typer_id import new_command
from izin.registry import discover_desks
from shared.kantor.berkas import download
from shared.kantor.kantor import open_kantor
from shared.kantor.tanda_tangan import Kredensial
from shared.kantor.tugas import Meja, meja
from shared.settings import Settings
from shared.topology import PELAKSANA_PEMOHON


@dataclass(frozen=True)
class Mode:
    """Which of the tool's uses is meant."""

    listing: bool
    limit: int
    complete: bool
    sure: bool
    officers: Officers = NOBODY


def tugas(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    context: typer.Context,
    pelaksana: Annotated[
        str, typer.Argument(metavar="PELAKSANA", help="Kunci pelaksana, misalnya frontoffice.")
    ],
    daftar: Annotated[bool, typer.Option("--daftar", help="Daftar tugas yang menunggu.")] = False,
    batas: Annotated[
        int, typer.Option(metavar="N", min=1, help="Paling banyak sekian dalam daftar.")
    ] = 50,
    nomor: Annotated[
        str, typer.Option(metavar="NOMOR", help="Permohonan ini saja, di mana pun di antrean.")
    ] = "",
    putusan: Annotated[
        str, typer.Option(metavar="PUTUSAN", help="terima, tolak atau kembalikan, tanpa dialog.")
    ] = "",
    verdik: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KODE=VERDIK",
            help="KODE=terima atau KODE=tolak:ALASAN; KODE 'semua' untuk yang belum disebut.",
        ),
    ] = None,
    hasil: Annotated[
        list[str] | None,
        typer.Option(metavar="KODE=FILE", help="Berkas output langkah ini; boleh berulang."),
    ] = None,
    catatan: Annotated[str, typer.Option(metavar="TEKS", help="Catatan atau alasan.")] = "",
    petugas: Annotated[
        str, typer.Option(metavar="ID:NAMA", envvar="IZIN_PETUGAS", help="Siapa yang memutuskan.")
    ] = "",
    ya: Annotated[bool, typer.Option("--ya", help="Kirim tanpa bertanya lagi.")] = False,
    tetap: Annotated[
        bool, typer.Option("--tetap", help="Kirim juga bila putusan dan verdiknya bertentangan.")
    ] = False,
    unduh: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Simpan berkas permohonan di folder ini."),
    ] = None,
    lengkap: Annotated[
        bool, typer.Option("--lengkap", help="Tampilkan NIK dan telepon tanpa disamarkan.")
    ] = False,
    frasa_dari: Annotated[
        Path | None,
        typer.Option(
            metavar="BERKAS",
            help="NIK dan frasa sandi (BSrE), dua baris, terbaca pemiliknya saja; bawaan: ditanya.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Kerjakan tugas satu pelaksana: lihat, nilai, putuskan.

    Tanpa opsi, tugas diambil satu per satu dari antrean pelaksana itu; 'lewati' dan 'keluar'
    mengembalikannya. Dengan --nomor dan --putusan, putusan dikirim tanpa dialog; bila ditolak
    aturan, kode keluarnya 4. Dengan --nomor dan --json saja, tugasnya ditampilkan.
    """
    settings = load_settings()
    if pelaksana not in (known := discover_desks()):
        remedy = f"Yang ada: {', '.join(known)}"
        raise NotFound(f"Pelaksana '{pelaksana}' tidak dikenal", remedy=remedy)
    named = petugas if pelaksana != PELAKSANA_PEMOHON or _written(context, "petugas") else ""
    script = Script(nomor, putusan, None, verdik or (), hasil or (), catatan, unduh, json, tetap)
    mode = Mode(daftar, batas, lengkap, ya)
    _check(script, mode)
    if frasa_dari:
        script = replace(script, kredensial=_credentials(frasa_dari, script))
    if putusan and not named and pelaksana != PELAKSANA_PEMOHON:
        raise BadInput("Siapa yang memutuskan? Sebut --petugas ID:NAMA, atau isi IZIN_PETUGAS")
    if putusan or not (daftar or json or (nomor and unduh)):
        mode = replace(mode, officers=officers_of(pelaksana, settings))
        script = replace(script, petugas=mode.officers.checked(named) if named else None)
    if putusan and not ya:
        _confirm(script)
    asyncio.run(_run(pelaksana, with_servers(settings), script, mode))


def _credentials(path: Path, script: Script) -> Kredensial:
    """Raises `BadInput`."""
    if not script.putusan:
        raise BadInput("--frasa-dari hanya bersama --putusan")
    return read_credentials(path)


def _written(context: typer.Context, option: str) -> bool:
    """On the command line, and not in the environment: what an officer's shell says of the officer
    is not said of an applicant."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _check(script: Script, mode: Mode) -> None:
    """Raises `BadInput` for options that say nothing together."""
    parts = script.verdik or script.hasil or script.catatan
    if mode.listing and (script.nomor or script.putusan or script.unduh):
        raise BadInput("--daftar tidak digabung dengan --nomor, --putusan atau --unduh")
    if script.putusan and not script.nomor:
        raise BadInput("--putusan hanya bersama --nomor")
    if parts and not script.putusan:
        raise BadInput("--verdik, --hasil dan --catatan hanya bersama --putusan")
    if script.as_json and not (mode.listing or script.nomor):
        raise BadInput("--json hanya bersama --daftar atau --nomor")


def _confirm(script: Script) -> None:
    if not sys.stdin.isatty():
        raise BadInput("Tidak ada yang dapat ditanyai; tambahkan --ya untuk mengirim putusan")
    question = f"Kirim putusan '{script.putusan}' untuk {script.nomor}? Tulis ya:"
    if typer.prompt(question, default="", show_default=False, err=True) != "ya":
        raise typer.Abort


async def _run(pelaksana: str, settings: Settings, script: Script, mode: Mode) -> None:
    async with open_kantor(settings, discover_desks()) as kantor:
        desk = meja(kantor, pelaksana)
        if mode.listing:
            await tugas_view.show(desk, mode.limit, as_json=script.as_json)
        elif script.putusan:
            await decide_scripted(desk, script)
        elif script.as_json:
            await _show(desk, script.nomor, complete=mode.complete)
        elif script.nomor and script.unduh:
            await _save(desk, script.nomor, script.unduh)
        else:
            await _interactive(desk, script, mode)


async def _interactive(desk: Meja, script: Script, mode: Mode) -> None:
    wishes = Wishes(script.petugas, mode.officers, mode.complete, script.unduh or Path())
    if script.nomor:
        await work_on(desk, wishes, script.nomor)
    else:
        await work(desk, wishes)


async def _show(desk: Meja, nomor: str, *, complete: bool) -> None:
    data = (await desk.task_of(nomor)).model_dump(mode="json")
    if not complete:
        data = masked(data)
    print_json(data)


async def _save(desk: Meja, nomor: str, folder: Path) -> None:
    tugas = await desk.task_of(nomor)
    with working(f"Mengunduh berkas {nomor}"):
        paths = await download(desk.kantor.dokumen, tugas, folder)
    for path in paths:
        stdout().print(plain(str(path)), soft_wrap=True)


app = new_command(tugas)
