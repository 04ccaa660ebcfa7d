"""The calendar file as a model: what its author may write."""

import re
from datetime import date
from typing import Annotated, Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, model_validator

from shared.sop.text import Kalimat

# Hours of a day as the calendar file writes them: "07.30-16.00", with a break or without.
MENIT_PER_JAM = 60
_JAM = r"([01][0-9]|2[0-3])[.:]([0-5][0-9])"
_RENTANG = re.compile(rf"{_JAM} *- *(?:{_JAM}|24[.:]00)")
_AKHIR_HARI = 24 * MENIT_PER_JAM


class Rentang(NamedTuple):
    """From and to, in minutes after midnight by the office's clocks; the end is not part of it."""

    dari: int
    sampai: int

    def __str__(self) -> str:
        return "-".join(f"{m // MENIT_PER_JAM:02}.{m % MENIT_PER_JAM:02}" for m in self)


def _urai(nilai: Any) -> Rentang:
    cocok = _RENTANG.fullmatch(nilai) if isinstance(nilai, str) else None
    if cocok is None:
        raise ValueError('jam tidak terbaca: tulis misalnya "07.30-16.00"')
    jam, menit, jam_akhir, menit_akhir = cocok.groups()
    sampai = _AKHIR_HARI if jam_akhir is None else _menit(jam_akhir, menit_akhir)
    rentang = Rentang(_menit(jam, menit), sampai)
    if rentang.dari >= rentang.sampai:
        raise ValueError(f'jam "{nilai}" berakhir sebelum mulai')
    return rentang


def _menit(jam: str, menit: str) -> int:
    return int(jam) * MENIT_PER_JAM + int(menit)


class JamHari(BaseModel):
    """The hours of one day: from opening to closing, less the break."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kerja: Annotated[Rentang, PlainValidator(_urai)]
    istirahat: Annotated[Rentang, PlainValidator(_urai)] | None = None

    @model_validator(mode="after")
    def _istirahat_di_dalam(self) -> Self:
        if self.istirahat is not None and not (
            self.kerja.dari < self.istirahat.dari and self.istirahat.sampai < self.kerja.sampai
        ):
            raise ValueError(f"istirahat {self.istirahat} tidak di dalam jam kerja {self.kerja}")
        return self

    @property
    def potongan(self) -> tuple[Rentang, ...]:
        """The office time itself: one stretch, or two around the break."""
        if self.istirahat is None:
            return (self.kerja,)
        return (
            Rentang(self.kerja.dari, self.istirahat.dari),
            Rentang(self.istirahat.sampai, self.kerja.sampai),
        )


NAMA_HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
"""In the order of `date.weekday()`."""

NAMA_BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)

Tanggal = Annotated[date, Field(strict=True)]
Tanda = Annotated[bool, Field(strict=True)]


def _zona(nilai: str) -> str:
    try:
        ZoneInfo(nilai)
    except (LookupError, ValueError, OSError) as galat:
        raise ValueError(f'zona "{nilai}" tidak dikenal, misalnya "Asia/Makassar"') from galat
    return nilai


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class JamMinggu(_Beku):
    """The hours of a week; a day that is not named is not worked."""

    sumber: Kalimat
    senin: JamHari | None = None
    selasa: JamHari | None = None
    rabu: JamHari | None = None
    kamis: JamHari | None = None
    jumat: JamHari | None = None
    sabtu: JamHari | None = None
    minggu: JamHari | None = None

    @property
    def menurut_hari(self) -> tuple[JamHari | None, ...]:
        """By `date.weekday()`."""
        return tuple(getattr(self, nama) for nama in NAMA_HARI)


class Ramadan(_Beku):
    """A month of fasting, first and last day included."""

    mulai: Tanggal
    selesai: Tanggal
    sumber: Kalimat
    sementara: Tanda = False

    def mencakup(self, tanggal: date) -> bool:
        return self.mulai <= tanggal <= self.selesai


class LiburKantor(_Beku):
    """A day on which this office is closed although it would be open."""

    tanggal: Tanggal
    alasan: Kalimat
    sumber: Kalimat
    sementara: Tanda = False


class MasukKantor(_Beku):
    """A day on which this office works although it would be closed, or at other hours than
    usual. Without `jam` the hours are those that the weekday has anyway."""

    tanggal: Tanggal
    alasan: Kalimat
    sumber: Kalimat
    sementara: Tanda = False
    jam: JamHari | None = None


class BerkasKalender(_Beku):
    """`ditetapkan` are years whose decree is wholly known to this file, although the source of
    the national holidays does not have it."""

    zona: Annotated[str, AfterValidator(_zona)]
    libur_nasional: Tanda = True
    cuti_bersama: Tanda = True
    ditetapkan: tuple[Annotated[int, Field(strict=True, ge=1, le=9999)], ...] = ()
    jam: JamMinggu
    jam_ramadan: JamMinggu | None = None
    ramadan: tuple[Ramadan, ...] = ()
    libur: tuple[LiburKantor, ...] = ()
    masuk: tuple[MasukKantor, ...] = ()

    def ramadan_pada(self, tanggal: date) -> Ramadan | None:
        return next((satu for satu in self.ramadan if satu.mencakup(tanggal)), None)

    def jam_biasa(self, tanggal: date) -> JamHari | None:
        """What the weekday and the month of fasting give, holidays not looked at."""
        minggu = self.jam
        if self.jam_ramadan is not None and self.ramadan_pada(tanggal):
            minggu = self.jam_ramadan
        return minggu.menurut_hari[tanggal.weekday()]
