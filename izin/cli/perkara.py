"""`izin perkara`: what was done with a case at the desk in a browser."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer

from izin.cli.catalogue import role
from izin.cli.errors import BadInput
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings, with_store
from izin.cli.tables import Listing
from izin.cli.typer_id import Perintah, new_app
from shared.kantor.jejak import open_jejak
from shared.kotak.jejak import Dibuka
from shared.settings import Settings
from shared.words import office_zone, when

app = new_app("Apa yang dilakukan dengan perkara di meja.")


@app.callback()
def _perkara() -> None:
    """With it, one command alone has its name too."""


MOST = 1000


@app.command("dibuka", cls=Perintah)
def dibuka(
    nomor: Annotated[
        str, typer.Argument(metavar="[NOMOR]", help="Nomor permohonan.", show_default=False)
    ] = "",
    oleh: Annotated[
        str,
        typer.Option(metavar="AKUN|NIP", help="Semua yang dibuka orang ini.", show_default=False),
    ] = "",
    json: Json = False,
) -> None:
    """Siapa membuka perkara ini di peramban, atau apa saja yang dibuka seseorang; terbaru dahulu.

    Dicatat sebelum halamannya ditampilkan, satu kali semenit untuk orang dan berkas yang sama.
    """
    if bool(nomor) == bool(oleh):
        raise BadInput(
            "Sebut nomor permohonan, atau seseorang",
            remedy="izin perkara dibuka NOMOR; izin perkara dibuka --oleh AKUN",
        )
    settings = with_store(load_settings())
    semua = asyncio.run(_read(settings, nomor, oleh))
    if json:
        print_json([satu.model_dump(mode="json") for satu in semua])
        return
    if not semua:
        stderr().print(plain("Belum ada yang membukanya." if nomor else "Belum membuka apa pun."))
        return
    zone = office_zone(settings)
    rows = [
        (
            when(satu.pada, zone),
            satu.nomor,
            satu.petugas.nama,
            satu.petugas.id,
            satu.akun,
            role(satu.pelaksana),
            satu.berkas or "perkaranya",
        )
        for satu in semua
    ]
    headings = ("Pada", "Nomor", "Nama", "Petugas", "Akun", "Meja", "Yang dibuka")
    stdout().print(Listing(headings, rows, texts=("Nama", "Meja", "Yang dibuka")))


async def _read(settings: Settings, nomor: str, oleh: str) -> Sequence[Dibuka]:
    async with open_jejak(settings) as store:
        if nomor:
            return await store.of_case(nomor.upper(), MOST)
        return await store.of_person(oleh, MOST)
