"""`izin pantau`."""

import asyncio
from contextlib import suppress
from typing import Annotated

import typer

from izin.cli.catalogue import load_catalogue, pelaksana_names
from izin.cli.options import Json
from izin.cli.output import print_json, stdout, working
from izin.cli.settings import load_settings
from izin.cli.times import office_zone
from izin.cli.typer_id import new_command
from izin.cli.watch_board.facts import board_facts
from izin.cli.watch_board.live import follow, show_once
from izin.cli.watch_board.view import Frame, board
from shared.kantor.papan import MOST_ALERTS
from shared.settings import Settings


def pantau(
    sekali: Annotated[
        bool, typer.Option("--sekali", help="Tampilkan satu kali, lalu selesai.")
    ] = False,
    jeda: Annotated[
        float, typer.Option(metavar="DETIK", min=0.2, help="Jeda antara dua pembaruan.")
    ] = 2.0,
    sop: Annotated[str, typer.Option(metavar="KODE", help="Hanya SOP ini.")] = "",
    json: Json = False,
) -> None:
    """Pantau mutu baku: meja tiap pelaksana, kabar terakhir, dan keadaan watchdog.

    Layarnya diperbarui terus sampai Ctrl-C; bila keluarannya bukan terminal, ditampilkan satu
    kali. Umur yang tertua disebut dalam waktu kantor dan menurut jam dinding.
    """
    settings = load_settings()
    frame = _frame(settings, sop)
    console = stdout()
    if json or sekali or not console.is_terminal or console.is_dumb_terminal:
        with working("Membaca meja"):
            snapshot = asyncio.run(show_once(settings))
        if json:
            print_json(board_facts(snapshot, frame))
        else:
            console.print(board(snapshot, frame, MOST_ALERTS))
        return
    with suppress(KeyboardInterrupt):
        asyncio.run(follow(settings, frame, jeda, console))


def _frame(settings: Settings, sop: str) -> Frame:
    """Raises `SopTidakDikenal`."""
    katalog = load_catalogue(settings)
    dipilih = [katalog[sop]] if sop else list(katalog.values())
    names = pelaksana_names()
    roles = dict.fromkeys(nama for termuat in dipilih for nama in termuat.sop.pelaksana)
    return Frame(
        {nama: names.get(nama, nama) for nama in roles}, office_zone(settings), sop or None
    )


app = new_command(pantau)
