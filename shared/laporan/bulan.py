"""The month a report is about, as a stretch of time in the office's zone."""

import re
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.errors import AlurIzinError

CONTOH = "2026-01"
TAHUN_AWAL, TAHUN_AKHIR = 1946, 2999
"""What a calendar is asked for."""

_BULAN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class BulanTidakTerbaca(AlurIzinError):
    """The text names no month."""


class BulanBelumMulai(AlurIzinError):
    """Nothing can have happened in it yet."""


class Jangka(NamedTuple):
    """From `dari` until before `sampai`, both UTC."""

    dari: datetime
    sampai: datetime

    def memuat(self, saat: datetime) -> bool:
        return self.dari <= saat < self.sampai


class Bulan(NamedTuple):
    """A month of the calendar, in whatever zone."""

    tahun: int
    bulan: int

    @classmethod
    def baca(cls, teks: str) -> "Bulan":
        """Raises `BulanTidakTerbaca`."""
        cocok = _BULAN.fullmatch(teks)
        if cocok is None or not TAHUN_AWAL <= int(cocok[1]) <= TAHUN_AKHIR:
            raise BulanTidakTerbaca(f"'{teks}' bukan bulan yang dapat dibaca")
        return cls(int(cocok[1]), int(cocok[2]))

    def __str__(self) -> str:
        return f"{self.tahun:04}-{self.bulan:02}"

    def jangka(self, zona: ZoneInfo) -> Jangka:
        """The whole month."""
        lanjut = Bulan(self.tahun + self.bulan // 12, self.bulan % 12 + 1)
        return Jangka(self._awal(zona), lanjut._awal(zona))

    def sampai_kini(self, zona: ZoneInfo, kini: datetime) -> Jangka:
        """As much of it as is past. Raises `BulanBelumMulai`."""
        dari, sampai = self.jangka(zona)
        if kini <= dari:
            raise BulanBelumMulai(f"Bulan {self} belum mulai")
        return Jangka(dari, min(sampai, kini))

    def _awal(self, zona: ZoneInfo) -> datetime:
        return datetime(self.tahun, self.bulan, 1, tzinfo=zona).astimezone(UTC)
