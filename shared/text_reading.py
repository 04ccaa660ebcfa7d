"""From bytes that somebody else wrote to text, and from text to data: read, or refused with a
reason that its author can act on. Everything that reads text from outside reads it here."""

import codecs
import json
import tomllib
from collections.abc import Callable
from typing import Any

from shared.syntax_words import salah_json, salah_toml

BOM = "\ufeff"
"""Some editors write it in front of a text: it is no part of what the author wrote."""

_ASING = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16: the two begin alike
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

SIMPAN = "simpan sebagai UTF-8"
KIRIM = "kirim sebagai UTF-8"

ObjekJson = Callable[[list[tuple[str, Any]]], Any]
TetapanJson = Callable[[str], Any]


class TidakTerbaca(ValueError):
    """The reason, for the author of the text."""


def teks_utf8(isi: bytes, anjuran: str = SIMPAN) -> str:
    """Raises `TidakTerbaca` that says where and what to do. A byte order mark stays: it is part of
    what a version is counted from."""
    for tanda, nama in _ASING:
        if isi.startswith(tanda):
            raise TidakTerbaca(f"bukan teks UTF-8 melainkan {nama}; {anjuran}")
    try:
        return isi.decode()
    except UnicodeDecodeError as galat:
        raise TidakTerbaca(f"bukan teks UTF-8 ({_letak(isi, galat.start)}); {anjuran}") from galat


def _letak(isi: bytes, di: int) -> str:
    """People find a line; the byte is for those who have a tool for it."""
    baris = isi.count(b"\n", 0, di) + 1
    return f"baris {baris}, byte ke-{di + 1} berkas, bernilai 0x{isi[di]:02X}"


def urai_toml(teks: str) -> dict[str, Any]:
    """Raises `TidakTerbaca` that says where."""
    try:
        return tomllib.loads(teks.removeprefix(BOM))
    except RecursionError as galat:
        raise TidakTerbaca("TOML bersarang terlalu dalam") from galat
    except ValueError as galat:  # TOMLDecodeError, and integers too long for Python
        raise TidakTerbaca(f"TOML tidak terbaca{salah_toml(str(galat))}") from galat


def urai_json(
    teks: str, *, objek: ObjekJson | None = None, tetapan: TetapanJson | None = None
) -> Any:
    """`objek` and `tetapan` as the hooks of the same meaning in `json.loads`; what they raise is
    said as they say it. Raises `TidakTerbaca` that says where."""
    try:
        return json.loads(teks.removeprefix(BOM), object_pairs_hook=objek, parse_constant=tetapan)
    except RecursionError as galat:
        raise TidakTerbaca("JSON bersarang terlalu dalam") from galat
    except json.JSONDecodeError as galat:
        sebab = salah_json(galat.msg)
        tempat = f"baris {galat.lineno}, kolom {galat.colno}"
        raise TidakTerbaca(f"JSON tidak terbaca pada {tempat}: {sebab}") from galat
    except ValueError as galat:
        raise TidakTerbaca(f"JSON tidak terbaca: {salah_json(str(galat))}") from galat
