"""What is demanded of a message from outside, beyond its shape: texts that show as what they are,
and instants that can be reckoned with.

It is no part of the fields' own types: what was accepted before a rule was made stays readable,
in the store and in what the system sends about it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Self

from pydantic import BaseModel, model_validator

from shared.contracts.base import Pesan

BEBERAPA_BARIS = frozenset({"catatan", "alasan", "alamat", "isian", "isi"})
"""Fields that may have line breaks; all other texts are one line."""

TAHUN = range(2020, 2200)
"""What a clock says that was never set, or counts in other units, is no instant of an office."""

CACAT_MAKS = 20

_PENGENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ARAH = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Turn the order of what is shown: with one of them `gpj.exe` reads as `exe.jpg`."""

_TAK_TERLIHAT = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def cacat_baris(teks: str) -> str:
    """What is wrong with one line of text; empty when nothing is."""
    if teks.isprintable():  # nearly always: then it has none of those either
        return ""
    if any(unicodedata.category(huruf) in _TAK_TERLIHAT for huruf in teks):
        return "memuat ganti baris, huruf pengendali, atau huruf yang tidak terlihat"
    return ""


def cacat_teks(teks: str) -> str:
    """The same of a text that may have several lines."""
    if _PENGENDALI.search(teks):
        return "memuat huruf pengendali"
    return "memuat pengubah arah tulisan" if _ARAH.search(teks) else ""


def cacat_nama_berkas(nama: str) -> str:
    """Names are shown and kept, never obeyed as a path; still, they must not look like one."""
    if not nama.strip(". "):
        return "bukan nama berkas"
    return cacat_baris(nama)


def _cacat_saat(saat: datetime) -> str:
    if saat.year in TAHUN:
        return ""
    return f"tahunnya di luar {TAHUN.start} sampai {TAHUN.stop - 1}; periksa jam pengirim"


def cacat_kiriman(bagian: object, jalur: str = "", bidang: str = "") -> Iterator[str]:
    """Every objection to a message or a part of it, as "field: what is wrong"."""
    if isinstance(bagian, BaseModel):
        for nama, nilai in bagian:
            yield from cacat_kiriman(nilai, f"{jalur}.{nama}" if jalur else nama, nama)
    elif isinstance(bagian, tuple | list):
        for ke, nilai in enumerate(bagian):
            yield from cacat_kiriman(nilai, f"{jalur}[{ke}]", bidang)
    elif isinstance(bagian, dict):
        for kunci, nilai in bagian.items():
            yield from cacat_kiriman(nilai, f"{jalur}.{kunci}", bidang)
    elif cacat := _cacat(bagian, bidang):
        yield f"{jalur} {cacat}"


def _cacat(nilai: object, bidang: str) -> str:
    if isinstance(nilai, str):
        return _pemeriksa(bidang)(nilai)
    return _cacat_saat(nilai) if isinstance(nilai, datetime) else ""


def _pemeriksa(bidang: str) -> Callable[[str], str]:
    if bidang in BEBERAPA_BARIS:
        return cacat_teks
    return cacat_nama_berkas if bidang == "nama_berkas" else cacat_baris


class PesanLuar(Pesan):
    """A message that somebody else writes: a portal, an officers' tool."""

    @model_validator(mode="after")
    def _layak_diterima(self) -> Self:
        if cacat := tuple(islice(cacat_kiriman(self), CACAT_MAKS)):
            raise ValueError("; ".join(cacat))
        return self
