"""When a limit is due, and what each day on the way contributes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from izin.cli.instants import instant_of, unreadable_instant
from izin.cli.kalender.words import dates, hours, marked, opening_hours
from izin.cli.output import plain, print_json, stdout
from izin.cli.tables import one_line_table
from izin.cli.times import day_name, when
from shared.contracts import teks_saat
from shared.kalender.hitung import (
    jatuh_tempo,
    masih_sementara,
    menit_kerja,
    saat_kantor,
    saat_mendekati,
)
from shared.kalender.model import Kalender
from shared.sop.waktu import Waktu

FIRST_YEAR, LAST_YEAR = 1946, 2999
"""From the first year of the holidays' source to far beyond any application; where Python's own
calendar ends is nobody's concern then."""


class Day(NamedTuple):
    """One date between start and due: its part of the limit, in the limit's own unit."""

    tanggal: date
    lama: timedelta
    hari_kerja_ke: int
    """0 for the day of the start, and for closed days."""


class Limit(NamedTuple):
    """One limit and all its instants."""

    waktu: Waktu
    mulai: datetime
    dihitung_dari: datetime
    mendekati: datetime
    jatuh_tempo: datetime


def start(text: str, kalender: Kalender) -> datetime:
    """Office time unless a zone is named. Raises `BadInput`."""
    instant = instant_of(text, kalender.zona)
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise unreadable_instant(text)
    return instant


def show(kalender: Kalender, mulai: datetime, waktu: Waktu, *, as_json: bool) -> None:
    limit = Limit(
        waktu,
        mulai,
        dihitung_dari=saat_kantor(kalender, mulai),
        mendekati=saat_mendekati(kalender, mulai, waktu),
        jatuh_tempo=jatuh_tempo(kalender, mulai, waktu),
    )
    days = list(_days(kalender, limit))
    if as_json:
        print_json(
            {
                **{name: _as_text(value) for name, value in limit._asdict().items()},
                "sementara": masih_sementara(kalender, mulai, limit.jatuh_tempo),
                "versi_kalender": kalender.versi,
                "hari": [_facts(kalender, day) for day in days],
            }
        )
    else:
        _print(kalender, limit, days)


def _print(kalender: Kalender, limit: Limit, days: list[Day]) -> None:
    zone, console = kalender.zona, stdout()
    console.print(plain(f"Mulai           {when(limit.mulai, zone)}"))
    if limit.dihitung_dari != limit.mulai:
        counted = when(limit.dihitung_dari, zone)
        console.print(plain(f"Dihitung dari   {counted} (mulai di luar jam kantor)"))
    console.print(plain(f"Batas           {limit.waktu.teks}"))
    console.print()
    rows = [[day_name(day.tanggal), *_cells(kalender, day, limit.waktu)] for day in days]
    console.print(one_line_table(("Tanggal", "Dihitung", "Jam kerja"), rows))
    console.print()
    console.print(plain(f"Mendekati, 80 % {when(limit.mendekati, zone)}"))
    provisional = masih_sementara(kalender, limit.mulai, limit.jatuh_tempo)
    text = marked(f"Jatuh tempo     {when(limit.jatuh_tempo, zone)}", provisional=provisional)
    console.print(plain(text, style="bold"))


def _as_text(value: Waktu | datetime) -> str:
    return teks_saat(value) if isinstance(value, datetime) else value.teks


def _days(kalender: Kalender, limit: Limit) -> Iterator[Day]:
    mulai, due = limit.mulai, limit.jatuh_tempo
    first = kalender.tanggal(limit.dihitung_dari)
    ke = 0
    for tanggal in dates(kalender.tanggal(mulai), kalender.tanggal(due)):
        open_after_start = tanggal > first and kalender.hari_kerja(tanggal)
        ke += open_after_start
        midnight = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=kalender.zona)
        span = max(midnight, mulai), min(midnight + timedelta(days=1), due)
        yield Day(tanggal, menit_kerja(kalender, *span), ke if open_after_start else 0)


def _cells(kalender: Kalender, day: Day, waktu: Waktu) -> tuple[str, str]:
    spent = hours(day.lama) if day.lama else "-"
    if waktu.satuan == "hari":
        spent = f"hari ke-{day.hari_kerja_ke}" if day.hari_kerja_ke else "-"
    text = ", ".join(opening_hours(kalender, day.tanggal)) or kalender.alasan_libur(day.tanggal)
    return spent, marked(text, provisional=kalender.sementara(day.tanggal))


def _facts(kalender: Kalender, day: Day) -> dict[str, object]:
    return {
        "tanggal": day.tanggal.isoformat(),
        "milidetik_kerja": day.lama // timedelta(milliseconds=1),
        "hari_kerja_ke": day.hari_kerja_ke or None,
        "alasan_libur": kalender.alasan_libur(day.tanggal),
        "sementara": kalender.sementara(day.tanggal),
    }
