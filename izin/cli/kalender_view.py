"""A year and a month of the office, for people and for programs."""

from datetime import date
from typing import Any

from rich.console import Console

from izin.cli.output import plain, print_json, stdout
from izin.cli.tables import Listing
from shared.kalender.model import AKHIR_PEKAN, Kalender
from shared.words import (
    dates,
    day_name,
    hours,
    marked,
    minutes,
    month_dates,
    month_name,
    office_time,
    opening_hours,
)


def show_year(kalender: Kalender, tahun: int, *, as_json: bool) -> None:
    if as_json:
        print_json(_year_facts(kalender, tahun))
        return
    console = stdout()
    console.print(plain(f"Kalender kantor {tahun} ({kalender.berkas.zona})", style="bold"))
    if kalender.tahun_sementara(tahun):
        sentence = "Keputusan hari libur tahun ini belum diketahui: semuanya masih sementara."
        console.print(plain(sentence, style="yellow"))
    console.print()
    console.print(_months(kalender, tahun))
    _ramadan(console, kalender, tahun)
    _special(console, kalender, tahun)
    console.print(plain(f"Versi kalender {kalender.versi[:12]}", style="dim"))


def _months(kalender: Kalender, tahun: int) -> Any:
    rows = [
        [month_name(n), str(_working(kalender, tahun, n)), hours(_time(kalender, tahun, n))]
        for n in range(1, 13)
    ]
    total = office_time(kalender, _year(tahun))
    rows.append(["Setahun", str(sum(map(kalender.hari_kerja, _year(tahun)))), hours(total)])
    return Listing(("Bulan", "Hari kerja", "Jam kerja"), rows, figures={"Hari kerja"})


def _ramadan(console: Console, kalender: Kalender, tahun: int) -> None:
    for one in kalender.berkas.ramadan:
        if tahun in (one.mulai.year, one.selesai.year):
            text = f"Ramadan: {day_name(one.mulai)} sampai {day_name(one.selesai)}"
            console.print()
            console.print(plain(marked(text, provisional=one.sementara)))


def _special(console: Console, kalender: Kalender, tahun: int) -> None:
    closed = [
        [day_name(d), marked(kalender.alasan_libur(d), provisional=kalender.sementara(d))]
        for d in _holidays(kalender, tahun)
    ]
    opened = [
        [
            day_name(one.tanggal),
            marked(", ".join(opening_hours(kalender, one.tanggal)), provisional=one.sementara),
            one.alasan,
        ]
        for one in kalender.berkas.masuk
        if one.tanggal.year == tahun
    ]
    tables = ((("Libur", "Alasan"), closed), (("Masuk", "Jam", "Alasan"), opened))
    for headings, rows in tables:
        if rows:
            console.print()
            console.print(Listing(headings, rows, texts={"Jam", "Alasan"}))
    console.print()


def _year_facts(kalender: Kalender, tahun: int) -> dict[str, Any]:
    return {
        "tahun": tahun,
        "zona": kalender.berkas.zona,
        "versi": kalender.versi,
        "sementara": kalender.tahun_sementara(tahun),
        "hari_kerja": sum(map(kalender.hari_kerja, _year(tahun))),
        "menit_kerja": minutes(office_time(kalender, _year(tahun))),
        "bulan": [
            {
                "bulan": n,
                "hari_kerja": _working(kalender, tahun, n),
                "menit_kerja": minutes(_time(kalender, tahun, n)),
            }
            for n in range(1, 13)
        ],
        "libur": [
            {
                "tanggal": d.isoformat(),
                "alasan": kalender.alasan_libur(d),
                "sementara": kalender.sementara(d),
            }
            for d in _holidays(kalender, tahun)
        ],
        "masuk": [
            {
                **one.model_dump(mode="json", exclude={"jam"}),
                "jam_kerja": opening_hours(kalender, one.tanggal),
            }
            for one in kalender.berkas.masuk
            if one.tanggal.year == tahun
        ],
        "ramadan": [
            one.model_dump(mode="json")
            for one in kalender.berkas.ramadan
            if tahun in (one.mulai.year, one.selesai.year)
        ],
    }


def _year(tahun: int) -> Any:
    return dates(date(tahun, 1, 1), date(tahun, 12, 31))


def _working(kalender: Kalender, tahun: int, bulan: int) -> int:
    return sum(map(kalender.hari_kerja, month_dates(tahun, bulan)))


def _time(kalender: Kalender, tahun: int, bulan: int) -> Any:
    return office_time(kalender, month_dates(tahun, bulan))


def _holidays(kalender: Kalender, tahun: int) -> list[date]:
    return [d for d in _year(tahun) if kalender.alasan_libur(d) not in ("", AKHIR_PEKAN)]


def show_month(kalender: Kalender, tahun: int, bulan: int, *, as_json: bool) -> None:
    days = list(month_dates(tahun, bulan))
    if as_json:
        print_json([_month_facts(kalender, day) for day in days])
        return
    working = sum(map(kalender.hari_kerja, days))
    total = f"{working} hari kerja, {hours(office_time(kalender, iter(days)))}"
    stdout().print(plain(f"{month_name(bulan)} {tahun}: {total}", style="bold"))
    stdout().print()
    rows = [[day_name(day), _text(kalender, day)] for day in days]
    stdout().print(Listing(("Tanggal", "Jam kerja"), rows, texts={"Jam kerja"}))


def _text(kalender: Kalender, day: date) -> str:
    text = ", ".join(opening_hours(kalender, day)) or kalender.alasan_libur(day)
    return marked(text, provisional=kalender.sementara(day))


def _month_facts(kalender: Kalender, day: date) -> dict[str, Any]:
    return {
        "tanggal": day.isoformat(),
        "jam_kerja": opening_hours(kalender, day),
        "alasan_libur": kalender.alasan_libur(day),
        "sementara": kalender.sementara(day),
    }
