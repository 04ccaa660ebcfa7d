"""Usual spellings of people's input, read as one: invisible text is empty, numbers of people may be
grouped as their owners group them.

They run before the pattern of a field: the published schema tells the spelling that is kept.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pydantic import BeforeValidator

_TERLIHAT = frozenset("LNPS")
"""Unicode's letters, numbers, punctuation and symbols (general categories)."""

_PENGISI = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a symbol by their category, which no font draws."""

_BUKAN_ANGKA = re.compile(r"[^0-9+]+")
_PEMISAH = re.compile(r"[\s.\-\u2010-\u2015]+")
NIP_ANGKA = 18
"""Birth, appointment, sex and number (Perka BKN 22/2007)."""

TELEPON_SEDIKITNYA, TELEPON_SEBANYAKNYA = 7, 15
"""Digits; the most by ITU-T E.164, with the country."""


def dahulu(baca: Callable[[object], object], jenis: Any) -> BeforeValidator:
    """`jenis` is the type of the field, which the published schema goes on to tell."""
    return BeforeValidator(baca, json_schema_input_type=jenis)


def berisi(teks: str) -> bool:
    """Whether a person sees anything of it."""
    return any(unicodedata.category(h)[0] in _TERLIHAT and h not in _PENGISI for h in teks)


def kosong_bila_tak_terlihat(nilai: object) -> object:
    """ "" for a text of which nothing can be seen, such as U+200B; anything else as it is."""
    return "" if isinstance(nilai, str) and nilai and not berisi(nilai) else nilai


def nik_baku(nilai: object) -> object:
    """ "6372 0000 0000 0001 " is "6372000000000001"."""
    return _PEMISAH.sub("", nilai) if isinstance(nilai, str) else nilai


def telepon_baku(nilai: object) -> object:
    """ "(0511) 4772569" is "0511-4772569"; a spelling that the schema allows stays. Raises
    `ValueError` for too few or too many digits."""
    if not isinstance(nilai, str):
        return nilai
    teks = " ".join(nilai.split())
    if re.search(r"[^0-9+ -]", teks):
        teks = _BUKAN_ANGKA.sub("-", teks).strip("-")
    angka = sum(huruf.isdigit() for huruf in teks)
    if not TELEPON_SEDIKITNYA <= angka <= TELEPON_SEBANYAKNYA:
        batas = f"{TELEPON_SEDIKITNYA} sampai {TELEPON_SEBANYAKNYA} angka"
        raise ValueError(f"harus nomor telepon: {batas}, misalnya 0811-1234-5678")
    return teks


def nip_baku(nilai: object) -> object:
    """ "19800101 200501 1 001" is "198001012005011001"; other identifiers as they are."""
    rapat = nilai.replace(" ", "") if isinstance(nilai, str) else ""
    return rapat if rapat.isdecimal() and len(rapat) == NIP_ANGKA else nilai
