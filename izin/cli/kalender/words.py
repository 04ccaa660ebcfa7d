"""Dates, hours and lengths of office time in words."""

from collections.abc import Iterator
from datetime import date, timedelta

from shared.kalender.model import Kalender

PROVISIONAL = "?"


def dates(first: date, last: date) -> Iterator[date]:
    """Both included."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def month_dates(tahun: int, bulan: int) -> Iterator[date]:
    beyond = date(tahun + bulan // 12, bulan % 12 + 1, 1)
    return dates(date(tahun, bulan, 1), beyond - timedelta(days=1))


def office_time(kalender: Kalender, days: Iterator[date]) -> timedelta:
    return sum((kalender.hari(day).lama for day in days), timedelta())


def minutes(span: timedelta) -> int:
    """Whole office minutes, for scripts."""
    return span // timedelta(minutes=1)


def hours(span: timedelta) -> str:
    """ "1781 jam" or "7 jam 30 menit": never days, for a day of the office has no fixed length."""
    full, rest = divmod(span, timedelta(hours=1))
    parts = [f"{full} jam"] if full else []
    whole, rest = divmod(rest, timedelta(minutes=1))
    if whole:
        parts.append(f"{whole} menit")
    if rest:
        parts.append(f"{rest.total_seconds():g} detik")
    return " ".join(parts) or "0 menit"


def opening_hours(kalender: Kalender, day: date) -> list[str]:
    """["07.30-12.00", "13.00-16.00"]; midnight at the end of a day is 24.00."""
    return [
        f"{one.buka:%H.%M}-{'24.00' if one.tutup.date() > day else f'{one.tutup:%H.%M}'}"
        for one in kalender.jam_kerja(day)
    ]


def marked(text: str, *, provisional: bool) -> str:
    return f"{text} {PROVISIONAL}" if provisional else text
