"""Which applications: those submitted between two dates of the office, both included."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from izin.cli.errors import BadInput
from shared.permohonan import Permohonan


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


def read_span(dari: str, sampai: str, zone: ZoneInfo) -> Span:
    """Raises `BadInput`."""
    span = Span(_date(dari, "--dari"), _date(sampai, "--sampai"), zone)
    if span.first and span.last and span.last < span.first:
        raise BadInput(f"--sampai {sampai} lebih dahulu daripada --dari {dari}")
    return span


def _date(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        remedy = "Tulis misalnya 2026-01-05"
        raise BadInput(f"{option}: '{text}' bukan tanggal", remedy=remedy) from error
