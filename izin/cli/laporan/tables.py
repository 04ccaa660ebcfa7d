"""The report at the terminal: SOP by SOP, then by role, then what was not kept."""

from zoneinfo import ZoneInfo

from rich.console import Console

from izin.cli.laporan import notes, words
from izin.cli.laporan.cells import one_line
from izin.cli.laporan.details import print_details
from izin.cli.laporan.layout import heading, section, table
from izin.cli.output import plain
from izin.cli.times import short
from shared.laporan.model import (
    BarisKeseluruhan,
    BarisLangkah,
    BarisLewat,
    Laporan,
    MasihTerbuka,
    Selesai,
)

DOCUMENT = "docs/laporan.md"
MOST_LINES = 20
"""Limits that were not kept, shown one by one."""

FINISHED = ("Selesai", "Tepat", "Terlambat", "Sistem", "Median", "P90")
OPEN = ("Terbuka", "Tertunda", "Mendekati", "Lewat", "Terlama")
WHOLE = "seluruhnya"


def print_tables(laporan: Laporan, console: Console) -> None:
    tentang = laporan.tentang
    console.print(plain(notes.title(tentang), style="bold"))
    console.print(plain(notes.period(tentang)))
    for satu in tentang.tak_terbaca:
        text = f"TIDAK TERHITUNG {satu.nomor}: {one_line(satu.alasan)}"
        console.print(plain(text, style="bold red"))
    for row in laporan.keseluruhan:
        _print_sop(laporan, row, console)
    _print_roles(laporan, console)
    _print_over(laporan, console)
    console.print()
    console.print(plain(notes.alerts(laporan.pencocokan), _style(laporan)))
    console.print(plain(f"Cara menghitung: {DOCUMENT}", style="dim"))


def _style(laporan: Laporan) -> str:
    return "" if laporan.pencocokan.sama else "yellow"


def _print_sop(laporan: Laporan, row: BarisKeseluruhan, console: Console) -> None:
    heading(console, f"{row.sop}: {row.izin}, {row.batas}")
    came = f"Bawaan {row.bawaan}, masuk {row.masuk}; selesai {row.selesai.jumlah}"
    ended = f"{row.sk} SK, {row.ditolak} ditolak"
    right = f"sekali benar {row.sekali_benar} ({words.percent(row.sekali_benar_persen)})"
    console.print(plain(f"{came}: {ended}; {right}; masih terbuka {row.terbuka.jumlah}"))
    steps = [one for one in laporan.langkah if one.sop == row.sop]
    finished = [
        *([*_step(one), *_finished(one.selesai)] for one in steps),
        ["", WHOLE, "", *_finished(row.selesai)],
    ]
    console.print(table(("No", "Pelaksana", "Batas", *FINISHED), finished, 3))
    still = [
        *([*_step(one), *_open(one.terbuka)] for one in steps if one.terbuka.jumlah),
        *([["", WHOLE, "", *_open(row.terbuka)]] if row.terbuka.jumlah else []),
    ]
    section(console, "Masih terbuka:", table(("No", "Pelaksana", "Batas", *OPEN), still, 3))
    print_details(laporan, row.sop, console)


def _step(one: BarisLangkah) -> list[str]:
    return [str(one.langkah), one.pelaksana, one.batas]


def _finished(one: Selesai) -> list[str]:
    counts = (one.jumlah, one.tepat, one.terlambat, one.karena_gangguan)
    return [*map(str, counts), words.middle(one.lama), words.most(one.lama)]


def _open(one: MasihTerbuka) -> list[str]:
    counts = (one.jumlah, one.tertunda, one.mendekati, one.lewat)
    return [*map(str, counts), words.longest(one.lama)]


def _print_roles(laporan: Laporan, console: Console) -> None:
    heading(console, "Per pelaksana, semua SOP")
    lines = [
        [
            one.pelaksana,
            *_finished(one.selesai),
            str(one.terbuka.lewat),
            words.percent(one.kepatuhan_persen),
        ]
        for one in laporan.pelaksana
    ]
    console.print(table(("Pelaksana", *FINISHED, "Lewat", "Patuh"), lines, 1))


def _print_over(laporan: Laporan, console: Console) -> None:
    """Those that went furthest beyond first."""
    if not laporan.lewat:
        return
    heading(console, "Lewat batas")
    zone = ZoneInfo(laporan.tentang.zona)
    worst = sorted(laporan.lewat, key=lambda one: -one.menit_kelebihan)[:MOST_LINES]
    headings = ("Nomor", "Langkah", "Jatuh tempo", "Selesai", "Kelebihan", "Sistem")
    console.print(table(headings, [_over_row(one, zone) for one in worst], 2))
    if (rest := len(laporan.lewat) - MOST_LINES) > 0:
        text = f"… dan {rest} lagi; semuanya ada dalam bentuk csv, xlsx dan json"
        console.print(plain(text, style="dim"))


def _over_row(one: BarisLewat, zone: ZoneInfo) -> list[str]:
    return [
        one.nomor,
        f"{one.langkah} {one.pelaksana}" if one.langkah else one.cakupan,
        short(one.jatuh_tempo, zone) if one.jatuh_tempo else words.NOTHING,
        short(one.selesai, zone) if one.selesai else "terbuka",
        words.length(one.menit_kelebihan),
        "ya" if one.karena_gangguan else "",
    ]
