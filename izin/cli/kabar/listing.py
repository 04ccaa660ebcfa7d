"""`izin kabar periksa`: the channels, without anything secret."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.table import Table

from izin.cli.output import plain, print_json, stderr, stdout
from ops.notifier.channel import SaluranApprise
from ops.notifier.loader import SaluranSiap
from shared.topology import antrean_kabar

EVERYTHING = "semua"


def show(channels: Sequence[SaluranSiap], *, as_json: bool) -> None:
    rows = [_row(channel) for channel in channels]
    if as_json:
        print_json(rows)
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Saluran", no_wrap=True)
    for heading in ("Jenis", "Tujuan", "Kabar", "Kelompok"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        name, kind, where = row["nama"], row["jenis"], row["tujuan"]
        table.add_row(*map(plain, (name, kind, where, _wanted(row), _gathering(row))))
    stdout().print(table)


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
    }
    if isinstance(saluran, SaluranApprise):
        row |= {"kelompok_detik": saluran.kelompok_detik, "kelompok_maks": saluran.kelompok_maks}
    return row


def _wanted(row: dict[str, Any]) -> str:
    """tingkat terlampaui, mendekati; sop …"""
    lists = ((name, row[name]) for name in ("tingkat", "pelaksana", "sop"))
    return (
        "; ".join(f"{name} {', '.join(values)}" for name, values in lists if values) or EVERYTHING
    )


def _gathering(row: dict[str, Any]) -> str:
    if "kelompok_detik" not in row:
        return "satu per satu"
    return f"{row['kelompok_detik']:g} detik, paling banyak {row['kelompok_maks']}"
