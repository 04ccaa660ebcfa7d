"""`izin kalender`: the office's year, a month of it, and when a limit is due."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, NamedTuple

import typer

from izin.cli import kalender_view
from izin.cli.errors import BadInput
from izin.cli.options import Json, instant_of, unreadable_instant
from izin.cli.output import plain, print_json, stdout
from izin.cli.servers import load_settings
from izin.cli.tables import Listing
from izin.cli.typer_id import new_command
from shared.contracts import teks_saat
from shared.kalender.hitung import (
    jatuh_tempo,
    masih_sementara,
    menit_kerja,
    saat_kantor,
    saat_mendekati,
)
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.kalender.model import Kalender
from shared.sop.waktu import Waktu
from shared.words import dates, day_name, hours, marked, opening_hours, when

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


def start_of(text: str, kalender: Kalender) -> datetime:
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
    console.print(Listing(("Tanggal", "Dihitung", "Jam kerja"), rows, texts={"Jam kerja"}))
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


THIS_YEAR = "Bawaan: tahun ini."


def kalender(
    tahun: Annotated[
        int | None,
        typer.Argument(metavar="TAHUN", min=FIRST_YEAR, max=LAST_YEAR, help=THIS_YEAR),
    ] = None,
    bulan: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=12, help="Setiap hari dari bulan ini.")
    ] = None,
    jatuh_tempo: Annotated[
        str, typer.Option(metavar="MULAI", help="Saat mulai, misalnya 2026-03-17T10:00.")
    ] = "",
    waktu: Annotated[
        str, typer.Option(metavar="WAKTU", help='Batas dari saat itu, misalnya "4 Hari".')
    ] = "",
    json: Json = False,
) -> None:
    """Lihat kalender kantor: hari kerja, jam kerja, hari libur dan Ramadan.

    Dengan --jatuh-tempo dan --waktu: kapan sebuah batas habis, dan bagaimana menghitungnya.
    Tanda ? berarti sementara: tanggal itu masih dapat berubah.
    """
    office = baca_berkas(load_settings().kalender, LIBUR_INDONESIA)
    if bool(jatuh_tempo) != bool(waktu):
        raise BadInput("--jatuh-tempo dan --waktu dipakai bersama")
    if jatuh_tempo:
        if tahun or bulan:
            raise BadInput("--jatuh-tempo tidak dipakai bersama TAHUN atau --bulan")
        start = start_of(jatuh_tempo, office)
        show(office, start, Waktu.model_validate(waktu), as_json=json)
        return
    chosen = tahun or office.tanggal(datetime.now(UTC)).year
    if bulan:
        kalender_view.show_month(office, chosen, bulan, as_json=json)
    else:
        kalender_view.show_year(office, chosen, as_json=json)


app = new_command(kalender)
