"""What an officer sees in a file comes from its bytes."""

import pytest

from izin.demo.material.berkas_pemohon import berkas_benar, berkas_salah, pilih_media
from izin.demo.material.gambar import baca_kertas
from izin.demo.material.profil import buat_profil
from shared.sop.model import Persyaratan, Sop
from tests.unit.demo.play import BENIH, TANGGAL, sop_bawaan

PROFIL = [buat_profil(BENIH, no, TANGGAL) for no in (1, 2)]
SEMUA = [
    pytest.param(sop, persyaratan, id=f"{sop.kode}/{persyaratan.kode}")
    for sop in sop_bawaan().values()
    for persyaratan in sop.persyaratan
]


@pytest.mark.parametrize(("sop", "persyaratan"), SEMUA)
def test_a_right_file_reads_as_what_it_is(sop: Sop, persyaratan: Persyaratan) -> None:
    for profil in PROFIL:
        berkas = berkas_benar(persyaratan, profil, sop)
        terbaca = baca_kertas(berkas.isi, berkas.media_type)
        assert (terbaca.judul, terbaca.lembaga) == (persyaratan.nama, profil.lembaga.nama)
        assert terbaca.jelas


@pytest.mark.parametrize(("sop", "persyaratan"), SEMUA)
def test_a_wrong_file_shows_as_blurred_or_as_another_paper(
    sop: Sop, persyaratan: Persyaratan
) -> None:
    for profil in PROFIL:
        berkas = berkas_salah(persyaratan, profil, sop)
        terbaca = baca_kertas(berkas.isi, berkas.media_type)
        if pilih_media(persyaratan) == "application/pdf":
            assert terbaca.judul != persyaratan.nama
        else:
            assert not terbaca.jelas


@pytest.mark.parametrize("media", ["application/pdf", "image/jpeg"])
def test_a_file_that_is_none_of_ours_reads_as_blank(media: str) -> None:
    terbaca = baca_kertas(b"bukan berkas kita", media)
    assert (terbaca.judul, terbaca.lembaga) == ("", "")
