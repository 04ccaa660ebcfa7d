"""The commands of `izin sop`."""

from pathlib import Path
from typing import Annotated

import typer

from izin.cli.catalogue import load_catalogue, load_sop, pelaksana_names
from izin.cli.options import Json
from izin.cli.settings import load_settings
from izin.cli.sop import checking, listing, printing
from izin.cli.typer_id import Perintah, new_app

app = new_app("Daftar, periksa dan cetak SOP.")


@app.command("daftar", cls=Perintah)
def list_sops(json: Json = False) -> None:
    """Daftar SOP yang berlaku."""
    listing.show(load_catalogue(load_settings()), as_json=json)


@app.command("periksa", cls=Perintah)
def check_sop(
    berkas: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas SOP (.toml).")],
    json: Json = False,
) -> None:
    """Periksa satu berkas SOP: setiap masalah disebut dengan langkah dan alasannya."""
    raise typer.Exit(checking.check(berkas, as_json=json))


@app.command("cetak", cls=Perintah)
def print_sop(
    sop: Annotated[str, typer.Argument(metavar="KODE", help="Kode SOP, atau jalur berkas .toml.")],
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Tabel resmi sebagai Markdown.")
    ] = False,
    json: Json = False,
) -> None:
    """Cetak SOP sebagai tabel resmi; rute tambahan ditandai, total dibandingkan."""
    loaded = load_sop(load_settings(), sop).sop
    names = pelaksana_names()
    if json:
        printing.as_json(loaded, names)
    elif markdown:
        printing.as_markdown(loaded, names)
    else:
        printing.as_table(loaded, names)
