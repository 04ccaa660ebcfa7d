"""The report of a month at the terminal: its tables, its details, its figures in words."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from rich.console import Console

from izin.cli.buku_waktu_view import KINDS, owner
from izin.cli.catalogue import role
from izin.cli.output import plain
from izin.cli.tables import Listing
from shared.contracts.pelanggaran import Tingkat
from shared.kantor import laporan_catatan
from shared.kantor.laporan_kata import NOTHING, length, longest, middle, most, percent
from shared.laporan.model import (
    BarisAlasan,
    BarisKeseluruhan,
    BarisLangkah,
    BarisLewat,
    Laporan,
    MasihTerbuka,
    Selesai,
)
from shared.spreadsheets import one_line
from shared.words import short, when


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], texts: int) -> Listing:
    """The first `texts` columns are words, the others figures."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    breakable = set(headings[:texts]) - WHOLE_WORDS
    return Listing(headings, cells, texts=breakable, figures=headings[texts:], gap=1)


WHOLE_WORDS = {"No", "Nomor", "Kode"}
"""Headings of what is not broken, though it is no figure."""


def heading(console: Console, text: str) -> None:
    console.print()
    console.print(plain(text, style="bold"))


def section(console: Console, title: str, part: Listing) -> None:
    """Nothing at all where there is nothing in it."""
    if part.row_count:
        console.print(plain(title, style="italic"))
        console.print(part)


SHOWN_TEXTS = 2
LEVELS: dict[Tingkat, str] = {
    "mendekati": "Mendekati",
    "terlampaui": "Terlampaui",
    "selesai_terlambat": "Terlambat",
    "kembali_ujung_batas": "Di ujung",
    "kembali_tanpa_perubahan": "Tetap",
    "putaran_berulang": "Berulang",
}
"""The last three are of returns to the applicant."""


def print_details(laporan: Laporan, sop: str, console: Console) -> None:
    section(console, "Langkah pemohon, hanya diukur:", _applicant(laporan, sop))
    section(console, "Waktu milik siapa:", _time(laporan, sop))
    section(console, "Pengembalian dan penolakan:", _returns(laporan, sop))
    section(console, "Alasan kembali ke pemohon:", _reasons(laporan, sop))
    section(console, "Peringatan:", _alerts(laporan, sop))


def _applicant(laporan: Laporan, sop: str) -> Listing:
    rows = [
        [
            str(one.langkah),
            one.batas,
            *map(str, (one.selesai.jumlah, one.selesai.tepat, one.selesai.terlambat)),
            middle(one.selesai.lama),
            middle(one.nyata),
            str(one.terbuka.jumlah),
        ]
        for one in laporan.pemohon
        if one.sop == sop and (one.selesai.jumlah or one.terbuka.jumlah)
    ]
    measured = ("Selesai", "Tepat", "Terlambat", "Jam kantor", "Menurut jam", "Terbuka")
    return table(("No", "Batas", *measured), rows, 2)


def _time(laporan: Laporan, sop: str) -> Listing:
    rows = [
        [
            owner(one.pemilik),
            KINDS[one.jenis],
            str(one.permohonan),
            length(one.menit),
            length(one.menit_kantor),
            percent(one.persen),
        ]
        for one in laporan.waktu
        if one.sop == sop
    ]
    headings = ("Pemilik", "Jenis", "Permohonan", "Menurut jam", "Jam kantor", "Bagian")
    return table(headings, rows, 2)


def _returns(laporan: Laporan, sop: str) -> Listing:
    rows = [
        [str(one.langkah), role(one.pelaksana), *map(str, counts)]
        for one in laporan.pengembalian
        if one.sop == sop and any(counts := (one.ke_pemohon, one.ke_meja, one.ditolak))
    ]
    return table(("No", "Pelaksana", "Ke pemohon", "Ke meja lain", "Ditolak"), rows, 2)


def _reasons(laporan: Laporan, sop: str) -> Listing:
    rows = [
        [
            one.kode or one.jenis,
            _texts(one),
            str(one.kali),
            str(one.permohonan),
            percent(one.sekali_benar_persen),
        ]
        for one in laporan.alasan
        if one.sop == sop and one.kali
    ]
    return table(("Kode", "Alasan petugas", "Kali", "Permohonan", "Sekali benar"), rows, 2)


def _texts(one: BarisAlasan) -> str:
    shown = one.alasan[:SHOWN_TEXTS]
    rest = one.kali - sum(a.kali for a in shown)
    return "; ".join(
        [*(f"{a.teks} ({a.kali}x)" for a in shown), *([f"{rest} lagi"] if rest else [])]
    )


def _alerts(laporan: Laporan, sop: str) -> Listing:
    """One line a step, one column a level."""
    counts: dict[tuple[str, str], dict[Tingkat, int]] = {}
    for one in laporan.peringatan:
        if one.sop == sop:
            place = str(one.langkah or ""), role(one.pelaksana) if one.pelaksana else one.cakupan
            counts.setdefault(place, {})[one.tingkat] = one.jumlah
    rows = [[*place, *(str(of.get(t, 0)) for t in LEVELS)] for place, of in counts.items()]
    return table(("No", "Pelaksana", *LEVELS.values()), rows, 2)


