"""`izin kabar`: where alerts go, and whether they get there."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from izin.cli.errors import BadInput, Failed, NotFound
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout, working
from izin.cli.servers import load_settings
from izin.cli.typer_id import Perintah, new_app
from izin.registry import discover_desks
from ops.notifier.errors import GagalKirim
from ops.notifier.installation import penulis_of, read_kabar
from ops.notifier.loader import Kabar, SaluranSiap
from ops.notifier.saluran import SaluranApprise
from ops.notifier.senders import open_sender
from ops.notifier.surat import Penulis
from shared.settings import Settings
from shared.topology import antrean_kabar

EVERYTHING = "semua"


def show(channels: Sequence[SaluranSiap], *, as_json: bool) -> None:
    rows = [_row(channel) for channel in channels]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        stdout().print(plain(f"{row['nama']} ({row['jenis']})", style="bold"))
        for name, value in _said(row):
            stdout().print(plain(f"  {name:<9} {value}"), soft_wrap=True)


def warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        stderr().print(plain(f"Peringatan: {warning}", style="yellow"))


def _row(channel: SaluranSiap) -> dict[str, Any]:
    saluran = channel.saluran
    row: dict[str, Any] = {
        "nama": saluran.nama,
        "jenis": saluran.jenis,
        "tujuan": channel.alamat.samaran,
        "tingkat": list(saluran.tingkat),
        "pelaksana": list(saluran.pelaksana),
        "sop": list(saluran.sop),
        "antrean": antrean_kabar(saluran.nama),
        "menyerah_jam": saluran.menyerah_jam,
        "karantina": saluran.menghendaki_karantina,
    }
    if isinstance(saluran, SaluranApprise):
        row |= {"kelompok_detik": saluran.kelompok_detik, "kelompok_maks": saluran.kelompok_maks}
    return row


def _said(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "tujuan", row["tujuan"]
    yield "antrean", row["antrean"]
    lists = ((name, row[name]) for name in ("tingkat", "pelaksana", "sop"))
    wanted = [f"{name} {', '.join(values)}" for name, values in lists if values]
    yield "kabar", "; ".join(wanted) or EVERYTHING
    if "kelompok_detik" in row:
        most = f"paling banyak {row['kelompok_maks']} kabar sepesan"
        yield "kelompok", f"{row['kelompok_detik']:g} detik, {most}"
    yield "karantina", "diberi tahu bila berisi" if row["karantina"] else "tidak diberi tahu"
    yield "menyerah", f"sesudah {row['menyerah_jam']:g} jam, ke karantina"


def choose_channels(channels: Sequence[SaluranSiap], names: Sequence[str]) -> Sequence[SaluranSiap]:
    """All of them when no name is given. Raises `NotFound`."""
    known = [channel.saluran.nama for channel in channels]
    if unknown := [name for name in names if name not in known]:
        there = ", ".join(known)
        raise NotFound(f"Saluran '{unknown[0]}' tidak dikenal", remedy=f"Yang ada: {there}")
    return [channel for channel in channels if not names or channel.saluran.nama in names]


def run(channels: Sequence[SaluranSiap], penulis: Penulis) -> None:
    """Tries every one of them. Raises `Failed` that names those that did not take it."""
    with working("Mengirim pesan uji coba"):
        failures = asyncio.run(_try_all(channels, penulis))
    for channel in channels:
        name = channel.saluran.nama
        said = "gagal" if name in failures else "diterima"
        stdout().print(plain(f"{name}: {said} ({channel.alamat.samaran})"))
    if failures:
        raise Failed(
            f"{len(failures)} dari {len(channels)} saluran tidak menerima pesan uji coba",
            details=(f"{name}: {reason}" for name, reason in failures.items()),
            remedy="Periksa URL dan rahasianya, lalu ulangi: izin kabar uji NAMA",
        )


async def _try_all(channels: Sequence[SaluranSiap], penulis: Penulis) -> dict[str, str]:
    reasons = await asyncio.gather(*(_try(channel, penulis) for channel in channels))
    named = zip((channel.saluran.nama for channel in channels), reasons, strict=True)
    return {name: reason for name, reason in named if reason}


async def _try(channel: SaluranSiap, penulis: Penulis) -> str:
    """Why it was not taken; empty when it was."""
    sender = open_sender(channel, penulis)
    try:
        await sender.send_test()
    except GagalKirim as error:
        return str(error)
    finally:
        await sender.close()
    return ""


app = new_app("Saluran kabar mutu baku: periksa dan uji.")

File = Annotated[
    Path | None, typer.Option("--berkas", metavar="FILE", help="Bawaan: isi IZIN_KABAR.")
]


@app.command("periksa", cls=Perintah)
def check(berkas: File = None, json: Json = False) -> None:
    """Periksa berkas saluran dan tampilkan isinya; rahasia disamarkan."""
    kabar = _kabar(berkas, load_settings())
    warn(kabar.peringatan)
    show(kabar.saluran, as_json=json)


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
    warn(kabar.peringatan)
    chosen = choose_channels(kabar.saluran, tuple(nama or ()))
    run(chosen, penulis_of(discover_desks(), settings))


def _kabar(berkas: Path | None, settings: Settings) -> Kabar:
    file = berkas or settings.kabar
    if file is None:
        raise BadInput(
            "Berkas saluran belum ditentukan",
            remedy="Isi IZIN_KABAR dengan jalur berkasnya; contohnya deploy/kabar.contoh.toml",
        )
    return read_kabar(file, discover_desks(), settings)
