"""What pydantic found wrong with a file, said to the author of an SOP in Indonesian."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.sop.errors import Masalah

_KALIMAT = {
    "extra_forbidden": "kunci tidak dikenal",
    "missing": "kunci ini wajib ada",
    "string_type": "harus berupa teks",
    "int_type": "harus berupa bilangan bulat",
    "bool_type": "harus true atau false",
    "tuple_type": "harus berupa daftar",
    "model_type": "harus berupa tabel",
    "too_long": "harus berisi paling banyak {max_length}",
    "greater_than_equal": "paling sedikit {ge}",
    "less_than_equal": "paling banyak {le}",
    "enum": "{masukan} tidak dikenal; pilihannya {expected}",
    "literal_error": "{masukan} tidak dikenal; pilihannya {expected}",
    "value_error": "{error}",
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
    kalimat = _kalimat(galat)
    return Masalah(langkah, f"{_jalur(lokasi)}: {kalimat}" if lokasi else kalimat)


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


def _kalimat(galat: ErrorDetails) -> str:
    templat = _KALIMAT.get(galat["type"])
    if templat is None:
        return galat["msg"]
    konteks = dict(galat.get("ctx", {}))
    if "expected" in konteks:
        konteks["expected"] = str(konteks["expected"]).replace(" or ", " atau ")
    return templat.format(masukan=f'"{galat["input"]}"', **konteks)
