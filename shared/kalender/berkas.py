"""The calendar file as a model: what its author may write."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from shared.kalender.jam import JamHari
from shared.sop.text import Kalimat

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
