"""From when until when: dates as an office writes them, instants as they are compared."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import PlainValidator

from shared.contracts.base import ke_milidetik
from shared.kalender.berkas import NAMA_BULAN

_SAAT = timedelta(milliseconds=1)
_SEHARI = timedelta(days=1)


def _batas(nilai: object) -> date:
    """The file's own type decides: a datetime is a date to Python."""
    if not isinstance(nilai, date):
        raise ValueError("harus berupa tanggal tanpa tanda kutip, misalnya 2026-11-23")
    if isinstance(nilai, datetime) and nilai.tzinfo is None:
        raise ValueError("jam harus menyebut zona, misalnya 2026-11-23T12:00:00+08:00")
    return nilai


Batas = Annotated[date, PlainValidator(_batas)]
"""A date, which is that whole day, or an instant with its zone."""


@dataclass(frozen=True)
class Masa:
    """From `sejak` until just before `sampai`; None is without an end."""

    sejak: datetime
    sampai: datetime | None = None

    @property
    def kosong(self) -> bool:
        return self.sampai is not None and self.sampai <= self.sejak

    def irisan(self, lain: "Masa") -> "Masa":
        akhir = [satu for satu in (self.sampai, lain.sampai) if satu is not None]
        return Masa(max(self.sejak, lain.sejak), min(akhir, default=None))

    def bertemu(self, lain: "Masa") -> bool:
        return not self.irisan(lain).kosong


def masa(sejak: date, sampai: date | None, zona: ZoneInfo) -> Masa:
    """Dates are whole days of the office, the last one included."""
    akhir = None
    if isinstance(sampai, datetime):
        akhir = ke_milidetik(sampai)
    elif sampai is not None:
        akhir = _awal(sampai + _SEHARI, zona)
    return Masa(ke_milidetik(sejak) if isinstance(sejak, datetime) else _awal(sejak, zona), akhir)


def _awal(tanggal: date, zona: ZoneInfo) -> datetime:
    return ke_milidetik(datetime.combine(tanggal, time(), zona))


def teks_masa(satu: Masa, zona: ZoneInfo) -> str:
    """23 November 2026 sampai dengan 27 November 2026, as an order has it; with hours where it
    does not begin or end with a day."""
    awal = f"sejak {_teks(satu.sejak, zona)}"
    if satu.sampai is None:
        return awal
    akhir = satu.sampai.astimezone(zona)
    if akhir.time() == time():
        return f"{awal} sampai dengan {teks_tanggal((akhir - _SAAT).date())}"
    return f"{awal} sampai {_teks(satu.sampai, zona)}"


def _teks(saat: datetime, zona: ZoneInfo) -> str:
    lokal = saat.astimezone(zona)
    jam = "" if lokal.time() == time() else f" pukul {lokal:%H.%M} {lokal.tzname()}"
    return f"{teks_tanggal(lokal.date())}{jam}"


def teks_tanggal(tanggal: date) -> str:
    return f"{tanggal.day} {NAMA_BULAN[tanggal.month - 1]} {tanggal.year}"


def teks_saat_kantor(saat: datetime, zona: ZoneInfo) -> str:
    """27 November 2026 pukul 16.00 WITA"""
    lokal = saat.astimezone(zona)
    return f"{teks_tanggal(lokal.date())} pukul {lokal:%H.%M} {lokal.tzname()}"
