"""A rehearsal as people read it."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from rich.console import Console

from izin.cli.gladi.progress import thousands
from izin.cli.gladi.words import ASSUMPTION, level, place, share, signed, some
from izin.cli.output import plain, stdout
from izin.cli.tables import one_line_table
from izin.cli.times import when
from shared.gladi.gladi import Keadaan
from shared.gladi.rekap import Banding, Kelompok, Rekap
from shared.kantor.gladi import Changes, Rehearsal


def print_rehearsal(result: Rehearsal) -> None:
    console, rekap = stdout(), result.rekap
    plan = result.plan
    console.print(plain("Gladi: riwayat yang sama, aturan yang lain", style="bold"))
    for line in _changes(plan.changes):
        console.print(plain(line))
    until = when(plan.kini, plan.span.zone)
    console.print(plain(f"Dihitung sampai {until}: {_how_many(result)}"))
    console.print(plain(ASSUMPTION, style="dim"))
    _print_breaches(console, rekap)
    _print_punctuality(console, rekap)
    _print_applications(console, rekap)
    _print_refused(console, rekap)


def _changes(changes: Changes) -> Iterator[str]:
    for kode, one in changes.sop.items():
        yield f"  SOP {kode}: {one.origin}"
        yield from (f"    {line}" for line in one.limits)
    if changes.kalender is not None:
        versi = changes.kalender.versi[:12]
        yield f"  Kalender: {changes.kalender_origin}, versi {versi}, seakan berlaku sejak awal"


def _how_many(result: Rehearsal) -> str:
    rekap = result.rekap
    parts = [f"{thousands(rekap.dihitung)} permohonan dihitung, {thousands(rekap.berubah)} berubah"]
    if rekap.tidak_terhitung:
        parts.append(f"{thousands(len(rekap.tidak_terhitung))} tidak dapat dihitung")
    if result.untouched:
        parts.append(f"{thousands(result.untouched)} tidak terkena")
    return ", ".join(parts)


def _print_breaches(console: Console, rekap: Rekap) -> None:
    """A table for each SOP: its code beside every row would leave no room for the figures."""
    rows = [(kelompok.tempat.sop, _breaches(kelompok, b)) for kelompok, b in rekap.kejadian()]
    headings = ("Langkah", "Tingkat", "Semula", "Menjadi", "Selisih")
    _print_tables(console, "Pelanggaran", headings, rows)
    if not rows:
        console.print("\nTidak ada pelanggaran, semula maupun menjadi.")


def _breaches(kelompok: Kelompok, banding: Banding) -> list[str]:
    return [
        place(kelompok.tempat),
        level(kelompok.tingkat),
        thousands(banding.semula),
        thousands(banding.menjadi),
        signed(banding.selisih),
    ]


def _print_punctuality(console: Console, rekap: Rekap) -> None:
    rows = [
        (tempat.sop, [place(tempat), *map(_share, (tepat.semula, tepat.menjadi))])
        for tempat, tepat in rekap.ketepatan()
    ]
    _print_tables(console, "Tepat waktu", ("Langkah", "Semula", "Menjadi"), rows)


def _share(counts: Counter[Keadaan]) -> str:
    """Of those that are decided: done in time, or late."""
    return share(counts["tepat"], counts["tepat"] + counts["terlambat"])


def _print_tables(
    console: Console, title: str, headings: tuple[str, ...], rows: list[tuple[str, list[str]]]
) -> None:
    for sop, group in groupby(rows, key=itemgetter(0)):
        _print_table(console, f"{title}, {sop}", headings, [row for _, row in group])


def _print_table(
    console: Console, title: str, headings: tuple[str, ...], rows: list[list[str]]
) -> None:
    console.print(plain(f"\n{title}", style="bold"))
    console.print(one_line_table(headings, rows))


def _print_applications(console: Console, rekap: Rekap) -> None:
    for title, gained in (("Bertambah", True), ("Berkurang", False)):
        lines = list(_lines(rekap, gained=gained))
        if lines:
            console.print(plain(f"\n{title}", style="bold"))
        for line in lines:
            console.print(plain(line))


def _lines(rekap: Rekap, *, gained: bool) -> Iterator[str]:
    for kelompok, banding in rekap.kejadian():
        nomor = banding.bertambah if gained else banding.berkurang
        if nomor:
            tempat = kelompok.tempat
            yield f"{tempat.sop}, {place(tempat)}, {level(kelompok.tingkat)}: {some(nomor)}"


def _print_refused(console: Console, rekap: Rekap) -> None:
    if rekap.tidak_terhitung:
        rows = [[satu.nomor, satu.alasan] for satu in rekap.tidak_terhitung]
        _print_table(console, "Tidak dapat dihitung", ("Nomor", "Alasan"), rows)
