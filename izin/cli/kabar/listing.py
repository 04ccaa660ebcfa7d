"""`izin kabar periksa`: the channels, without anything secret."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

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
