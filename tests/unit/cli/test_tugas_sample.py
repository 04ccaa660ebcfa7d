"""The sample of what an officer writes: sound, and every field named."""

from dataclasses import replace
from pathlib import Path

import pytest

from izin.cli.tugas_sample import sample_text
from shared.kantor.letter_text import read_letter
from shared.surat.isi import baca_isi
from shared.surat.loader import KatalogSurat, susun_katalog
from tests.builders import KURSUS, PAUD, surat

WRITTEN = ("bapl", "rekomendasi", "draft-sk")


@pytest.mark.parametrize("sop", [KURSUS, PAUD, "sop-lain"])
@pytest.mark.parametrize("kode", WRITTEN)
def test_the_sample_is_what_the_command_takes_for_the_letter(
    kode: str, sop: str, tmp_path: Path
) -> None:
    (path := tmp_path / "isi.toml").write_text(sample_text(surat(), kode, sop))
    isi = read_letter(kode, path, 1000).isi
    judged = baca_isi(surat().bidang(kode, sop), isi)
    assert judged.cacat == ()
    assert isi == surat().contoh(kode, sop)


@pytest.mark.parametrize("kode", WRITTEN)
def test_every_field_has_its_label_above_it(kode: str) -> None:
    text = sample_text(surat(), kode, PAUD)
    for bidang in surat().bidang(kode, PAUD):
        assert f"\n# {bidang.label}" in text
        assert all(f"\n# {butir.label}" in text for butir in bidang.butir)
        assert all(f'"{pilihan.kode}" ({pilihan.label})' in text for pilihan in bidang.pilihan)


def test_where_a_person_writes_nothing_there_is_no_sample() -> None:
    assert sample_text(surat(), "surat-keputusan", PAUD) == ""


def test_a_field_that_the_office_has_no_sample_of_stays_a_remark(tmp_path: Path) -> None:
    text = sample_text(_without_samples(), "bapl", PAUD)
    assert '\n# tanggal-pemeriksaan = "2026-01-05"\n' in text
    assert "\n# foto = [{ berkas = " in text
    (path := tmp_path / "isi.toml").write_text(text)
    assert read_letter("bapl", path, 1000).isi == {}


def _without_samples() -> KatalogSurat:
    berkas = {nama: isi for nama, isi in surat().berkas.items() if nama != "bapl/contoh.toml"}
    return susun_katalog(berkas, "uji")


def test_text_that_means_something_to_the_format_is_kept(tmp_path: Path) -> None:
    hostile = 'Kata "kutip" \\ dan """ tiga\n\n# bukan catatan'
    berkas = dict(surat().berkas)
    quoted = hostile.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    berkas["bapl/contoh.toml"] = f'[semua]\ntemuan = "{quoted}"\n'.encode()
    katalog = replace(surat(), berkas=berkas)
    (path := tmp_path / "isi.toml").write_text(sample_text(katalog, "bapl", PAUD))
    assert read_letter("bapl", path, 1000).isi["temuan"] == hostile
