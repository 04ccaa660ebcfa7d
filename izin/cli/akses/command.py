"""The commands of `izin akses`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from izin.cli.akses import listing
from izin.cli.catalogue import installation
from izin.cli.errors import BadInput
from izin.cli.options import Json
from izin.cli.output import plain, stderr
from izin.cli.servers import rabbitmq_url, with_servers
from izin.cli.settings import load_settings
from izin.cli.typer_id import Perintah, new_app
from izin.rahasia.folder import TEMPAT, teks_definisi
from izin.rahasia.instalasi import Instalasi
from izin.rahasia.tempat import baca_tempat
from shared.embedded.private_files import write_private
from shared.rabbit.client import open_connection
from shared.rabbit.declare import declare_over
from shared.settings import Settings
from shared.topology import Topologi

app = new_app("Akun dan hak di RabbitMQ: daftar, berkas definisi, topologi.")


@app.command("daftar", cls=Perintah)
def accounts(json: Json = False) -> None:
    """Tampilkan setiap akun dan haknya, sebagaimana diturunkan dari SOP dan topologi."""
    hak, _ = installation(load_settings())
    listing.show(hak, as_json=json)


@app.command("definisi", cls=Perintah)
def definitions(
    rahasia: Annotated[
        Path, typer.Option("--rahasia", metavar="FOLDER", help="Folder dari izin rahasia.")
    ] = Path("rahasia"),
    ke: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tulis ke berkas, bukan ke stdout.")
    ] = None,
) -> None:
    """Berkas definisi RabbitMQ: akun (dengan hash kata sandi), hak, exchange dan antrean.

    Kata sandi diambil dari folder rahasia. Untuk load_definitions atau rabbitmqctl
    import_definitions.
    """
    hak, topologi = installation(load_settings())
    text = teks_definisi(rahasia, Instalasi(hak, topologi, baca_tempat(rahasia / TEMPAT)))
    if ke is None:
        typer.echo(text, nl=False)
        return
    try:
        write_private(ke, text)
    except OSError as error:
        raise BadInput(f"{ke} tidak dapat ditulis ({error.strerror})") from error


@app.command("topologi", cls=Perintah)
def topology() -> None:
    """Buat exchange, antrean dan ikatan yang belum ada di RabbitMQ, dengan akun ops."""
    settings = with_servers(load_settings())
    _, topologi = installation(settings)
    asyncio.run(_declare(settings, topologi))
    counts = f"{len(topologi.exchange)} exchange dan {len(topologi.nama_antrean)} antrean"
    stderr().print(plain(f"{counts} ada di RabbitMQ."))


async def _declare(settings: Settings, topologi: Topologi) -> None:
    async with open_connection(rabbitmq_url(settings)) as connection:
        await declare_over(connection, topologi)
