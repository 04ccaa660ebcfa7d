"""Instants and lengths of time as people in the office read them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.settings import Settings

_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def office_zone(settings: Settings) -> ZoneInfo:
    return ZoneInfo(settings.zona_waktu)


def when(instant: datetime, zone: ZoneInfo) -> str:
    """Sen 5 Jan 2026 09.00.00 WITA"""
    local = instant.astimezone(zone)
    return f"{day_name(local)} {local:%H.%M.%S} {local.tzname()}"


def day_name(day: date) -> str:
    """Sen 5 Jan 2026"""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_name(number: int) -> str:
    """From 1: Jan"""
    return _MONTHS[number - 1]


def precise(instant: datetime, zone: ZoneInfo) -> str:
    """5 Jan 2026 09.00.00"""
    local = instant.astimezone(zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year} {local:%H.%M.%S}"


def short(instant: datetime, zone: ZoneInfo) -> str:
    """5 Jan 09.00"""
    local = instant.astimezone(zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local:%H.%M}"


def length(span: timedelta, largest: int = 2) -> str:
    """Clock time in its largest units; what office hours make of it is another matter."""
    seconds = max(int(span.total_seconds()), 0)
    units = (("hari", 86400), ("jam", 3600), ("menit", 60), ("detik", 1))
    parts = []
    for name, size in units:
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount} {name}")
    return " ".join(parts[:largest]) or "0 detik"
