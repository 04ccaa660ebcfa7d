"""How a file lies in GridFS, believed only as far as its chunks bear it out.

Whoever may upload writes these documents themselves: one that says a byte and holds gigabytes, one
whose chunks are missing or of odd lengths, must end as a refusal, and soon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.store.port import BerkasRusak

POTONGAN_MIN_BYTES = 1024
"""Drivers cut files into 255 KiB. Much less means more round trips than a file is worth."""

_RUSAK = "berkas tersimpan tidak utuh"


@dataclass(frozen=True)
class Susunan:
    """`id` as the store has it."""

    id: Any
    ukuran_bytes: int
    potongan_bytes: int

    @property
    def banyak(self) -> int:
        return -(-self.ukuran_bytes // self.potongan_bytes)

    def potongan(self, ke: int, document: Mapping[str, Any]) -> bytes:
        """The bytes of chunk `ke`. Raises `BerkasRusak`."""
        data, nomor = document.get("data"), document.get("n")
        sisa = self.ukuran_bytes - ke * self.potongan_bytes
        if ke >= self.banyak or nomor != ke or not isinstance(data, bytes):
            raise BerkasRusak(f"{_RUSAK} (potongan {ke})")
        if len(data) != min(self.potongan_bytes, sisa):
            raise BerkasRusak(f"{_RUSAK} (panjang potongan {ke})")
        return data

    def pastikan_lengkap(self, banyak: int) -> None:
        """Raises `BerkasRusak`."""
        if banyak != self.banyak:
            raise BerkasRusak(f"{_RUSAK} ({banyak} dari {self.banyak} potongan)")


def susunan_of(document: Mapping[str, Any]) -> Susunan:
    """Of a document of the bucket's `files`. Raises `BerkasRusak`."""
    ukuran: Any = document.get("length")
    potongan: Any = document.get("chunkSize")
    if not _bulat(ukuran, 0) or not _bulat(potongan, POTONGAN_MIN_BYTES):
        raise BerkasRusak(f"{_RUSAK} (length atau chunkSize)")
    return Susunan(document["_id"], int(ukuran), int(potongan))


def _bulat(nilai: Any, minimum: int) -> bool:
    return isinstance(nilai, int) and not isinstance(nilai, bool) and nilai >= minimum