DOCUMENT = "docs/laporan.md"
MOST_LINES = 20
"""Limits that were not kept, shown one by one."""

FINISHED = ("Selesai", "Tepat", "Terlambat", "Sistem", "Median", "P90")
OPEN = ("Terbuka", "Tertunda", "Mendekati", "Lewat", "Terlama")
WHOLE = "seluruhnya"


def print_tables(laporan: Laporan, console: Console) -> None:
    tentang = laporan.tentang
    console.print(plain(laporan_catatan.title(tentang), style="bold"))
    console.print(plain(laporan_catatan.period(tentang)))
    _print_changes(laporan, console)
    for satu in tentang.tak_terbaca:
        text = f"TIDAK TERHITUNG {satu.nomor}: {one_line(satu.alasan)}"
        console.print(plain(text, style="bold red"))
    for row in laporan.keseluruhan:
        _print_sop(laporan, row, console)
    _print_roles(laporan, console)
    _print_over(laporan, console)
    _print_stamped(laporan, console)
    console.print()
    console.print(plain(laporan_catatan.alerts(laporan.pencocokan), _style(laporan)))
    console.print(plain(f"Cara menghitung: {DOCUMENT}", style="dim"))


def _style(laporan: Laporan) -> str:
    return "" if laporan.pencocokan.sama else "yellow"


def _print_sop(laporan: Laporan, row: BarisKeseluruhan, console: Console) -> None:
    heading(console, f"{row.sop}: {row.izin}, {row.batas}")
    came = f"Bawaan {row.bawaan}, masuk {row.masuk}; selesai {row.selesai.jumlah}"
    ended = f"{row.sk} SK, {row.ditolak} ditolak"
    apart = f"; ditarik pemohon {row.ditarik}" if row.ditarik else ""
    right = f"sekali benar {row.sekali_benar} ({percent(row.sekali_benar_persen)})"
    console.print(plain(f"{came}: {ended}; {right}; masih terbuka {row.terbuka.jumlah}{apart}"))
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
    return [str(one.langkah), role(one.pelaksana), one.batas]


def _finished(one: Selesai) -> list[str]:
    counts = (one.jumlah, one.tepat, one.terlambat, one.karena_gangguan)
    return [*map(str, counts), middle(one.lama), most(one.lama)]


def _open(one: MasihTerbuka) -> list[str]:
    counts = (one.jumlah, one.tertunda, one.mendekati, one.lewat)
    return [*map(str, counts), longest(one.lama)]


def _print_roles(laporan: Laporan, console: Console) -> None:
    heading(console, "Per pelaksana, semua SOP")
    lines = [
        [
            role(one.pelaksana),
            *_finished(one.selesai),
            str(one.terbuka.lewat),
            percent(one.kepatuhan_persen),
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


def _print_changes(laporan: Laporan, console: Console) -> None:
    """At the top: whoever has the first report in hand must see it before the figures."""
    if laporan.tentang.pertama is None:
        return
    changed = bool(laporan.perubahan)
    text = f"Laporan pertama {laporan_catatan.first_report(laporan)}"
    console.print(plain(text, style="bold red" if changed else "dim"))
    for sebab in laporan.sebab:
        console.print(plain(f"  karena {one_line(sebab)}", style="red"))
    rows = [
        [one.bagian, one.baris, one.kolom, one.semula or NOTHING, one.menjadi or NOTHING]
        for one in laporan.perubahan[:MOST_LINES]
    ]
    headings = ("Bagian", "Baris", "Kolom", "Semula", "Menjadi")
    section(console, "Yang berubah:", table(headings, rows, 3))
    if (rest := len(laporan.perubahan) - MOST_LINES) > 0:
        text = f"… dan {rest} lagi; semuanya ada dalam bentuk csv, xlsx dan json"
        console.print(plain(text, style="dim"))


def _print_stamped(laporan: Laporan, console: Console) -> None:
    """Instants that senders named and that were not believed."""
    if not laporan.saat:
        return
    heading(console, "Saat dari pengirim yang tidak dipakai")
    zone = ZoneInfo(laporan.tentang.zona)
    rows = [
        [one.nomor, str(one.langkah), when(one.disebut, zone), when(one.dihitung, zone)]
        for one in laporan.saat[:MOST_LINES]
    ]
    headings = ("Nomor", "Langkah", "Menurut pengirim", "Dihitung sejak")
    console.print(table(headings, rows, 4))


def _over_row(one: BarisLewat, zone: ZoneInfo) -> list[str]:
    return [
        one.nomor,
        f"{one.langkah} {role(one.pelaksana)}" if one.langkah else one.cakupan,
        short(one.jatuh_tempo, zone) if one.jatuh_tempo else NOTHING,
        short(one.selesai, zone) if one.selesai else "terbuka",
        length(one.menit_kelebihan),
        "ya" if one.karena_gangguan else "",
    ]
