"""Figures of a report in words: lengths of time in the unit of their limit, shares."""

from shared.laporan.model import Sebaran

NOTHING = "-"
LONG_MINUTES = 120.0
SHORT_DAYS = 0.1
"""Under this a limit in hari is better told in minutes too."""


def number(value: float) -> str:
    """1.234,5"""
    return f"{value:,.1f}".translate(str.maketrans(",.", ".,"))


def percent(value: float | None) -> str:
    return NOTHING if value is None else f"{number(value)} %"


def length(value: float | None) -> str:
    """Minutes, or hours where these are many: "7,5 mnt", "21,3 jam"."""
    if value is None:
        return NOTHING
    return f"{number(value)} mnt" if value < LONG_MINUTES else f"{number(value / 60)} jam"


def middle(spread: Sebaran) -> str:
    """In the unit of the limit, as the next two."""
    return _in_its_unit(spread.median_menit, spread.median_hari)


def most(spread: Sebaran) -> str:
    return _in_its_unit(spread.p90_menit, spread.p90_hari)


def longest(spread: Sebaran) -> str:
    return _in_its_unit(spread.terlama_menit, spread.terlama_hari)


def _in_its_unit(minutes: float | None, days: float | None) -> str:
    if days is None or days < SHORT_DAYS:
        return length(minutes)
    return f"{number(days)} hari"
