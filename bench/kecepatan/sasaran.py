"""What AlurIzin with all roles in one process is to stay below, beside what was measured."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.kecepatan.hasil import Hasil, cpu_pekerja, cpu_semua, milik, rasio
from bench.kecepatan.peserta import LANTAI, SATU_PROSES

CPU_TERHADAP_LANTAI = 0.9
MEMORI_MIB = 130.0


@dataclass(frozen=True)
class Sasaran:
    ukuran: str
    batas: float
    nilai: float
    desimal: int

    @property
    def tercapai(self) -> bool:
        return self.nilai <= self.batas


def semua_sasaran(hasil: Sequence[Hasil]) -> list[Sasaran]:
    """Of those whose figures were measured. CPU is the median of the rounds, of the workers and of
    all that an application cost anywhere; memory is the whole resident size, the most of any."""
    semua = []
    for siapa, nilai in (("pekerja", cpu_pekerja), ("semua", cpu_semua)):
        cpu = rasio(hasil, SATU_PROSES, LANTAI, nilai)
        if cpu is not None:
            ukuran = f"CPU {siapa} terhadap {LANTAI}"
            semua.append(Sasaran(ukuran, CPU_TERHADAP_LANTAI, cpu.median, 3))
    memori = [satu.rss_semua for satu in milik(hasil, SATU_PROSES)]
    if memori:
        semua.append(Sasaran("memori semua pelaksana, MiB (RSS)", MEMORI_MIB, max(memori), 0))
    return semua


def dokumen_sasaran(hasil: Sequence[Hasil]) -> list[dict[str, Any]]:
    return [{**asdict(satu), "tercapai": satu.tercapai} for satu in semua_sasaran(hasil)]
