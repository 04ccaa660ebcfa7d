"""The commands of `izin petugas`."""

from pathlib import Path
from typing import Annotated

import typer

from izin.cli.catalogue import roles
from izin.cli.errors import BadInput
from izin.cli.options import Json
from izin.cli.petugas import checking, holders
from izin.cli.settings import load_settings
from izin.cli.times import office_zone
from izin.cli.typer_id import Perintah, new_app
from shared.clock import clock_of
from shared.petugas.loader import baca_berkas

app = new_app("Daftar petugas, peran dan mandat (Plh, Plt).")


@app.command("daftar", cls=Perintah)
def show(
    pada: Annotated[
        str,
        typer.Option(metavar="TANGGAL", help="Bawaan: sekarang. Tanggal saja berarti tengah hari."),
    ] = "",
    json: Json = False,
) -> None:
    """Siapa yang berwenang dalam tiap peran, beserta mandat yang sedang berlaku."""
    settings = load_settings()
    zone = office_zone(settings)
    moment = holders.moment(pada, zone) if pada else clock_of(settings.berkas_jam)()
    if settings.daftar_petugas is None:
        holders.show_none(as_json=json)
        return
    register = baca_berkas(settings.daftar_petugas, zone, roles(settings))
    holders.show(register, settings.daftar_petugas, moment, as_json=json)


@app.command("periksa", cls=Perintah)
def check(
    berkas: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Bawaan: isi IZIN_DAFTAR_PETUGAS.")
    ] = None,
    json: Json = False,
) -> None:
    """Periksa sebuah daftar petugas: setiap kesalahan beserta tempatnya."""
    settings = load_settings()
    path = berkas or settings.daftar_petugas
    if path is None:
        raise BadInput(
            "Daftar petugas belum ditentukan",
            remedy="Sebut FILE, atau isi IZIN_DAFTAR_PETUGAS; contohnya deploy/petugas.contoh.toml",
        )
    raise typer.Exit(checking.check(path, office_zone(settings), roles(settings), as_json=json))
