"""Files that people write for us (SOPs, calendar, register, channels, forms): read whole, or
refused with every problem found in them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from shared.errors import AlurIzinError
from shared.os_words import sebab_os
from shared.text_reading import TidakTerbaca, teks_utf8

# The packaged files are 4 to 12 kB each; a far larger file is something else.
BERKAS_MAKS_BYTE = 256 * 1024


class BerkasTidakSah(AlurIzinError):
    """A file that is refused. `apa`: what it should have been, as its author calls it."""

    apa: ClassVar[str]

    def __init__(self, berkas: str, masalah: Iterable[object]) -> None:
        self.berkas = berkas
        self.masalah: tuple[Any, ...] = tuple(masalah)
        super().__init__(berkas, self.masalah)

    def __str__(self) -> str:
        baris = [f"{self.berkas}: {self.apa} tidak sah, {len(self.masalah)} masalah"]
        return "\n".join(baris + [f"  - {satu}" for satu in self.masalah])


def baca_teks(berkas: Path, maks_byte: int = BERKAS_MAKS_BYTE) -> str:
    """Bytes decoded, not text mode: line ends are part of a version. Raises TidakTerbaca."""
    try:
        tolak_terlalu_besar(berkas.stat().st_size, maks_byte)
        return teks_utf8(berkas.read_bytes())
    except OSError as galat:
        raise TidakTerbaca(f"berkas tidak dapat dibaca: {sebab_os(galat)}") from galat


Tanda = tuple[int, int, int]
"""By what a file that was replaced or written anew is told from the one before."""


def tanda_berkas(berkas: Path) -> Tanda | None:
    """None for a file that is not there."""
    try:
        keadaan = berkas.stat()
    except OSError:
        return None
    return keadaan.st_mtime_ns, keadaan.st_size, keadaan.st_ino


def tolak_terlalu_besar(byte: int, maks_byte: int = BERKAS_MAKS_BYTE) -> None:
    if byte > maks_byte:
        raise TidakTerbaca(f"terlalu besar: {byte} byte, batasnya {maks_byte} byte")
