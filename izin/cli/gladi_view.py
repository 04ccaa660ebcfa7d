"""What a rehearsal, or a check of the records, came to: for people and for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from izin.cli.catalogue import role
from izin.cli.output import plain, stdout
from izin.cli.progress import thousands
from izin.cli.tables import Listing
from shared.contracts import teks_saat
from shared.contracts.pelanggaran import Tingkat
from shared.gladi.gladi import Geser, Gladi, Keadaan
from shared.gladi.rekap import Banding, Kelompok, Rekap, Tempat, Tepat
from shared.gladi.tercatat import ARTI_BEDA, Beda
from shared.kantor.cocok import HasilCocok
from shared.kantor.gladi import Changes, Rehearsal
from shared.mutu_baku.kejadian import KESELURUHAN, Kejadian
from shared.words import SEBUTAN_TINGKAT, precise, when

ASSUMPTION = (
    "Diandaikan setiap orang bertindak pada saat yang sama seperti yang tercatat. Orang dapat"
    " bekerja lain bila batas atau jam kantornya lain; itu tidak dihitung."
)

SHOWN = 20
"""So many nomor are shown in a line; --json has all."""


def level(tingkat: Tingkat) -> str:
    return SEBUTAN_TINGKAT[tingkat].lower()


def place(tempat: Tempat) -> str:
    """4 Dinas Teknis"""
    return f"{tempat.langkah} {role(tempat.pelaksana)}" if tempat.langkah else KESELURUHAN


def step(kejadian: Kejadian) -> str:
    return f"langkah {kejadian.langkah}" if kejadian.langkah else KESELURUHAN


def signed(difference: int) -> str:
    return f"{difference:+d}" if difference else "0"


def some(nomor: Sequence[str]) -> str:
    """A line that does not grow with the office."""
    shown = ", ".join(nomor[:SHOWN])
    rest = len(nomor) - SHOWN
    return f"{shown} dan {rest} lagi (semuanya: --json)" if rest > 0 else shown


def share(part: int, whole: int) -> str:
    """80 % (40 dari 50)"""
    return f"{100 * part / whole:.0f} % ({part} dari {whole})" if whole else "-"


def print_rehearsal(result: Rehearsal) -> None:
    console, rekap = stdout(), result.rekap
    plan = result.plan
    console.print(plain("Gladi: riwayat yang sama, aturan yang lain", style="bold"))
    for line in _changed_rules(plan.changes):
        console.print(plain(line))
    until = when(plan.kini, plan.span.zone)
    console.print(plain(f"Dihitung sampai {until}: {_how_many(result)}"))
    console.print(plain(ASSUMPTION, style="dim"))
    _print_breaches(console, rekap)
    _print_punctuality(console, rekap)
    _print_applications(console, rekap)
    _print_refused(console, rekap)


def _changed_rules(changes: Changes) -> Iterator[str]:
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
    rows = [(kelompok.tempat.sop, _breaches_table(kelompok, b)) for kelompok, b in rekap.kejadian()]
    headings = ("Langkah", "Tingkat", "Semula", "Menjadi", "Selisih")
    _print_tables(console, "Pelanggaran", headings, rows)
    if not rows:
        console.print("\nTidak ada pelanggaran, semula maupun menjadi.")


def _breaches_table(kelompok: Kelompok, banding: Banding) -> list[str]:
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
    figures = {"Semula", "Menjadi", "Selisih"}
    console.print(Listing(headings, rows, texts={"Langkah", "Alasan"}, figures=figures))


def _print_applications(console: Console, rekap: Rekap) -> None:
    for title, gained in (("Bertambah", True), ("Berkurang", False)):
        lines = list(_rehearsal_lines(rekap, gained=gained))
        if lines:
            console.print(plain(f"\n{title}", style="bold"))
        for line in lines:
            console.print(plain(line))


def _rehearsal_lines(rekap: Rekap, *, gained: bool) -> Iterator[str]:
    for kelompok, banding in rekap.kejadian():
        nomor = banding.bertambah if gained else banding.berkurang
        if nomor:
            tempat = kelompok.tempat
            yield f"{tempat.sop}, {place(tempat)}, {level(kelompok.tingkat)}: {some(nomor)}"


def _print_refused(console: Console, rekap: Rekap) -> None:
    if rekap.tidak_terhitung:
        rows = [[satu.nomor, satu.alasan] for satu in rekap.tidak_terhitung]
        _print_table(console, "Tidak dapat dihitung", ("Nomor", "Alasan"), rows)


def print_check(found: HasilCocok, zone: ZoneInfo) -> None:
    console = stdout()
    assert found.kini is not None  # noqa: S101 - without a sweep there is nothing to show
    console.print(plain(f"Sapuan terakhir watchdog: {when(found.kini, zone)}"))
    derived = f"{thousands(found.catatan)} peringatan dari {thousands(found.permohonan)} permohonan"
    if found.cocok:
        sentence = f"Cocok: aturan yang tidak berubah menghasilkan tepat yang tercatat, {derived}."
        console.print(plain(sentence, style="green"))
        return
    sentence = f"TIDAK COCOK: {thousands(len(found.beda))} perbedaan; seharusnya {derived}."
    console.print(plain(sentence, style="bold red"))
    for satu in found.beda:
        for line in _check_lines(satu):
            console.print(plain(line))


def _check_lines(satu: Beda) -> Iterator[str]:
    tail = ": ".join(part for part in (ARTI_BEDA[satu.jenis], satu.alasan) if part)
    yield f"{satu.nomor or '(tanpa nomor)'}  {tail}"
    if satu.kunci:
        yield f"    {satu.kunci}"
    for bidang in satu.bidang:
        yield f"    {bidang.nama}: tercatat {bidang.tercatat}, seharusnya {bidang.seharusnya}"


def print_application(console: Console, one: Gladi, zone: ZoneInfo) -> None:
    before, after = len(one.semula.kejadian), len(one.menjadi.kejadian)
    console.print(plain(f"{one.nomor}  {before} menjadi {after}", style="bold"))
    for line in _application_lines(one, zone):
        console.print(plain(f"  {line}"))


def _application_lines(one: Gladi, zone: ZoneInfo) -> Iterator[str]:
    for satu in one.bertambah:
        yield f"+ {_name(satu)}, {precise(satu.terjadi, zone)}"
    for satu in one.berkurang:
        yield f"- {_name(satu)}, semula {precise(satu.terjadi, zone)}"
    for geser in one.bergeser:
        before, after = (precise(k.terjadi, zone) for k in geser)
        yield f"~ {_name(geser.semula)}, {before} menjadi {after}"


def _name(satu: Kejadian) -> str:
    return f"{step(satu)} {level(satu.tingkat)}"


def application_facts(one: Gladi) -> dict[str, Any]:
    return {
        "nomor": one.nomor,
        "sop": one.sop,
        "semula": len(one.semula.kejadian),
        "menjadi": len(one.menjadi.kejadian),
        "bertambah": [_facts(satu) for satu in one.bertambah],
        "berkurang": [_facts(satu) for satu in one.berkurang],
        "bergeser": [_moved(satu) for satu in one.bergeser],
    }


def _facts(satu: Kejadian) -> dict[str, Any]:
    return {
        "langkah": satu.langkah,
        "putaran": satu.putaran,
        "tingkat": satu.tingkat,
        "batas": satu.batas,
        "jatuh_tempo": teks_saat(satu.jatuh_tempo),
        "terjadi": teks_saat(satu.terjadi),
    }


def _moved(satu: Geser) -> dict[str, Any]:
    return {"semula": _facts(satu.semula), "menjadi": _facts(satu.menjadi)}


def rehearsal_facts(result: Rehearsal, applications: list[dict[str, Any]]) -> dict[str, Any]:
    rekap = result.rekap
    return {
        "kini": teks_saat(result.plan.kini),
        "anggapan": ASSUMPTION,
        "perubahan": _changes_facts(result.plan.changes),
        "dihitung": rekap.dihitung,
        "berubah": rekap.berubah,
        "tidak_terkena": result.untouched,
        "tidak_dapat_dihitung": [satu._asdict() for satu in rekap.tidak_terhitung],
        "pelanggaran": [_breaches_facts(*satu) for satu in rekap.kejadian()],
        "tepat_waktu": [_punctuality(*satu) for satu in rekap.ketepatan()],
        "permohonan": applications,
    }


def check_facts(found: HasilCocok) -> dict[str, Any]:
    return {
        "sapuan_terakhir": teks_saat(found.kini) if found.kini else None,
        "cocok": found.cocok,
        "permohonan": found.permohonan,
        "peringatan": found.catatan,
        "beda": [_difference(satu) for satu in found.beda],
    }


def _changes_facts(changes: Changes) -> dict[str, Any]:
    return {
        "sop": {
            kode: {"asal": one.origin, "batas": list(one.limits)}
            for kode, one in changes.sop.items()
        },
        "kalender": changes.kalender.versi if changes.kalender else None,
    }


def _breaches_facts(kelompok: Kelompok, banding: Banding) -> dict[str, Any]:
    return {
        **_place(kelompok.tempat),
        "tingkat": kelompok.tingkat,
        "semula": banding.semula,
        "menjadi": banding.menjadi,
        "selisih": banding.selisih,
        "bertambah": banding.bertambah,
        "berkurang": banding.berkurang,
    }


def _punctuality(tempat: Tempat, tepat: Tepat) -> dict[str, Any]:
    return {**_place(tempat), "semula": dict(tepat.semula), "menjadi": dict(tepat.menjadi)}


def _place(tempat: Tempat) -> dict[str, Any]:
    return tempat._asdict()


def _difference(satu: Beda) -> dict[str, Any]:
    return {
        "nomor": satu.nomor,
        "jenis": satu.jenis,
        "kunci": satu.kunci,
        "bidang": [bidang._asdict() for bidang in satu.bidang],
        "alasan": satu.alasan,
    }
