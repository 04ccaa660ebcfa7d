"""Errors about messages end in logs and in karantina headers: they repeat no personal data."""

import json

import pytest
from pydantic import ValidationError

from shared.contracts import Pengajuan
from shared.contracts.reading import baca_pesan
from shared.errors import PesanTidakTerbaca
from tests.builders import PEMOHON, pengajuan, termuat


def test_an_error_does_not_repeat_what_was_written() -> None:
    isi = json.loads(pengajuan(termuat().sop, []).ke_json())
    isi["pemohon"] |= {"nik": "63720000000000019", "telepon": "rahasia-0811", "nama": ""}
    teks = json.dumps(isi).encode()
    with pytest.raises(ValidationError) as mentah:
        Pengajuan.dari_json(teks)
    with pytest.raises(PesanTidakTerbaca) as terbaca:
        baca_pesan(teks, None, {"Pengajuan": Pengajuan})
    for galat in (str(mentah.value), str(terbaca.value)):
        assert "pemohon.nik" in galat
        for rahasia in ("63720000000000019", "rahasia-0811", PEMOHON.surel):
            assert rahasia not in galat
