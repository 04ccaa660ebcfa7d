"""`izin pulihkan`."""

import asyncio
from typing import Annotated

import typer

from izin.cli.exits import Exit
from izin.cli.instants import instant_of
from izin.cli.options import Json
from izin.cli.output import print_json, working
from izin.cli.pulihkan.view import show
from izin.cli.servers import open_office, rabbitmq_url, with_servers
from izin.cli.settings import load_settings
from izin.cli.times import office_zone
from izin.cli.typer_id import new_command
from izin.cli.wire import quiet_libraries
from shared.kantor.pulihkan import Request, Tally, recover
from shared.settings import Settings


def pulihkan(
    coba: Annotated[
        bool, typer.Option("--coba", help="Hitung saja; tidak ada yang dikirim.")
    ] = False,
    semua: Annotated[
        bool, typer.Option("--semua", help="Kirim ulang semua berkas, tanpa melihat antrean.")
    ] = False,
    sejak: Annotated[
        str,
        typer.Option(
            metavar="SAAT",
            help="Juga pemberitahuan, peristiwa dan pelanggaran sejak saat itu.",
        ),
    ] = "",
    json: Json = False,
) -> None:
    """Kirim ulang dari penyimpanan apa yang tidak ada di antrean, misalnya sesudah broker
    kehilangan datanya.

    Aman kapan saja, juga saat semuanya berjalan, dan berulang kali: pesan yang sama selalu
    beridentitas sama, dan penerimanya membuang yang sudah dikenal. Tugas yang sedang dipegang
    petugas tidak terlihat di antrean dan ikut dikirim ulang.

    Bila ada yang tidak dapat dipulihkan, namanya disebut dan kode keluarnya 1.
    """
    settings = load_settings()
    instant = instant_of(sejak, office_zone(settings)) if sejak else None
    request = Request(semua, coba, instant)
    with working("Membandingkan penyimpanan dan antrean"):
        tally = asyncio.run(_recover(request, with_servers(settings)))
    if json:
        print_json(tally.facts())
    else:
        show(tally, since=instant is not None)
    if not tally.beres:
        raise typer.Exit(Exit.FAILED)


async def _recover(request: Request, settings: Settings) -> Tally:
    quiet_libraries()
    async with open_office(settings) as kantor:
        return await recover(kantor, rabbitmq_url(settings), request)


app = new_command(pulihkan)
