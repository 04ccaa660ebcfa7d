"""`izin tugas PELAKSANA --daftar`: what waits for a role, by the store and not by its queue."""

from datetime import UTC, datetime
from typing import Any

from rich.table import Table

from izin.cli.applications import Chosen, Filter, choose, since
from izin.cli.output import plain, print_json, stderr, stdout, working
from izin.cli.tasks.desk import Desk
from izin.cli.times import length, office_zone, short
from shared.contracts import teks_saat
from shared.permohonan import Permohonan


async def show(desk: Desk, limit: int, *, as_json: bool) -> None:
    with working("Membaca daftar tugas"):
        chosen = await choose(desk.stores.permohonan, Filter("berjalan", desk.pelaksana, limit))
        rows = [await _facts(desk, one) for one in chosen.applications]
    if as_json:
        print_json(rows)
    else:
        _print(desk, chosen, rows)


async def _facts(desk: Desk, permohonan: Permohonan) -> dict[str, Any]:
    case = await desk.case(permohonan)
    assert case is not None  # noqa: S101 - chosen for being open
    return {
        "nomor": permohonan.nomor,
        "sop": permohonan.sop,
        "langkah": case.langkah.no,
        "putaran": permohonan.putaran,
        "tindakan": case.langkah.tindakan,
        "kegiatan": case.langkah.kegiatan,
        "waktu": case.langkah.waktu.teks,
        "sejak": teks_saat(since(permohonan)),
        "lembaga": permohonan.lembaga.nama,
        "permohonan_id": str(permohonan.id),
    }


def _print(desk: Desk, chosen: Chosen, rows: list[dict[str, Any]]) -> None:
    if not rows:
        stdout().print(f"Tidak ada tugas yang menunggu {desk.nama}.")
        return
    now, zone = datetime.now(UTC), office_zone(desk.settings)
    table = Table(box=None, pad_edge=False)
    widths = (("Nomor", 16), ("Lgkh", 4), ("Tindakan", 12), ("Sejak", 12), ("Lama", 8))
    for heading, width in widths:
        table.add_column(heading, no_wrap=True, min_width=width)
    table.add_column("Lembaga", overflow="ellipsis", no_wrap=True)
    for permohonan, row in zip(chosen.applications, rows, strict=True):
        sejak = since(permohonan)
        table.add_row(
            permohonan.nomor,
            f"{row['langkah']}.{row['putaran']}",
            row["tindakan"],
            short(sejak, zone),
            length(now - sejak, 1),
            plain(permohonan.lembaga.nama),
        )
    stdout().print(table)
    if (rest := chosen.total - len(rows)) > 0:
        stderr().print(f"… dan {rest} lagi; tambah --batas untuk melihatnya.", style="dim")
