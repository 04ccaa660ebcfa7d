"""`izin tugas PELAKSANA --daftar`: what waits for a role, by the store and not by its queue."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from izin.cli.applications import Chosen, Filter, choose, since
from izin.cli.output import print_json, stderr, stdout, working
from izin.cli.tables import one_line_table
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
    shown = [
        _row(facts, since(one), (zone, now))
        for one, facts in zip(chosen.applications, rows, strict=True)
    ]
    headings = ("Nomor", "Lgkh", "Tindakan", "Sejak", "Lama", "Lembaga")
    stdout().print(one_line_table(headings, shown))
    if (rest := chosen.total - len(rows)) > 0:
        stderr().print(f"… dan {rest} lagi; tambah --batas untuk melihatnya.", style="dim")


def _row(facts: dict[str, Any], sejak: datetime, clock: tuple[ZoneInfo, datetime]) -> list[str]:
    zone, now = clock
    return [
        facts["nomor"],
        f"{facts['langkah']}.{facts['putaran']}",
        facts["tindakan"],
        short(sejak, zone),
        length(now - sejak, 1),
        facts["lembaga"],
    ]
