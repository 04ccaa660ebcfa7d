"""The list of applications."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from izin.cli.output import print_json, stderr, stdout, working
from izin.cli.tables import one_line_table
from izin.cli.times import length, office_zone, short
from shared.contracts import teks_saat
from shared.kantor.kantor import open_stores
from shared.kantor.lihat import Chosen, Filter, choose, since
from shared.permohonan import Permohonan
from shared.settings import Settings


async def show(wanted: Filter, settings: Settings, *, as_json: bool) -> None:
    async with open_stores(settings) as stores:
        with working("Membaca daftar permohonan"):
            chosen = await choose(stores.permohonan, wanted)
    if as_json:
        print_json([_facts(one) for one in chosen.applications])
        return
    _print(chosen, office_zone(settings))


def _facts(permohonan: Permohonan) -> dict[str, Any]:
    terbuka = permohonan.langkah
    return {
        "nomor": permohonan.nomor,
        "sop": permohonan.sop,
        "status": permohonan.status,
        "langkah": terbuka.no if terbuka else None,
        "putaran": permohonan.putaran,
        "pelaksana": terbuka.pelaksana if terbuka else None,
        "sejak": teks_saat(since(permohonan)),
        "lembaga": permohonan.lembaga.nama,
        "permohonan_id": str(permohonan.id),
    }


def _print(chosen: Chosen, zone: ZoneInfo) -> None:
    if not chosen.applications:
        stdout().print("Tidak ada permohonan yang cocok.")
        return
    now = datetime.now(UTC)
    rows = [_row(permohonan, zone, now) for permohonan in chosen.applications]
    headings = ("Nomor", "Status", "Langkah", "Sejak", "Lama", "Lembaga")
    stdout().print(one_line_table(headings, rows))
    if (rest := chosen.total - len(chosen.applications)) > 0:
        stderr().print(f"… dan {rest} lagi; tambah --batas untuk melihatnya.", style="dim")


def _row(permohonan: Permohonan, zone: ZoneInfo, now: datetime) -> list[str]:
    terbuka, sejak = permohonan.langkah, since(permohonan)
    return [
        permohonan.nomor,
        permohonan.status,
        f"{terbuka.no} {terbuka.pelaksana}" if terbuka else "-",
        short(sejak, zone),
        length(now - sejak, 1),
        permohonan.lembaga.nama,
    ]
