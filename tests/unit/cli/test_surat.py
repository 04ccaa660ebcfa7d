"""`izin surat` over folders of letters; no server is asked."""

import json
import shutil
from pathlib import Path

import pytest

from shared.surat import FOLDER_SURAT_BAWAAN
from tests.unit.cli.running import izin


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER_SURAT_BAWAAN, tmp_path / "surat"))


def test_the_kinds_are_listed_with_the_steps_that_make_them() -> None:
    hasil = izin("surat", "daftar", "--json")
    surat = {satu["kode"]: satu["dibuat_pada"] for satu in json.loads(hasil.out)["surat"]}
    assert "izin-paud langkah 4" in surat["bapl"]


def test_a_sound_folder_is_said_to_be_sound(folder: Path) -> None:
    hasil = izin("surat", "periksa", str(folder))
    assert hasil.code == 0
    assert "Sah" in hasil.out


def test_a_broken_template_is_told_with_file_line_and_reason(folder: Path) -> None:
    templat = folder / "bapl" / "surat.typ"
    templat.write_text(templat.read_text(encoding="utf-8") + "\n#tidak-ada\n", encoding="utf-8")
    baris = len(templat.read_text(encoding="utf-8").splitlines())
    hasil = izin("surat", "periksa", str(folder))
    assert hasil.code == 2
    assert f"bapl/surat.typ:{baris}:1" in hasil.err
    assert "tidak-ada" in hasil.err


def test_an_sop_that_wants_a_missing_letter_is_told(folder: Path) -> None:
    shutil.rmtree(folder / "bapl")
    hasil = izin("surat", "periksa", str(folder), "--json")
    assert hasil.code == 2
    assert any('surat "bapl" tidak ada' in satu for satu in json.loads(hasil.out)["masalah"])


def test_samples_are_written_short_and_long(tmp_path: Path) -> None:
    hasil = izin("surat", "contoh", "--ke", str(tmp_path / "contoh"))
    assert hasil.code == 0
    nama = {satu.name for satu in (tmp_path / "contoh").iterdir()}
    assert {"contoh-bapl-izin-paud.pdf", "contoh-bapl-izin-paud-panjang.pdf"} <= nama
    assert all(satu.read_bytes().startswith(b"%PDF") for satu in (tmp_path / "contoh").iterdir())
