"""Limits counted together: how many kept, how many not, and how long they took."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.mutu_baku.report_limit import Capaian
from shared.mutu_baku.report_model import MasihTerbuka, Sebaran, Selesai

_MENIT = timedelta(minutes=1)
DESIMAL = 2


def menit(lama: timedelta) -> float:
    return round(lama / _MENIT, DESIMAL)


def persen(bagian: float, seluruh: float) -> float | None:
    """None of nothing."""
    return round(100 * bagian / seluruh, DESIMAL) if seluruh else None


def median(nilai: Sequence[float]) -> float | None:
    return round(statistics.median(nilai), DESIMAL) if nilai else None


def p90(nilai: Sequence[float]) -> float | None:
    """Interpolated between the two nearest values, as a spreadsheet's PERCENTILE.INC: anyone can
    compute it again from the list."""
    if len(nilai) < 2:
        return median(nilai)
    return round(statistics.quantiles(nilai, n=10, method="inclusive")[-1], DESIMAL)


@dataclass
class Lama:
    """Lengths of time, and the same in hari where the limit has them."""

    menit: list[float] = field(default_factory=list)
    hari: list[float] = field(default_factory=list)

    def tambah(self, lama: timedelta, hari: float | None = None) -> None:
        self.menit.append(lama / _MENIT)
        if hari is not None:
            self.hari.append(hari)

    def sebaran(self) -> Sebaran:
        return Sebaran(
            median_menit=median(self.menit),
            p90_menit=p90(self.menit),
            terlama_menit=_terlama(self.menit),
            median_hari=median(self.hari),
            p90_hari=p90(self.hari),
            terlama_hari=_terlama(self.hari),
        )


def _terlama(nilai: list[float]) -> float | None:
    return round(max(nilai), DESIMAL) if nilai else None


@dataclass
class Hitungan:
    """Counts what is added to it; `dari` is the beginning of the report. With `hari` False the
    limits are of several kinds, and only their minutes can be put together."""

    dari: datetime
    hari: bool = True
    _tepat: int = 0
    _terlambat: int = 0
    _karena_gangguan: int = 0
    _sebelumnya: int = 0
    _tertunda: int = 0
    _mendekati: int = 0
    _lewat: int = 0
    _kembali_terlambat: int = 0
    _selesai: Lama = field(default_factory=Lama)
    _terbuka: Lama = field(default_factory=Lama)
    nyata: Lama = field(default_factory=Lama)

    def tambah(self, satu: Capaian) -> None:
        hari = satu.hari if self.hari else None
        sebelumnya = satu.terlambat is not None and satu.terlambat < self.dari
        if satu.selesai is None:
            self._terbuka.tambah(satu.kantor, hari)
            self._tertunda += satu.tertunda
            self._lewat += satu.lewat
            self._mendekati += satu.mendekati and not satu.lewat
            self._kembali_terlambat += satu.terlambat is not None and not sebelumnya
            return
        self._selesai.tambah(satu.kantor, hari)
        self.nyata.tambah(satu.nyata)
        self._tepat += satu.terlambat is None
        self._terlambat += satu.terlambat is not None
        self._karena_gangguan += satu.karena_gangguan
        self._sebelumnya += sebelumnya

    def selesai(self) -> Selesai:
        return Selesai(
            jumlah=self._tepat + self._terlambat,
            tepat=self._tepat,
            terlambat=self._terlambat,
            karena_gangguan=self._karena_gangguan,
            terlambat_sebelumnya=self._sebelumnya,
            lama=self._selesai.sebaran(),
        )

    def terbuka(self) -> MasihTerbuka:
        return MasihTerbuka(
            jumlah=len(self._terbuka.menit),
            tertunda=self._tertunda,
            mendekati=self._mendekati,
            lewat=self._lewat,
            kembali_terlambat=self._kembali_terlambat,
            lama=self._terbuka.sebaran(),
        )

    def kepatuhan(self) -> float | None:
        return persen(self._tepat, self._tepat + self._terlambat + self._lewat)
