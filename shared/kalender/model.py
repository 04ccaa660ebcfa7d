"""The office's calendar: for every date its office time, and why there is none."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.kalender.berkas import BerkasKalender, JamHari, LiburKantor, MasukKantor, Rentang
from shared.kalender.nasional import LiburNasional, SumberLibur, TahunLibur

AKHIR_PEKAN = "Di luar pekan kerja"
_TANPA_LIBUR = TahunLibur(ditetapkan=True, hari={})


class Interval(NamedTuple):
    """Office time from `buka` until before `tutup`."""

    buka: datetime
    tutup: datetime


class Hari(NamedTuple):
    """One date. `interval` are UTC; `alasan` is empty on a working day."""

    interval: tuple[Interval, ...]
    alasan: str
    sementara: bool
    lama: timedelta


@dataclass(frozen=True)
class Kalender:
    """`versi` changes whenever the file or the source of the holidays does; `sumber` is the text
    of the file."""

    berkas: BerkasKalender = field(repr=False)
    nasional: SumberLibur = field(repr=False)
    versi: str
    sumber: str = field(repr=False)
    # Every calculation asks for the same few dates again and again.
    _hari: dict[date, Hari] = field(default_factory=dict, init=False, repr=False, compare=False)
    _tahun: dict[int, TahunLibur] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def zona(self) -> ZoneInfo:
        return ZoneInfo(self.berkas.zona)

    def hari(self, tanggal: date) -> Hari:
        """All about one date, in the office's zone."""
        if (ada := self._hari.get(tanggal)) is None:
            ada = self._hari[tanggal] = self._susun(tanggal)
        return ada

    def tanggal(self, saat: datetime) -> date:
        """The office's date at an instant."""
        return saat.astimezone(self.zona).date()

    def jam_kerja(self, tanggal: date) -> tuple[Interval, ...]:
        """The office time of a date in the office's zone; empty when the office is closed."""
        return tuple(
            Interval(satu.buka.astimezone(self.zona), satu.tutup.astimezone(self.zona))
            for satu in self.hari(tanggal).interval
        )

    def hari_kerja(self, tanggal: date) -> bool:
        return bool(self.hari(tanggal).interval)

    def alasan_libur(self, tanggal: date) -> str:
        """Why the office is closed that day; empty when it is open."""
        return self.hari(tanggal).alasan

    def penjelasan(self, tanggal: date) -> str:
        """Why the day differs from an ordinary one: the office's own words with their source, or
        the name of the holiday, or the month of fasting."""
        if khusus := self._masuk.get(tanggal) or self._libur.get(tanggal):
            return f"{khusus.alasan}; {khusus.sumber}"
        ramadan = self.berkas.ramadan_pada(tanggal)
        return self.alasan_libur(tanggal) or (f"Ramadan; {ramadan.sumber}" if ramadan else "")

    def sementara(self, tanggal: date) -> bool:
        """Whether the office time of that date may still change: an estimated feast, a month of
        fasting not yet fixed, or a year without its decree."""
        return self.hari(tanggal).sementara

    def tahun_sementara(self, tahun: int) -> bool:
        """Whether the year's decree on holidays is not known."""
        return not (self._tahun_libur(tahun).ditetapkan or tahun in self.berkas.ditetapkan)

    def _susun(self, tanggal: date) -> Hari:
        jam, alasan, sementara = self._aturan(tanggal)
        interval = tuple(self._interval(tanggal, satu) for satu in (jam.potongan if jam else ()))
        lama = sum((satu.tutup - satu.buka for satu in interval), timedelta())
        return Hari(interval, alasan, sementara, lama)

    def _aturan(self, tanggal: date) -> tuple[JamHari | None, str, bool]:
        """Hours, reason for having none, and whether it is provisional. The office's own word
        goes before the decree, the decree before the week."""
        biasa = self.berkas.jam_biasa(tanggal)
        if masuk := self._masuk.get(tanggal):
            return masuk.jam or biasa, "", masuk.sementara
        if libur := self._libur.get(tanggal):
            return None, libur.alasan, libur.sementara
        belum_pasti = self.tahun_sementara(tanggal.year)
        if nasional := self._libur_nasional(tanggal):
            return None, nasional.nama, nasional.sementara or belum_pasti
        if biasa is None:
            return None, AKHIR_PEKAN, False
        ramadan = self.berkas.ramadan_pada(tanggal)
        return biasa, "", belum_pasti or (ramadan is not None and ramadan.sementara)

    def _interval(self, tanggal: date, rentang: Rentang) -> Interval:
        awal = datetime.combine(tanggal, time(), self.zona)
        buka, tutup = (awal + timedelta(minutes=menit) for menit in rentang)
        return Interval(buka.astimezone(UTC), tutup.astimezone(UTC))

    def _libur_nasional(self, tanggal: date) -> LiburNasional | None:
        libur = self._tahun_libur(tanggal.year).hari.get(tanggal)
        if libur is None or (libur.cuti_bersama and not self.berkas.cuti_bersama):
            return None
        return libur

    def _tahun_libur(self, tahun: int) -> TahunLibur:
        if not self.berkas.libur_nasional:
            return _TANPA_LIBUR
        if (ada := self._tahun.get(tahun)) is None:
            ada = self._tahun[tahun] = self.nasional.tahun(tahun)
        return ada

    @cached_property
    def _libur(self) -> dict[date, LiburKantor]:
        return {satu.tanggal: satu for satu in self.berkas.libur}

    @cached_property
    def _masuk(self) -> dict[date, MasukKantor]:
        return {satu.tanggal: satu for satu in self.berkas.masuk}
