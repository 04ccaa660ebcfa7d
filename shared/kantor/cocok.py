"""Under the unchanged rules a rehearsal must give exactly the alerts that were recorded.

First everything is compared by one number an application, in one pass over the records and one
over the applications; then those that differ are looked at more closely (`closer`).
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

from shared.errors import RiwayatRusak
from shared.gladi.tercatat import (
    Beda,
    JenisBeda,
    bandingkan,
    deteksi_janggal,
    jumlah,
    sidik_tercatat,
    sidik_terjadi,
)
from shared.kantor.gladi import NOT_COMPUTABLE, Reckoning, Span, derived, reason
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan
from shared.store.port import DokumenTidakTerbaca
from shared.store.watch_port import Klaim

# Applications whose records and history disagree, field by field.
#
# A difference is believed when it is still there after a pause: a watchdog or a worker may just
# have been writing it down.
LOOKS = 3


async def look_closely(
    kantor: Kantor, by: Reckoning, ids: Iterable[UUID], pause_seconds: float
) -> list[Beda]:
    """The differences that stay."""
    differing: dict[UUID, list[Beda]] = {one: [] for one in ids}
    for look in range(LOOKS):
        if look and differing:
            await asyncio.sleep(pause_seconds)
        looked = {one: await _differences(kantor, by, one) for one in differing}
        differing = {one: beda for one, beda in looked.items() if beda}
    return [one for beda in differing.values() for one in beda]


async def _differences(kantor: Kantor, by: Reckoning, permohonan_id: UUID) -> list[Beda]:
    try:
        klaim = await kantor.watch.klaim(permohonan_id)
        permohonan = await kantor.permohonan.find(permohonan_id)
    except (DokumenTidakTerbaca, ValidationError):
        return []  # named already, by the reading of them all
    if permohonan is None:
        return [Beda(k.pelanggaran.nomor, "permohonan_tidak_ada", k.kunci) for k in klaim]
    try:
        terjadi = await derived(kantor, permohonan, by)
    except NOT_COMPUTABLE as error:
        return [_not_computable(permohonan, error), *_unannounced(permohonan, klaim)]
    expected = {k.kunci(permohonan_id) for k in terjadi}
    recorded = {
        k.kunci: k.pelanggaran
        for k in klaim
        if k.kunci in expected or k.pelanggaran.terjadi_pada < by.kini
    }
    beda = [*bandingkan(permohonan, terjadi, recorded), *_unannounced(permohonan, klaim)]
    stuck = await _stuck(kantor, permohonan_id) if beda else ""
    return [replace(b, alasan=stuck) if b.jenis == "tidak_tercatat" else b for b in beda]


async def _stuck(kantor: Kantor, permohonan_id: UUID) -> str:
    """Why the watchdog cannot watch it; empty when it can."""
    known = {one.permohonan_id: one.alasan for one in await kantor.ops.all_stuck()}
    alasan = known.get(str(permohonan_id), "")
    return f"watchdog tidak dapat menjaganya, {alasan}" if alasan else ""


def _not_computable(permohonan: Permohonan, error: Exception) -> Beda:
    jenis: JenisBeda = "tidak_dapat_dihitung"
    if isinstance(error, RiwayatRusak):
        jenis = "riwayat_rusak"
    return Beda(permohonan.nomor, jenis, alasan=reason(error))


def _unannounced(permohonan: Permohonan, klaim: Iterable[Klaim]) -> Iterator[Beda]:
    for satu in klaim:
        if satu.diumumkan_pada is None:
            yield Beda(permohonan.nomor, "belum_diumumkan", satu.kunci)


PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class HasilCocok:
    """`kini` is the watchdog's last sweep; None before the first one: then it compares none.
    `catatan` counts the alerts derived up to then."""

    kini: datetime | None
    permohonan: int = 0
    catatan: int = 0
    beda: tuple[Beda, ...] = ()

    @property
    def cocok(self) -> bool:
        return self.kini is not None and not self.beda


@dataclass
class _Suspects:
    """`numbers`: of the records of each application that was not looked at yet."""

    numbers: dict[UUID, int] = field(default_factory=dict)
    ids: set[UUID] = field(default_factory=set)
    unreadable: list[Beda] = field(default_factory=list)
    permohonan: int = 0
    catatan: int = 0


@dataclass(frozen=True)
class _Check:
    kantor: Kantor
    by: Reckoning
    span: Span | None
    seen: Callable[[], None]
    suspects: _Suspects = field(default_factory=_Suspects)


async def periksa_catatan(
    kantor: Kantor,
    span: Span | None = None,
    seen: Callable[[], None] = lambda: None,
    pause_seconds: float = PAUSE_SECONDS,
) -> HasilCocok:
    """Compares every claim up to the watchdog's last sweep with the histories. `seen` is
    called for every application; `pause_seconds` is waited before a difference is believed."""
    kini = await kantor.ops.last_sweep()
    if kini is None:
        return HasilCocok(None)
    by = Reckoning(await kantor.kalender.segarkan(), kini)
    check = _Check(kantor, by, span, seen)
    await _read_records(check)
    await _read_applications(check)
    suspects = check.suspects
    # Records without an application: it is not there any more.
    suspects.ids |= set(suspects.numbers)
    beda = await look_closely(kantor, by, suspects.ids, pause_seconds)
    found = sorted([*suspects.unreadable, *beda], key=lambda b: (b.nomor, b.kunci, b.jenis))
    return HasilCocok(kini, suspects.permohonan, suspects.catatan, tuple(found))


async def _read_records(check: _Check) -> None:
    try:
        async for klaim in check.kantor.watch.records():
            _note(klaim, check.by.kini, check.suspects)
    except DokumenTidakTerbaca as error:
        for kunci in error.sebutan:
            nomor = await _nomor_of(check.kantor, kunci)
            check.suspects.unreadable.append(Beda(nomor, "catatan_rusak", kunci))


def _note(klaim: Klaim, kini: datetime, suspects: _Suspects) -> None:
    isi, milik = klaim.pelanggaran, klaim.pelanggaran.permohonan_id
    if klaim.diumumkan_pada is None or deteksi_janggal(isi):
        suspects.ids.add(milik)
    if isi.terjadi_pada < kini:
        sidik = sidik_tercatat([(klaim.kunci, isi)])
        suspects.numbers[milik] = jumlah((suspects.numbers.get(milik, 0), sidik))


async def _nomor_of(kantor: Kantor, kunci: str) -> str:
    """A key begins with the application's id (`kunci_kejadian`)."""
    try:
        permohonan = await kantor.permohonan.find(UUID(kunci.partition("/")[0]))
    except ValueError:
        return ""
    return permohonan.nomor if permohonan else ""


async def _read_applications(check: _Check) -> None:
    suspects = check.suspects
    try:
        async for permohonan in check.kantor.permohonan.scan():
            check.seen()
            number = suspects.numbers.pop(permohonan.id, 0)
            if check.span is not None and not check.span.has(permohonan):
                suspects.ids.discard(permohonan.id)
            elif not await _agrees(check, permohonan, number):
                suspects.ids.add(permohonan.id)
    except DokumenTidakTerbaca as error:
        suspects.unreadable += [Beda(nomor, "dokumen_rusak") for nomor in error.sebutan]


async def _agrees(check: _Check, permohonan: Permohonan, number: int) -> bool:
    check.suspects.permohonan += 1
    try:
        terjadi = await derived(check.kantor, permohonan, check.by)
    except NOT_COMPUTABLE:
        return False
    check.suspects.catatan += len(terjadi)
    return sidik_terjadi(permohonan, terjadi) == number
