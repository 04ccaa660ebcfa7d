"""The rehearsal: every stored history under the rules it went by and under changed ones. The rules:
other SOPs, single limits, another calendar."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.books import VersiSopHilang
from shared.errors import RiwayatRusak
from shared.gladi.gladi import Aturan, Gladi, TidakDapatDihitung, gladi, nilai
from shared.gladi.rekap import Rekap
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.model import Kalender
from shared.kantor.errors import MasukanKeliru
from shared.kantor.kantor import Kantor
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.tempuh import waktu_seluruhnya
from shared.permohonan import Permohonan, periksa_rantai
from shared.sop.errors import SopTidakSah
from shared.sop.loader import KatalogSop
from shared.sop.model import Langkah, Sop, SopTermuat
from shared.sop.waktu import TotalWaktu, Waktu
from shared.store.port import DokumenTidakTerbaca

NOT_COMPUTABLE = (TidakDapatDihitung, RiwayatRusak, VersiSopHilang, SopTidakSah)
"""Why an application cannot be judged; the others still can."""


class Reckoning(NamedTuple):
    """The calendars that were in force, and until when events are derived."""

    berlaku: KalenderBerlaku
    kini: datetime


async def rules_of(kantor: Kantor, permohonan: Permohonan, berlaku: KalenderBerlaku) -> Aturan:
    """For a history with its digests intact. Raises `RiwayatRusak`, `VersiSopHilang` and
    `SopTidakSah`."""
    periksa_rantai(permohonan)
    return Aturan((await kantor.sop.version(permohonan.sop_versi)).sop, berlaku)


async def derived(kantor: Kantor, permohonan: Permohonan, by: Reckoning) -> tuple[Kejadian, ...]:
    """Raises the errors in `NOT_COMPUTABLE`."""
    rules = await rules_of(kantor, permohonan, by.berlaku)
    return nilai(permohonan, rules, by.kini).kejadian


def reason(error: Exception) -> str:
    """One line; other commands show the faults of an SOP's text."""
    if isinstance(error, VersiSopHilang):
        return f"versi SOP-nya tidak tersimpan: {error}"
    return str(error).splitlines()[0]


class Span(NamedTuple):
    """None: without end on that side."""

    first: date | None
    last: date | None
    zone: ZoneInfo

    def has(self, permohonan: Permohonan) -> bool:
        if self.first is None and self.last is None:
            return True
        entri = permohonan.riwayat[0] if permohonan.riwayat else None
        saat = entri.ditutup_pada if entri else permohonan.dibuat_pada
        day = saat.astimezone(self.zone).date()
        return (self.first or day) <= day <= (self.last or day)


WHOLE = "keseluruhan"


class Limit(NamedTuple):
    """One limit to try; `langkah` is None for the whole of the SOP."""

    kode: str
    langkah: int | None
    waktu: Waktu


class ChangedSop(NamedTuple):
    """`origin` is its source, `limits` are the differences from the SOP that is loaded now."""

    sop: Sop
    origin: str
    limits: tuple[str, ...]


class Changes(NamedTuple):
    """By the code of the SOP; `kalender_origin` names the calendar's file."""

    sop: Mapping[str, ChangedSop]
    kalender: Kalender | None
    kalender_origin: str

    def __bool__(self) -> bool:
        return bool(self.sop) or self.kalender is not None

    def touch(self, kode: str) -> bool:
        """Whether anything is another rule for applications of this SOP."""
        return self.kalender is not None or kode in self.sop


def changes(
    files: Iterable[SopTermuat],
    limits: Iterable[Limit],
    loaded: KatalogSop,
    kalender: Kalender | None = None,
    kalender_origin: str = "",
) -> Changes:
    """Each limit is tried in the SOP among `files`, or else in the loaded one. Raises
    `MasukanKeliru` and `SopTidakDikenal`."""
    from_files, tried = _by_code(files), list(limits)
    _refuse_doubles(tried)
    sops = {kode: one.sop for kode, one in from_files.items()}
    for limit in tried:
        sops[limit.kode] = _with(sops.get(limit.kode) or loaded[limit.kode].sop, limit)
    return Changes(
        {kode: _changed(sop, from_files.get(kode), loaded) for kode, sop in sorted(sops.items())},
        kalender,
        kalender_origin,
    )


def _by_code(files: Iterable[SopTermuat]) -> dict[str, SopTermuat]:
    found: dict[str, SopTermuat] = {}
    for one in files:
        if (other := found.setdefault(one.sop.kode, one)) is not one:
            raise MasukanKeliru(f"{other.berkas} dan {one.berkas} keduanya SOP '{one.sop.kode}'")
    return found


