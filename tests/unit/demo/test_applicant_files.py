"""Every file the applicants bring is a real one, and the same seed brings the same files."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from izin.demo.material.berkas_pemohon import (
    MediaTidakDidukung,
    berkas_benar,
    berkas_salah,
    pastikan_didukung,
)
from izin.demo.material.cetak import BerkasJadi
from izin.demo.material.profil import Profil, buat_profil
from shared.sop.model import Hasil, Persyaratan, Sop
from shared.store.media import media_type
from tests.unit.demo.play import BENIH, TANGGAL, sop_bawaan

PROFIL = buat_profil(BENIH, 1, TANGGAL)
SEMUA = [
    pytest.param(sop, persyaratan, id=f"{sop.kode}/{persyaratan.kode}")
    for sop in sop_bawaan().values()
    for persyaratan in sop.persyaratan
]


def teks_pdf(isi: bytes) -> str:
    """The text as an independent reader finds it, with one space between words."""
    halaman = PdfReader(BytesIO(isi)).pages
    return " ".join(" ".join(satu.extract_text() for satu in halaman).split())


def persyaratan_baru(nama: str, *media: str) -> Persyaratan:
    isi = {"kode": "baru", "nama": nama, "wajib": True, "sumber": "uji"}
    return Persyaratan.model_validate(isi | ({"media": media} if media else {}))


def salah_satu_sop() -> Sop:
    return next(iter(sop_bawaan().values()))


@pytest.mark.parametrize(("sop", "persyaratan"), SEMUA)
def test_the_file_is_what_its_persyaratan_allows(sop: Sop, persyaratan: Persyaratan) -> None:
    berkas = berkas_benar(persyaratan, PROFIL, sop)
    assert berkas.media_type in persyaratan.media
    assert media_type(berkas.isi) == berkas.media_type
    assert 5_000 < len(berkas.isi) < 200_000


@pytest.mark.parametrize(("sop", "persyaratan"), SEMUA)
def test_independent_readers_find_title_and_institution(sop: Sop, persyaratan: Persyaratan) -> None:
    berkas = berkas_benar(persyaratan, PROFIL, sop)
    if berkas.media_type == "application/pdf":
        teks = teks_pdf(berkas.isi).casefold()
        assert persyaratan.nama.casefold() in teks
        assert PROFIL.lembaga.nama.casefold() in teks
        assert "bukan dokumen resmi" in teks
    else:
        with Image.open(BytesIO(berkas.isi)) as gambar:
            gambar.verify()
        with Image.open(BytesIO(berkas.isi)) as gambar:
            assert gambar.format == "JPEG"
            assert gambar.size == (950, 630)


@pytest.mark.parametrize(("sop", "persyaratan"), SEMUA)
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(
    sop: Sop, persyaratan: Persyaratan
) -> None:
    def buat(profil: Profil) -> BerkasJadi:
        return berkas_benar(persyaratan, profil, sop)

    assert buat(buat_profil(BENIH, 1, TANGGAL)) == buat(PROFIL)
    assert buat(buat_profil(BENIH + 1, 1, TANGGAL)).isi != buat(PROFIL).isi
    assert buat(buat_profil(BENIH, 2, TANGGAL)).isi != buat(PROFIL).isi


@pytest.mark.parametrize(("sop", "persyaratan"), SEMUA)
def test_a_corrected_file_is_another_file(sop: Sop, persyaratan: Persyaratan) -> None:
    pertama, kedua = (berkas_benar(persyaratan, PROFIL, sop, putaran).isi for putaran in (1, 2))
    assert pertama != kedua


@pytest.mark.parametrize(("sop", "persyaratan"), SEMUA)
def test_a_wrong_file_is_still_a_file_that_the_portal_would_take(
    sop: Sop, persyaratan: Persyaratan
) -> None:
    berkas = berkas_salah(persyaratan, PROFIL, sop)
    assert media_type(berkas.isi) == berkas.media_type
    assert berkas.media_type in persyaratan.media


@pytest.mark.parametrize(
    "nama",
    ["Surat keterangan sehat", "Pernyataan #1 *tebal* $x$ <a> \\u{41} “kutip”", "Ä ç ñ"],
)
def test_a_name_nobody_foresaw_becomes_a_statement_with_that_very_name(nama: str) -> None:
    berkas = berkas_benar(persyaratan_baru(nama), PROFIL, salah_satu_sop())
    assert nama.casefold() in teks_pdf(berkas.isi).casefold()


def test_a_persyaratan_that_takes_png_alone_gets_png() -> None:
    berkas = berkas_benar(persyaratan_baru("Denah", "image/png"), PROFIL, salah_satu_sop())
    assert media_type(berkas.isi) == "image/png"


def test_a_type_that_the_demo_cannot_make_is_named_before_anything_starts() -> None:
    sop = salah_satu_sop()
    lain = sop.model_copy(update={"persyaratan": (persyaratan_baru("Suara", "audio/mpeg"),)})
    with pytest.raises(MediaTidakDidukung, match="'baru' berjenis audio/mpeg"):
        pastikan_didukung([sop, lain])


def test_an_output_that_may_not_be_a_pdf_is_named_before_anything_starts() -> None:
    sop = salah_satu_sop()
    hasil = Hasil.model_validate(
        {"kode": "rekaman", "nama": "Rekaman", "jenis": "dokumen", "media": ["audio/mpeg"]}
    )
    langkah = sop.langkah[-1].model_copy(update={"hasil": (hasil,)})
    lain = sop.model_copy(update={"langkah": (*sop.langkah[:-1], langkah)})
    with pytest.raises(MediaTidakDidukung, match="'rekaman'"):
        pastikan_didukung([lain])
