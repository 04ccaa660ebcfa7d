"""The commands of `izin kabar`."""

from pathlib import Path
from typing import Annotated

import typer

from izin.cli.errors import BadInput
from izin.cli.kabar import listing, trying
from izin.cli.options import Json
from izin.cli.settings import load_settings
from izin.cli.typer_id import Perintah, new_app
from izin.registry import discover_desks
from ops.notifier.installation import penulis_of, read_kabar
from ops.notifier.loader import Kabar
from shared.settings import Settings

app = new_app("Saluran kabar mutu baku: periksa dan uji.")

File = Annotated[
    Path | None, typer.Option("--berkas", metavar="FILE", help="Bawaan: isi IZIN_KABAR.")
]


@app.command("periksa", cls=Perintah)
def check(berkas: File = None, json: Json = False) -> None:
    """Periksa berkas saluran dan tampilkan isinya; rahasia disamarkan."""
    kabar = _kabar(berkas, load_settings())
    listing.warn(kabar.peringatan)
    listing.show(kabar.saluran, as_json=json)


@app.command("uji", cls=Perintah)
def try_out(
    nama: Annotated[
        list[str] | None, typer.Argument(metavar="NAMA", help="Nama saluran. Bawaan: semua.")
    ] = None,
    berkas: File = None,
) -> None:
    """Kirim pesan uji coba ke saluran. Kode keluar 0 bila semuanya menerima."""
    settings = load_settings()
    kabar = _kabar(berkas, settings)
    listing.warn(kabar.peringatan)
    chosen = trying.chosen(kabar.saluran, tuple(nama or ()))
    trying.run(chosen, penulis_of(discover_desks(), settings))


def _kabar(berkas: Path | None, settings: Settings) -> Kabar:
    file = berkas or settings.kabar
    if file is None:
        raise BadInput(
            "Berkas saluran belum ditentukan",
            remedy="Isi IZIN_KABAR dengan jalur berkasnya; contohnya deploy/kabar.contoh.toml",
        )
    return read_kabar(file, discover_desks(), settings)
