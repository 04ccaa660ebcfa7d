"""The form of a folder: read strictly, and every mistake is named with its field."""

import json
import tomllib
from pathlib import Path

import pytest

from izin.cli.ajukan_folder import form_path, read_form
from izin.cli.errors import BadInput, NotFound
from tests.unit.cli.folders import rewrite, sample_folder


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    from_toml = read_form(form_path(folder))
    data = tomllib.loads((folder / "permohonan.toml").read_text())
    (folder / "permohonan.toml").unlink()
    (folder / "permohonan.json").write_text(json.dumps(data))
    assert read_form(form_path(folder)) == from_toml


def test_a_byte_order_mark_in_front_is_no_part_of_a_form(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    path = folder / "permohonan.toml"
    before = read_form(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_form(path) == before


def test_a_number_without_quotes_is_the_same_answer(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    rewrite(folder, 'kapasitas-peserta = "20"', "kapasitas-peserta = 20")
    assert read_form(form_path(folder)).isian["kapasitas-peserta"] == "20"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('nik = "6372000000000001"', 'nik = "637"', "pemohon.nik: harus 16 angka"),
        ('surel = "siti@contoh.example"', 'surel = "siti"', "pemohon.surel: harus alamat surel"),
        ('telepon = "0811-0000-0001"', 'telepon = "x"', "pemohon.telepon: harus nomor telepon"),
        ('nama = "Siti Contoh"', 'namaa = "Siti"', "pemohon.namaa: kunci tidak dikenal"),
        ('nama = "Siti Contoh"', 'namaa = "Siti"', "pemohon.nama: wajib ada"),
        ("[lembaga]", "[lembaganya]", "lembaga: wajib ada"),
        ("[isian]", "[isian]\nNIB = 3", "isian.NIB"),
        ('jenis-kursus = "', 'jenis-kursus = true\nx = "', "isian.jenis-kursus: harus berupa teks"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = sample_folder(tmp_path)
    rewrite(folder, old, new)
    with pytest.raises(BadInput) as caught:
        read_form(form_path(folder))
    assert any(detail.startswith(said) for detail in caught.value.details), caught.value.details


def test_a_wrong_value_is_not_repeated(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    rewrite(folder, 'nik = "6372000000000001"', 'nik = "6372999"')
    with pytest.raises(BadInput) as caught:
        read_form(form_path(folder))
    assert "6372999" not in str(caught.value.details)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"sop = ", "TOML tidak terbaca"),
        (b"\xff\xfe", "bukan teks UTF-8 melainkan UTF-16; simpan sebagai UTF-8"),
        (b'sop = "a"\nx = "\xe9"', r"bukan teks UTF-8 \(baris 2, byte ke-16"),
        (b"a = 1\n" * 200_000, "terlalu besar"),
    ],
)
def test_a_form_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "permohonan.toml").write_bytes(content)
    with pytest.raises(BadInput, match=said):
        read_form(form_path(tmp_path))


def test_broken_json_says_so(tmp_path: Path) -> None:
    (tmp_path / "permohonan.json").write_text("{")
    with pytest.raises(BadInput, match="JSON tidak terbaca"):
        read_form(form_path(tmp_path))


def test_a_folder_without_a_form_tells_how_to_get_a_sample(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        form_path(tmp_path)
    assert "--contoh" in caught.value.remedy


def test_a_folder_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        form_path(tmp_path / "tidak-ada")


def test_two_forms_are_one_too_many(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    (folder / "permohonan.json").write_text("{}")
    with pytest.raises(BadInput, match="salah satu"):
        form_path(folder)
