"""--dari and --sampai."""

from datetime import date
from zoneinfo import ZoneInfo

from izin.cli.errors import BadInput
from shared.kantor.gladi import Span


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
