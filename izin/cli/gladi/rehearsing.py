"""Every stored history under the rules it went by and under the changed ones."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from izin.cli.gladi.changes_kantor import Changes
from izin.cli.gladi.rules import NOT_COMPUTABLE, reason, rules_of
from izin.cli.gladi.span_kantor import Span
from shared.gladi.gladi import Aturan, Gladi, gladi
from shared.gladi.rekap import Rekap
from shared.kalender.berlaku import KalenderBerlaku
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan
from shared.store.port import DokumenTidakTerbaca


class Plan(NamedTuple):
    """What is rehearsed, on which applications, and until when events are counted."""

    changes: Changes
    span: Span
    kini: datetime


class Watchers(NamedTuple):
    """Who wants to know while it goes on: `seen` of every application that was read, `each` of
    every one that was judged."""

    seen: Callable[[], None] = lambda: None
    each: Callable[[Gladi], None] = lambda _: None


@dataclass
class Rehearsal:
    """`untouched`: applications of the span for which no rule is another one."""

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
