"""The published schema says the same as the reader, as far as a schema can."""

from typing import Any

import jsonschema
import pytest

from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.isi import baca_isi
from shared.surat.loader import muat_surat
from shared.surat.skema import skema_isi

KATALOG = muat_surat(FOLDER_SURAT_BAWAAN)
SOP = ("izin-paud", "izin-kursus-pelatihan")


@pytest.mark.parametrize("sop", SOP)
@pytest.mark.parametrize("kode", KATALOG.jenis)
def test_samples_keep_to_the_schema(kode: str, sop: str) -> None:
    skema = skema_isi(KATALOG.bidang(kode, sop))
    jsonschema.Draft7Validator.check_schema(skema)
    jsonschema.validate(KATALOG.contoh(kode, sop), skema)


@pytest.mark.parametrize(
    ("bidang", "nilai"),
    [
        ("temuan", ""),
        ("temuan", "x" * 4001),
        ("kesimpulan", "mungkin"),
        ("pemeriksa", []),
        ("pemeriksa", [{"nip": "1"}]),
        ("daftar-periksa", {}),
        ("tanggal-pemeriksaan", "kemarin"),
        ("lain", "x"),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(bidang: str, nilai: Any) -> None:
    milik = KATALOG.bidang("bapl", SOP[0])
    isi = {**KATALOG.contoh("bapl", SOP[0]), bidang: nilai}
    assert not jsonschema.Draft7Validator(skema_isi(milik)).is_valid(isi)
    assert [cacat.split(":")[0] for cacat in baca_isi(milik, isi).cacat] == [bidang]
