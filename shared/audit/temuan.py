"""What a check says."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Temuan:
    """One thing that is not as it must be; `nomor` is empty when no application is meant."""

    nomor: str
    pesan: str

    def __str__(self) -> str:
        return f"{self.nomor}: {self.pesan}" if self.nomor else self.pesan


@dataclass(frozen=True)
class Pemeriksaan:
    """One line of the summary: what was looked at, how much of it, and what was wrong."""

    nama: str
    jumlah: str
    temuan: tuple[Temuan, ...]

    @property
    def lulus(self) -> bool:
        return not self.temuan


def pemeriksaan(nama: str, jumlah: str, temuan: Iterable[Temuan]) -> Pemeriksaan:
    return Pemeriksaan(nama, jumlah, tuple(temuan))
