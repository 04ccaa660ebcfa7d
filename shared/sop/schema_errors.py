"""What pydantic found wrong with a file, said to the author of an SOP in Indonesian."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.sop.errors import Masalah
from shared.validation_text import kalimat

# The author of a file speaks of keys and tables, and may be shown what the file says.
_KALIMAT = {
    "missing": "kunci ini wajib ada",
    "model_type": "harus berupa tabel",
    "enum": "{masukan} tidak dikenal; pilihannya {expected}",
    "literal_error": "{masukan} tidak dikenal; pilihannya {expected}",
}


def masalah_skema(galat: ValidationError, mentah: Mapping[str, Any]) -> tuple[Masalah, ...]:
    """`mentah` is the file as it was parsed: it tells which step an error is in."""
    return tuple(_terjemahkan(satu, mentah) for satu in galat.errors())


def _terjemahkan(galat: ErrorDetails, mentah: Mapping[str, Any]) -> Masalah:
    lokasi = galat["loc"]
    langkah = None
    if len(lokasi) > 1 and lokasi[0] == "langkah" and isinstance(lokasi[1], int):
        langkah = _nomor(mentah["langkah"][lokasi[1]], lokasi[1])
        lokasi = lokasi[2:]
    kata = kalimat(galat, _KALIMAT, masukan=f'"{galat["input"]}"')
    return Masalah(langkah, f"{_jalur(lokasi)}: {kata}" if lokasi else kata)


def _nomor(langkah: Any, indeks: int) -> int:
    """The number the file gives the step; its place in the file when it gives none."""
    no = langkah.get("no") if isinstance(langkah, dict) else None
    return no if isinstance(no, int) and not isinstance(no, bool) else indeks + 1


def _jalur(lokasi: tuple[int | str, ...]) -> str:
    """("rute", 0, "ke") is "rute ke-1 > ke": people count from one."""
    kata = ""
    for bagian in lokasi:
        if isinstance(bagian, int):
            kata += f" ke-{bagian + 1}"
        else:
            kata += f" > {bagian}" if kata else bagian
    return kata
