"""`izin lihat`."""

import asyncio
from typing import Annotated, get_args

import typer

from izin.cli.errors import BadInput
from izin.cli.look import listing, one
from izin.cli.options import Json
from izin.cli.servers import with_servers
from izin.cli.settings import load_settings
from izin.cli.typer_id import new_command
from izin.registry import discover_desks
from shared.kantor.lihat import Filter
from shared.permohonan import Status


def lihat(  # noqa: PLR0917 - a command's options are its parameters
    nomor: Annotated[
        str, typer.Argument(metavar="NOMOR", help="Nomor permohonan; tanpa ini, daftarnya.")
    ] = "",
    status: Annotated[
        str, typer.Option(metavar="STATUS", help="Hanya yang berjalan, selesai atau ditolak.")
    ] = "",
    pelaksana: Annotated[
        str, typer.Option(metavar="PELAKSANA", help="Hanya yang ada pada pelaksana ini.")
    ] = "",
    batas: Annotated[int, typer.Option(metavar="N", min=1, help="Paling banyak sekian.")] = 50,
    lengkap: Annotated[
        bool, typer.Option("--lengkap", help="Tampilkan NIK dan telepon tanpa disamarkan.")
    ] = False,
    json: Json = False,
) -> None:
    """Lihat satu permohonan: di mana, sejak kapan, apa yang ditunggu, dan seluruh riwayatnya.

    Riwayat dirantai dengan sidik; bila rantainya putus, kode keluarnya 1.
    """
    settings = load_settings()
    if nomor:
        if status or pelaksana:
            raise BadInput("--status dan --pelaksana hanya untuk daftar, tanpa NOMOR")
        request = one.Request(nomor, lengkap, json)
        raise typer.Exit(asyncio.run(one.show(request, with_servers(settings))))
    wanted = Filter(_status(status), _pelaksana(pelaksana), batas)
    asyncio.run(listing.show(wanted, with_servers(settings), as_json=json))


def _status(text: str) -> Status | None:
    known: dict[str, Status] = {name: name for name in get_args(Status)}
    if text and text not in known:
        raise BadInput(f"Status '{text}' tidak dikenal", remedy=f"Yang ada: {', '.join(known)}")
    return known.get(text)


def _pelaksana(text: str) -> str:
    known = discover_desks()
    if text and text not in known:
        remedy = f"Yang ada: {', '.join(known)}"
        raise BadInput(f"Pelaksana '{text}' tidak dikenal", remedy=remedy)
    return text


app = new_command(lihat)
