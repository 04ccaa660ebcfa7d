"""What people type in usual spellings is read; what only looks like text is empty."""

import pytest
from pydantic import ValidationError

from shared.contracts import Lembaga, Pemohon, Petugas, Verdik

PEMOHON = {
    "nama": "Siti",
    "nik": "6372000000000001",
    "telepon": "0811-1234-5678",
    "surel": "siti@contoh.id",
}


def pemohon(**isi: str) -> Pemohon:
    return Pemohon.model_validate({**PEMOHON, **isi})


@pytest.mark.parametrize(
    "teks", ["\u200b", "\u2060", "\u00ad", " \u200d\ufeff ", "\u3164", "\u2800", "\u115f\n"]
)
def test_a_text_that_cannot_be_seen_is_empty(teks: str) -> None:
    assert Verdik(kode="nib", diterima=False, alasan=teks).alasan == ""
    with pytest.raises(ValidationError):
        Lembaga(nama="PAUD Contoh", alamat=teks)
    with pytest.raises(ValidationError):
        pemohon(nama=teks)


@pytest.mark.parametrize("teks", ["buram", "?", "12", "\u0628", "\u200bburam\u200b", "\u2713"])
def test_a_text_of_which_something_can_be_seen_stays(teks: str) -> None:
    assert Verdik(kode="nib", diterima=False, alasan=teks).alasan == teks


@pytest.mark.parametrize(
    "nik", ["6372000000000001 ", "6372 0000 0000 0001", "6372.0000.0000.0001", "\t6372000000000001"]
)
def test_a_nik_may_be_grouped(nik: str) -> None:
    assert pemohon(nik=nik).nik == "6372000000000001"


@pytest.mark.parametrize(
    ("ditulis", "tersimpan"),
    [
        ("0811-1234-5678", "0811-1234-5678"),
        ("+62 811 1234 5678", "+62 811 1234 5678"),
        ("(0511) 4772569", "0511-4772569"),
        ("0812/3456/7890", "0812-3456-7890"),
        ("0511.4772569 ", "0511-4772569"),
        ("+62 (811) 12345678", "+62-811-12345678"),
    ],
)
def test_a_telephone_number_may_be_written_as_people_do(ditulis: str, tersimpan: str) -> None:
    assert pemohon(telepon=ditulis).telepon == tersimpan


@pytest.mark.parametrize("telepon", ["0-------", "12345", "0" * 16, "nomor saya"])
def test_what_is_no_telephone_number_is_refused_in_words(telepon: str) -> None:
    with pytest.raises(ValidationError, match="7 sampai 15 angka"):
        pemohon(telepon=telepon)


@pytest.mark.parametrize(
    ("ditulis", "tersimpan"),
    [("19800101 200501 1 001", "198001012005011001"), ("fo.satu", "fo.satu")],
)
def test_an_nip_may_be_written_with_spaces(ditulis: str, tersimpan: str) -> None:
    assert Petugas(id=ditulis, nama="Budi").id == tersimpan
