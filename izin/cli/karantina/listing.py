"""The list of what lies in karantina."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from izin.cli.output import print_json, stderr, stdout
from izin.cli.tables import one_line_table
from izin.cli.times import short
from shared.contracts import teks_saat
from shared.kantor.karantina_entry import Entry

HEADINGS = ("ID", "Kode", "Asal", "Kali", "Sejak", "Nomor", "Alasan")


def show(entries: Sequence[Entry], zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        print_json([facts(entry) for entry in entries])
    elif not entries:
        stdout().print("Karantina kosong.")
    else:
        stdout().print(one_line_table(HEADINGS, [_row(entry, zone) for entry in entries]))
        stderr().print(f"{len(entries)} pesan. Satu pesan: izin karantina lihat ID", style="dim")


def facts(entry: Entry) -> dict[str, Any]:
    return {**entry._asdict(), "sejak": teks_saat(entry.sejak) if entry.sejak else None}


def _row(entry: Entry, zone: ZoneInfo) -> list[str]:
    sent_back = f" (+{entry.dikirim_ulang})" if entry.dikirim_ulang else ""
    return [
        entry.id,
        entry.kode,
        entry.asal or "-",
        f"{entry.kali or '-'}{sent_back}",
        short(entry.sejak, zone) if entry.sejak else "-",
        entry.nomor or "-",
        " ".join(entry.alasan.split()),
    ]