def _refuse_doubles(limits: list[Limit]) -> None:
    seen: set[tuple[str, int | None]] = set()
    for limit in limits:
        if (place := (limit.kode, limit.langkah)) in seen:
            raise MasukanKeliru(f"batas {_place(*place)} disebut dua kali")
        seen.add(place)


def _with(sop: Sop, limit: Limit) -> Sop:
    if limit.langkah is None:
        stated = sop.total.teks.partition("(")[0].strip()
        total = TotalWaktu.model_validate(f"{stated} ({limit.waktu.jumlah} Hari)")
        return sop.model_copy(update={"total": total})
    if all(langkah.no != limit.langkah for langkah in sop.langkah):
        numbers = ", ".join(str(langkah.no) for langkah in sop.langkah)
        anjuran = f"Yang ada: {numbers}"
        pesan = f"SOP '{sop.kode}' tidak punya langkah {limit.langkah}"
        raise MasukanKeliru(pesan, anjuran=anjuran)
    langkah = tuple(
        one.model_copy(update={"waktu": limit.waktu}) if one.no == limit.langkah else one
        for one in sop.langkah
    )
    return sop.model_copy(update={"langkah": langkah})


def _changed(sop: Sop, file: SopTermuat | None, loaded: KatalogSop) -> ChangedSop:
    origin = f"{file.berkas}, versi {file.versi[:12]}" if file else "SOP yang dimuat"
    now = loaded[sop.kode].sop if sop.kode in loaded else None
    return ChangedSop(sop, origin, tuple(_differences(now, sop)) if now else ())


def _differences(now: Sop, then: Sop) -> Iterator[str]:
    before = {langkah.no: langkah for langkah in now.langkah}
    for langkah in then.langkah:
        yield from _difference(before.get(langkah.no), langkah)
    whole, other = waktu_seluruhnya(now), waktu_seluruhnya(then)
    if whole != other:
        yield f"{WHOLE}: {whole.teks} menjadi {other.teks}"


def _difference(before: Langkah | None, langkah: Langkah) -> Iterator[str]:
    if before is not None and before.waktu != langkah.waktu:
        yield f"langkah {langkah.no}: {before.waktu.teks} menjadi {langkah.waktu.teks}"


def _place(kode: str, langkah: int | None) -> str:
    return f"{kode}, {WHOLE if langkah is None else f'langkah {langkah}'}"


class Plan(NamedTuple):
    """The changes to rehearse, on which applications, and until when events are counted."""

    changes: Changes
    span: Span
    kini: datetime


class Watchers(NamedTuple):
    """Called while it goes on: `seen` for every application that was read, `each` for every one
    that was judged."""

    seen: Callable[[], None] = lambda: None
    each: Callable[[Gladi], None] = lambda _: None


@dataclass
class Rehearsal:
    """`untouched`: applications of the span for which all rules stay the same."""

    plan: Plan
    rekap: Rekap = field(default_factory=Rekap)
    untouched: int = 0


async def rehearse(kantor: Kantor, plan: Plan, watchers: Watchers) -> Rehearsal:
    """One application at a time; only counts and nomor are kept."""
    result = Rehearsal(plan)
    berlaku = await kantor.kalender.segarkan()
    try:
        async for permohonan in kantor.permohonan.scan():
            watchers.seen()
            if not plan.span.has(permohonan):
                continue
            if not plan.changes.touch(permohonan.sop):
                result.untouched += 1
            elif judged := await _judged(kantor, permohonan, berlaku, result):
                watchers.each(judged)
    except DokumenTidakTerbaca as error:
        for sebutan in error.sebutan:
            result.rekap.tolak(sebutan, "dokumennya tidak terbaca")
    return result


async def _judged(
    kantor: Kantor, permohonan: Permohonan, berlaku: KalenderBerlaku, result: Rehearsal
) -> Gladi | None:
    """None when it cannot be: then it is listed as such."""
    plan = result.plan
    try:
        before = await rules_of(kantor, permohonan, berlaku)
        after = _after(before, permohonan.sop, plan.changes)
        judged = gladi(permohonan, before, after, plan.kini)
    except NOT_COMPUTABLE as error:
        result.rekap.tolak(permohonan.nomor, reason(error))
        return None
    result.rekap.tambah(judged)
    return judged


def _after(before: Aturan, kode: str, changes: Changes) -> Aturan:
    """A calendar that is rehearsed holds for all time; without one, those in force stay."""
    sop = changes.sop[kode].sop if kode in changes.sop else before.sop
    if changes.kalender is None:
        return Aturan(sop, before.berlaku)
    return Aturan(sop, KalenderBerlaku.selalu(changes.kalender))
