"""Files that people write for us (SOPs, calendar, register, channels): read whole, parsed as
TOML, or refused with every problem found in them."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from shared.errors import AlurIzinError

# The packaged files are 4 to 12 kB each; a far larger file is something else.
BERKAS_MAKS_BYTE = 256 * 1024

BOM = "\ufeff"
"""Some editors write it in front of a text: it is no part of what the author wrote."""

_LETAK = re.compile(r"\(at (?:line (?P<baris>\d+), column (?P<kolom>\d+)|end of document)\)")


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


class TidakTerbaca(ValueError):
    """The reason, for the author of the file."""


def baca_teks(berkas: Path) -> str:
    """Bytes decoded, not text mode: line ends are part of a version. Raises TidakTerbaca."""
    try:
        tolak_terlalu_besar(berkas.stat().st_size)
        return berkas.read_bytes().decode()
    except UnicodeDecodeError as galat:
        raise TidakTerbaca(f"bukan teks UTF-8 (byte ke-{galat.start + 1})") from galat
    except OSError as galat:
        raise TidakTerbaca(f"berkas tidak dapat dibaca: {galat.strerror}") from galat


def tolak_terlalu_besar(byte: int) -> None:
    if byte > BERKAS_MAKS_BYTE:
        raise TidakTerbaca(f"terlalu besar: {byte} byte, batasnya {BERKAS_MAKS_BYTE} byte")


def urai_toml(teks: str) -> dict[str, Any]:
    """Raises TidakTerbaca that says where."""
    try:
        return tomllib.loads(teks.removeprefix(BOM))
    except RecursionError as galat:
        raise TidakTerbaca("TOML bersarang terlalu dalam") from galat
    except ValueError as galat:  # TOMLDecodeError, and integers too long for Python
        raise TidakTerbaca(_sintaks(str(galat))) from galat


def _sintaks(pesan: str) -> str:
    """tomllib's own words are kept, in brackets: they name what it expected."""
    letak = _LETAK.search(pesan)
    if letak is None:
        return f"TOML tidak terbaca ({pesan})"
    tempat = f"baris {letak['baris']}, kolom {letak['kolom']}" if letak["baris"] else "akhir berkas"
    return f"TOML tidak terbaca pada {tempat} ({pesan[: letak.start()].strip()})"
