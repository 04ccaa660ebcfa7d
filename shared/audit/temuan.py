"""What a check says."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared.permohonan import Permohonan


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


# What may only be there once in the whole store, remembered while it goes by.
_NOMOR = re.compile(r"(?P<pencacah>.+-[0-9]{4})-(?P<urut>[0-9]+)")


class Tunggal:
    """Numbers, and the keys of submissions and decisions. `banyak`: keys so far.

    The keys are kept as short digests: a million of them are a hundred megabytes.
    """

    def __init__(self) -> None:
        self._pemilik: dict[bytes, str] = {}

    @property
    def banyak(self) -> int:
        return len(self._pemilik)

    def periksa(self, permohonan: Permohonan) -> Iterator[Temuan]:
        for apa, kunci in _kunci(permohonan):
            pendek = hashlib.blake2b(f"{apa} {kunci}".encode(), digest_size=12).digest()
            if pendek in self._pemilik:
                pesan = f"{apa} {kunci} sudah dipakai {self._pemilik[pendek]}"
                yield Temuan(permohonan.nomor, pesan)
            else:
                self._pemilik[pendek] = permohonan.nomor


def _kunci(permohonan: Permohonan) -> Iterator[tuple[str, str]]:
    yield "nomor", permohonan.nomor
    yield from (("pengajuan_id", satu) for satu in permohonan.pengajuan_id)
    for entri in permohonan.riwayat:
        if not entri.pengajuan:
            yield "penarikan_id" if entri.ditarik else "putusan_id", entri.kiriman_id
        yield "langkah", f"{permohonan.id}/{entri.langkah}.{entri.putaran}"


class NomorTertinggi:
    """The highest number that was given out under each counter."""

    def __init__(self) -> None:
        self._tertinggi: dict[str, int] = {}

    @property
    def banyak(self) -> int:
        return len(self._tertinggi)

    def catat(self, nomor: str) -> None:
        if cocok := _NOMOR.fullmatch(nomor):
            lama = self._tertinggi.get(cocok["pencacah"], 0)
            self._tertinggi[cocok["pencacah"]] = max(lama, int(cocok["urut"]))

    def periksa(self, pencacah: Mapping[str, int]) -> Iterator[Temuan]:
        """`pencacah`: read after the last number was seen."""
        for nama, tertinggi in sorted(self._tertinggi.items()):
            if (kini := pencacah.get(nama, 0)) < tertinggi:
                yield Temuan("", f"pencacah {nama} di {kini}, padahal nomor {tertinggi} sudah ada")
