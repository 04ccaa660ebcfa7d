"""Reads the register of officers: what comes out can be judged by, or is refused."""

import hashlib
from collections.abc import Collection
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.data_file import TidakTerbaca, baca_teks, urai_toml
from shared.petugas.berkas import BerkasPetugas
from shared.petugas.checks import periksa
from shared.petugas.errors import DaftarPetugasTidakSah
from shared.petugas.model import DaftarPetugas
from shared.validation_text import kalimat

# The author of a file speaks of keys and tables.
_KALIMAT = {
    "missing": "kunci ini wajib ada",
    "model_type": "harus berupa tabel",
    "literal_error": "pilihannya {expected}",
}


def baca(teks: str, berkas: str, zona: ZoneInfo, pelaksana: Collection[str]) -> DaftarPetugas:
    """A register from its text; `berkas` only names it in messages, `pelaksana` are the roles
    there are. Raises DaftarPetugasTidakSah."""
    try:
        isi = BerkasPetugas.model_validate(urai_toml(teks))
    except TidakTerbaca as galat:
        raise DaftarPetugasTidakSah(berkas, [str(galat)]) from galat
    except ValidationError as galat:
        raise DaftarPetugasTidakSah(berkas, map(_masalah, galat.errors())) from galat
    daftar = DaftarPetugas(isi, zona, hashlib.sha256(teks.encode()).hexdigest())
    if masalah := periksa(daftar, pelaksana):
        raise DaftarPetugasTidakSah(berkas, masalah)
    return daftar


def baca_berkas(berkas: Path, zona: ZoneInfo, pelaksana: Collection[str]) -> DaftarPetugas:
    """A register from a file. Raises DaftarPetugasTidakSah, also when it cannot be read."""
    try:
        teks = baca_teks(berkas)
    except TidakTerbaca as galat:
        raise DaftarPetugasTidakSah(str(berkas), [str(galat)]) from galat
    return baca(teks, str(berkas), zona, pelaksana)


def _masalah(galat: ErrorDetails) -> str:
    """("mandat", 0, "dasar") is "mandat ke-1 > dasar": people count from one."""
    kata = kalimat(galat, _KALIMAT)
    tempat = [f"ke-{satu + 1}" if isinstance(satu, int) else f"> {satu}" for satu in galat["loc"]]
    return f"{' '.join(tempat).removeprefix('> ')}: {kata}" if tempat else kata
