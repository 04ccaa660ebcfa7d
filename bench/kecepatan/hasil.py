"""The figures: of one run, of all runs of one contestant, and of one against another. Pure."""

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

DICURI_TERASA = 0.05
"""From here on a run says more about the machine's neighbours than about who ran."""


class Memori(NamedTuple):
    """MiB of one process: resident, and its own share of what processes share."""

    rss: float
    pss: float


@dataclass(frozen=True)
class Hasil:
    """One run. `cpu` is in seconds, by group of processes; `memori` of each worker at the end.
    `dicuri`: which part of the machine's time its host gave to others meanwhile, from 0 to 1."""

    peserta: str
    putaran: int
    permohonan: int
    langkah: int
    detik: float
    cpu: Mapping[str, float]
    memori: Sequence[Memori] = ()
    latensi: Sequence[float] = field(default=(), repr=False)
    dicuri: float = 0.0

    @property
    def per_detik(self) -> float:
        return self.permohonan / self.detik

    @property
    def langkah_per_detik(self) -> float:
        return self.langkah / self.detik

    def cpu_ms(self, kelompok: str) -> float:
        """Milliseconds an application."""
        return 1000 * self.cpu[kelompok] / self.permohonan

    @property
    def cpu_pekerja(self) -> float:
        """Milliseconds an application: what a contestant itself costs."""
        return self.cpu_ms("pekerja")

    @property
    def cpu_semua(self) -> float:
        """Milliseconds an application, officers, broker and store included."""
        return sum(map(self.cpu_ms, self.cpu))

    @property
    def rss_semua(self) -> float:
        """MiB of all workers, what they share counted for each."""
        return sum(satu.rss for satu in self.memori)

    @property
    def terganggu(self) -> bool:
        return self.dicuri >= DICURI_TERASA


Nilai = Callable[[Hasil], float]


def langkah_per_detik(hasil: Hasil) -> float:
    return hasil.langkah_per_detik


def cpu_pekerja(hasil: Hasil) -> float:
    return hasil.cpu_pekerja


def cpu_semua(hasil: Hasil) -> float:
    return hasil.cpu_semua


class Sebaran(NamedTuple):
    median: float
    terkecil: float
    terbesar: float


def sebaran(nilai: Iterable[float]) -> Sebaran:
    """Raises `ValueError` where there is nothing to tell of."""
    semua = list(nilai)
    if not semua:
        raise ValueError("tidak ada pengukuran")
    return Sebaran(statistics.median(semua), min(semua), max(semua))


def milik(hasil: Iterable[Hasil], peserta: str) -> list[Hasil]:
    return [satu for satu in hasil if satu.peserta == peserta]


def tenang(hasil: Iterable[Hasil]) -> list[Hasil]:
    """Those of which the host took hardly anything."""
    return [satu for satu in hasil if not satu.terganggu]


def rasio(
    hasil: Sequence[Hasil], peserta: str, terhadap: str, nilai: Nilai = langkah_per_detik
) -> Sebaran | None:
    """Each round against the same round's: what slows the machine down for a while slows both.
    None where they never ran in one round."""
    lain = {satu.putaran: nilai(satu) for satu in milik(hasil, terhadap)}
    semua = [
        nilai(satu) / lain[satu.putaran]
        for satu in milik(hasil, peserta)
        if lain.get(satu.putaran)  # not run, or too short for the kernel's clock to count
    ]
    return sebaran(semua) if semua else None


class Persentil(NamedTuple):
    """Milliseconds."""

    p50: float
    p95: float
    p99: float
    banyak: int


def persentil(detik: Iterable[float]) -> Persentil:
    """By nearest rank: each is a value that was really measured."""
    urut = sorted(detik)
    if not urut:
        raise ValueError("tidak ada pengukuran")
    p50, p95, p99 = (1000 * _peringkat(urut, persen) for persen in (50, 95, 99))
    return Persentil(p50, p95, p99, len(urut))


def _peringkat(urut: Sequence[float], persen: int) -> float:
    return urut[max(0, math.ceil(persen / 100 * len(urut)) - 1)]


def kemiringan(titik: Sequence[tuple[float, float]]) -> float:
    """How much the second grows with the first, by least squares; 0 where nothing can be told."""
    if len(titik) < 2 or len({x for x, _ in titik}) < 2:
        return 0.0
    return statistics.linear_regression([x for x, _ in titik], [y for _, y in titik]).slope
