"""A month, day by day."""

from datetime import date
from typing import Any

from izin.cli.kalender.words import hours, marked, month_dates, office_time, opening_hours
from izin.cli.output import plain, print_json, stdout
from izin.cli.tables import one_line_table
from izin.cli.times import day_name, month_name
from shared.kalender.model import Kalender


def show(kalender: Kalender, tahun: int, bulan: int, *, as_json: bool) -> None:
    days = list(month_dates(tahun, bulan))
    if as_json:
        print_json([_facts(kalender, day) for day in days])
        return
    working = sum(map(kalender.hari_kerja, days))
    total = f"{working} hari kerja, {hours(office_time(kalender, iter(days)))}"
    stdout().print(plain(f"{month_name(bulan)} {tahun}: {total}", style="bold"))
    stdout().print()
    rows = [[day_name(day), _text(kalender, day)] for day in days]
    stdout().print(one_line_table(("Tanggal", "Jam kerja"), rows))


def _text(kalender: Kalender, day: date) -> str:
    text = ", ".join(opening_hours(kalender, day)) or kalender.alasan_libur(day)
    return marked(text, provisional=kalender.sementara(day))


def _facts(kalender: Kalender, day: date) -> dict[str, Any]:
    return {
        "tanggal": day.isoformat(),
        "jam_kerja": opening_hours(kalender, day),
        "alasan_libur": kalender.alasan_libur(day),
        "sementara": kalender.sementara(day),
    }
