"""Under the unchanged rules a rehearsal must give exactly the alerts that were recorded.

First everything is compared by one number an application, in one pass over the records and one
over the applications; then those that differ are looked at more closely (`closer`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from izin.cli.gladi.closer import look_closely
from izin.cli.gladi.rules import NOT_COMPUTABLE, Reckoning, derived
from izin.cli.gladi.span_kantor import Span
from shared.gladi.tercatat import Beda, deteksi_janggal, jumlah, sidik_tercatat, sidik_terjadi
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan
from shared.store.port import DokumenTidakTerbaca
from shared.store.watch_port import Klaim

PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class Temuan:
    """`kini` is the watchdog's last sweep; None when there was none yet, and nothing to compare.
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
) -> Temuan:
    """Every claim up to the watchdog's last sweep beside what the histories derive. `seen` is
    called for every application; `pause_seconds` is waited before a difference is believed."""
    kini = await kantor.ops.last_sweep()
    if kini is None:
        return Temuan(None)
    by = Reckoning(await kantor.kalender.segarkan(), kini)
    check = _Check(kantor, by, span, seen)
    await _read_records(check)
    await _read_applications(check)
    suspects = check.suspects
    # Whose records nobody claimed: applications that are not there any more.
    suspects.ids |= set(suspects.numbers)
    beda = await look_closely(kantor, by, suspects.ids, pause_seconds)
    found = sorted([*suspects.unreadable, *beda], key=lambda b: (b.nomor, b.kunci, b.jenis))
    return Temuan(kini, suspects.permohonan, suspects.catatan, tuple(found))


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
