"""What the calendar wants to know of national holidays, whoever knows it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol


class LiburNasional(NamedTuple):
    """A day of the decree; `sementara` while the date is an estimate."""

    nama: str
    cuti_bersama: bool
    sementara: bool


class TahunLibur(NamedTuple):
    """A year's days. `ditetapkan` is whether its decree is known, cuti bersama with it; without
    one the days are only what can be computed."""

    ditetapkan: bool
    hari: Mapping[date, LiburNasional]


class SumberLibur(Protocol):
    """Knows the national holidays of any year; nothing for years it knows nothing about."""

    @property
    def sebutan(self) -> str:
        """Name and version: part of the calendar's own version."""

    def tahun(self, tahun: int) -> TahunLibur:
        """The holidays of one year."""
