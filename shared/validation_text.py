"""Pydantic's errors in Indonesian. Values are not repeated: they may be personal data."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.syntax_words import salah_json

KALIMAT = {
    "extra_forbidden": "kunci tidak dikenal",
    "missing": "wajib ada",
    "string_type": "harus berupa teks",
    "int_type": "harus berupa bilangan bulat",
    "bool_type": "harus true atau false",
    "tuple_type": "harus berupa daftar",
    "dict_type": "harus berupa objek",
    "model_type": "harus berupa objek",
    "model_attributes_type": "harus berupa objek",
    "none_required": "harus null",
    "uuid_type": "harus berupa UUID",
    "uuid_parsing": "bukan UUID yang sah",
    "datetime_type": "harus berupa waktu RFC 3339",
    "datetime_parsing": "bukan waktu RFC 3339 yang sah",
    "datetime_from_date_parsing": "bukan waktu RFC 3339 yang sah",
    "timezone_aware": "waktu harus menyebut zona, misalnya 2026-01-05T09:30:00+08:00",
    "string_pattern_mismatch": "tidak sesuai pola {pattern}",
    "string_too_short": "paling sedikit {min_length} huruf",
    "string_too_long": "paling banyak {max_length} huruf",
    "too_short": "harus berisi paling sedikit {min_length}",
    "too_long": "harus berisi paling banyak {max_length}",
    "greater_than_equal": "paling sedikit {ge}",
    "less_than_equal": "paling banyak {le}",
    "enum": "pilihannya {expected}",
    "literal_error": "pilihannya {expected}",
    "value_error": "{error}",
    "json_invalid": "bukan JSON yang sah: {error}",
    "json_type": "harus berupa teks JSON",
    "string_unicode": "memuat huruf yang bukan UTF-8",
    "string_sub_type": "harus berupa teks",
    "int_parsing": "harus berupa bilangan bulat",
    "int_from_float": "harus berupa bilangan bulat",
    "int_parsing_size": "bilangannya terlalu besar",
    "float_type": "harus berupa bilangan",
    "float_parsing": "harus berupa bilangan",
    "finite_number": "harus berupa bilangan yang terhingga",
    "bool_parsing": "harus true atau false",
    "bytes_type": "harus berupa byte",
    "list_type": "harus berupa daftar",
    "set_type": "harus berupa daftar",
    "frozen_set_type": "harus berupa daftar",
    "iterable_type": "harus berupa daftar",
    "mapping_type": "harus berupa objek",
    "dataclass_type": "harus berupa objek",
    "path_type": "harus berupa alamat berkas",
    "url_parsing": "bukan URL yang sah",
    "url_scheme": "harus berupa URL yang diawali {expected_schemes}",
    "date_type": "harus berupa tanggal",
    "date_parsing": "bukan tanggal yang sah; tulis misalnya 2026-01-05",
    "date_from_datetime_parsing": "bukan tanggal yang sah; tulis misalnya 2026-01-05",
    "date_from_datetime_inexact": "harus tanggal saja, tanpa jam",
    "datetime_object_invalid": "bukan waktu yang sah",
    "time_type": "harus berupa jam",
    "time_parsing": "bukan jam yang sah",
    "time_delta_type": "harus berupa lama waktu",
    "time_delta_parsing": "bukan lama waktu yang sah",
    "timezone_naive": "waktu tidak boleh menyebut zona",
    "uuid_version": "bukan UUID versi {expected_version}",
    "greater_than": "harus lebih dari {gt}",
    "less_than": "harus kurang dari {lt}",
    "multiple_of": "harus kelipatan {multiple_of}",
    "union_tag_invalid": "pilihannya {expected_tags}",
    "union_tag_not_found": "kunci {discriminator} wajib ada",
    "assertion_error": "{error}",
    "frozen_field": "tidak dapat diubah",
    "recursion_loop": "menyebut dirinya sendiri",
}


UMUM = "nilainya tidak dapat diterima"


def kalimat(galat: ErrorDetails, lain: Mapping[str, str] = KALIMAT, **tambahan: Any) -> str:
    """One error as a clause. `lain` has wordings that go before the general ones, `tambahan`
    further values for its templates, besides the context of the error."""
    templat = lain.get(galat["type"], KALIMAT.get(galat["type"]))
    if templat is None:
        return UMUM
    konteks = {**galat.get("ctx", {}), **tambahan}
    if galat["type"] == "json_invalid":
        konteks["error"] = salah_json(str(konteks["error"]))
    if "expected" in konteks:
        konteks["expected"] = str(konteks["expected"]).replace(" or ", " atau ")
    return templat.format(**konteks)


def jalur(lokasi: tuple[int | str, ...]) -> str:
    """("dokumen", 2, "kode") is "dokumen[2].kode", as programs write it."""
    kata = ""
    for bagian in lokasi:
        kata += f"[{bagian}]" if isinstance(bagian, int) else f".{bagian}" if kata else bagian
    return kata


def letak(lokasi: tuple[int | str, ...]) -> str:
    """("mandat", 0, "dasar") is "mandat ke-1 > dasar", as the author of a file finds it: people
    count from one."""
    kata = ""
    for bagian in lokasi:
        if isinstance(bagian, int):
            kata += f" ke-{bagian + 1}"
        else:
            kata += f" > {bagian}" if kata else bagian
    return kata


def masalah_berkas(galat: ErrorDetails, lain: Mapping[str, str]) -> str:
    """One error as the author of a file reads it: "mandat ke-1 > dasar: wajib ada"."""
    kata = kalimat(galat, lain)
    return f"{letak(galat['loc'])}: {kata}" if galat["loc"] else kata


def rincian_galat(galat: ValidationError) -> Iterator[str]:
    """Every error as "field: clause"."""
    for satu in galat.errors(include_url=False, include_input=False):
        lokasi = jalur(satu["loc"])
        yield f"{lokasi}: {kalimat(satu)}" if lokasi else kalimat(satu)
