"""Instants, lengths of time, office hours, levels of alerts: as people in the office read them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.contracts.pelanggaran import Tingkat
from shared.kalender.berkas import NAMA_BULAN, NAMA_HARI
from shared.kalender.hitung import menit_kerja
from shared.kalender.model import Kalender
from shared.settings import Settings

_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

SEBUTAN_TINGKAT: Mapping[Tingkat, str] = {
    "terlampaui": "Terlampaui",
    "mendekati": "Mendekati batas",
    "selesai_terlambat": "Selesai terlambat",
    "kembali_ujung_batas": "Kembali di ujung batas",
    "kembali_tanpa_perubahan": "Kembali tanpa perubahan",
    "putaran_berulang": "Putaran berulang",
}
"""The most urgent first."""


def office_zone(settings: Settings) -> ZoneInfo:
    return ZoneInfo(settings.zona_waktu)


def when(instant: datetime, zone: ZoneInfo) -> str:
    """Sen 5 Jan 2026 09.00.00 WITA"""
    local = instant.astimezone(zone)
    return f"{day_name(local)} {local:%H.%M.%S} {local.tzname()}"


def in_full(instant: datetime, zone: ZoneInfo) -> str:
    """Senin 5 Januari 2026 09.10 WITA"""
    local = instant.astimezone(zone)
    day, month = NAMA_HARI[local.weekday()].capitalize(), NAMA_BULAN[local.month - 1]
    return f"{day} {local.day} {month} {local.year} {local:%H.%M} {local.tzname()}"


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
    """Clock time in its largest units; office time is counted elsewhere."""
    seconds = max(int(span.total_seconds()), 0)
    units = (("hari", 86400), ("jam", 3600), ("menit", 60), ("detik", 1))
    parts = []
    for name, size in units:
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount} {name}")
    return " ".join(parts[:largest]) or "0 detik"


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


_MINUTES_UP_TO = timedelta(hours=2)
_SATU_JAM = timedelta(hours=1)
_SATU_MENIT = timedelta(minutes=1)


def office_age(kalender: Kalender, sejak: datetime, kini: datetime) -> str:
    """ "95 menit" or "31 jam", of office time. Never days: one of the office's has no fixed
    length."""
    lama = max(menit_kerja(kalender, sejak, kini), timedelta())
    if lama < _MINUTES_UP_TO:
        return f"{lama // _SATU_MENIT} menit"
    return f"{lama // _SATU_JAM} jam"


def clock_age(sejak: datetime, kini: datetime) -> str:
    """ "3 hari 4 jam", by the clock on the wall."""
    lama = kini - sejak
    return length(lama, 2 if lama >= _SATU_JAM else 1)


def seconds_ago(lama: timedelta) -> str:
    """ "0,6 detik", while it is about a moment."""
    detik = max(lama.total_seconds(), 0.0)
    return f"{detik:.1f} detik".replace(".", ",") if detik < 10 else length(lama)
