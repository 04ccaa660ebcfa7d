"""Whose the time of an application was, for people: rows in whole seconds that add up to the total
that is shown below them."""

from collections.abc import Sequence
from datetime import timedelta

from rich.console import Console

from izin.cli.catalogue import role
from izin.cli.output import plain
from izin.cli.tables import Listing
from shared.kantor.lihat import Clock
from shared.mutu_baku.buku_waktu import SISTEM, Jenis

KINDS: dict[Jenis, str] = {
    "pemohon": "ada pada pemohon",
    "menunggu": "menunggu",
    "dikerjakan": "dikerjakan",
    "gangguan": "gangguan sistem",
}
HEADINGS = ("Pemilik", "Keadaan", "Seluruhnya", "Jam kantor")
_SECOND = timedelta(seconds=1)


def owner(pemilik: str) -> str:
    """Kepala Dinas, or we ourselves."""
    return "AlurIzin" if pemilik == SISTEM else role(pemilik)


def whole_seconds(spans: Sequence[timedelta]) -> tuple[list[int], int]:
    """Each in whole seconds, and their sum, which is that of the spans cut to seconds: what is left
    over goes to those that were cut most (the method of the largest remainder)."""
    total = sum(spans, timedelta()) // _SECOND
    seconds = [span // _SECOND for span in spans]
    remainders = [span % _SECOND for span in spans]
    most_cut = sorted(range(len(spans)), key=lambda place: remainders[place], reverse=True)
    for place in most_cut[: total - sum(seconds)]:
        seconds[place] += 1
    return seconds, total


def stopwatch(seconds: int) -> str:
    """ "74:02:31": hours without end, so that lengths can be compared and added up."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def print_ledger(console: Console, clock: Clock) -> None:
    if not clock.buku:
        return
    lengths = list(clock.buku.values())
    whole, whole_total = whole_seconds([one.lama for one in lengths])
    office, office_total = whole_seconds([one.kantor for one in lengths])
    rows = [
        [plain(owner(pemilik)), plain(KINDS[jenis]), plain(stopwatch(a)), plain(stopwatch(b))]
        for (pemilik, jenis), a, b in zip(clock.buku, whole, office, strict=True)
    ]
    total = ("Jumlah", "", stopwatch(whole_total), stopwatch(office_total))
    rows.append([plain(cell, "bold") for cell in total])
    console.print("\nBuku waktu (jam:menit:detik)", style="bold")
    console.print(Listing(HEADINGS, rows, texts=HEADINGS[:2], figures=HEADINGS[2:]))
