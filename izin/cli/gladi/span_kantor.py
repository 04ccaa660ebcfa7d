"""Which applications: those submitted between two dates of the office, both included."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

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
