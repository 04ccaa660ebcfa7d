"""Reads the calendar file: what comes out can be counted with, or is refused."""

import hashlib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.data_file import TidakTerbaca, baca_teks, urai_toml
from shared.kalender.berkas import BerkasKalender
from shared.kalender.checks import periksa
from shared.kalender.errors import KalenderTidakSah
from shared.kalender.model import Kalender
from shared.kalender.nasional import SumberLibur
from shared.validation_text import kalimat

BERKAS_BAWAAN = Path(__file__).parent / "kalender.toml"

_TANGGAL = "harus berupa tanggal tanpa tanda kutip, misalnya 2026-03-18"
# The author of a file speaks of keys and tables.
_KALIMAT = {
    "missing": "kunci ini wajib ada",
    "model_type": "harus berupa tabel",
    "date_type": _TANGGAL,
    "date_from_datetime_inexact": _TANGGAL,
}


def baca(teks: str, berkas: str, nasional: SumberLibur) -> Kalender:
    """A calendar from its text; `berkas` only names it in messages. Raises KalenderTidakSah."""
    try:
        mentah = urai_toml(teks)
    except TidakTerbaca as galat:
        raise KalenderTidakSah(berkas, [str(galat)]) from galat
    isi = _susun(mentah, berkas)
    if masalah := periksa(isi):
        raise KalenderTidakSah(berkas, masalah)
    return Kalender(isi, nasional, _versi(teks, nasional), teks)


def baca_berkas(berkas: Path, nasional: SumberLibur) -> Kalender:
    """A calendar from a file. Raises KalenderTidakSah, also when the file cannot be read."""
    try:
        teks = baca_teks(berkas)
    except TidakTerbaca as galat:
        raise KalenderTidakSah(str(berkas), [str(galat)]) from galat
    return baca(teks, str(berkas), nasional)


def _versi(teks: str, nasional: SumberLibur) -> str:
    return hashlib.sha256(f"{nasional.sebutan}\n{teks}".encode()).hexdigest()


def _susun(mentah: dict[str, Any], berkas: str) -> BerkasKalender:
    try:
        return BerkasKalender.model_validate(mentah)
    except ValidationError as galat:
        raise KalenderTidakSah(berkas, map(_masalah, galat.errors())) from galat


def _masalah(galat: ErrorDetails) -> str:
    """("libur", 0, "tanggal") is "libur ke-1 > tanggal": people count from one."""
    kata = kalimat(galat, _KALIMAT)
    tempat = [f"ke-{satu + 1}" if isinstance(satu, int) else f"> {satu}" for satu in galat["loc"]]
    return f"{' '.join(tempat).removeprefix('> ')}: {kata}" if tempat else kata
