"""Ages, in few letters."""

from datetime import datetime, timedelta

from izin.cli.times import length
from shared.kalender.hitung import menit_kerja
from shared.kalender.model import Kalender

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
