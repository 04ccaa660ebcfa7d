"""Typesetting: the same data give the same bytes, text is never code, broken templates are told."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from PIL import Image

from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.awal import isi_awal
from shared.surat.cetak import PENGGANTI, Pencetak
from shared.surat.contoh import bahan_contoh
from shared.surat.data import Bahan, data_surat, nama_gambar
from shared.surat.errors import SuratTidakDikenal, TemplatRusak
from shared.surat.isi import baca_isi
from shared.surat.loader import muat_surat, susun_katalog
from tests.builders import KURSUS, PAUD, termuat

KATALOG = muat_surat(FOLDER_SURAT_BAWAAN)


@pytest.fixture(scope="module")
def pencetak() -> Iterator[Pencetak]:
    with Pencetak(KATALOG) as satu:
        yield satu


def bahan(kode: str, sop: str = PAUD, *, panjang: bool = False) -> Bahan:
    return bahan_contoh(KATALOG, KATALOG.surat(kode), termuat(sop).sop, panjang=panjang)


def cetak(
    pencetak: Pencetak, kode: str, satu: Bahan, isi: dict[str, Any] | None = None, **lain: Any
) -> bytes:
    bidang = KATALOG.bidang(kode, satu.sop.kode)
    terbaca = baca_isi(bidang, {**KATALOG.contoh(kode, satu.sop.kode), **(isi or {})})
    assert terbaca.cacat == ()
    data = data_surat(satu, KATALOG.kantor, bidang, terbaca.isi)
    return pencetak.cetak(kode, data, satu.pada, **lain)


def teks(pdf: bytes) -> str:
    return "\n".join(satu.extract_text() for satu in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def rapat(pdf: bytes) -> str:
    return "".join(teks(pdf).split()).replace("\u200b", "")


@pytest.mark.parametrize("panjang", [False, True])
@pytest.mark.parametrize("sop", [KURSUS, PAUD])
@pytest.mark.parametrize("kode", KATALOG.jenis)
def test_every_letter_is_set_and_names_its_case(
    pencetak: Pencetak, kode: str, sop: str, panjang: bool
) -> None:
    satu = bahan(kode, sop, panjang=panjang)
    pdf = cetak(pencetak, kode, satu)
    assert satu.permohonan.nomor in teks(pdf)
    assert pdf == cetak(pencetak, kode, satu)


def test_another_typesetter_gives_the_same_bytes(pencetak: Pencetak) -> None:
    satu = bahan("surat-keputusan")
    with Pencetak(KATALOG) as lain:
        assert cetak(lain, "surat-keputusan", satu) == cetak(pencetak, "surat-keputusan", satu)


@pytest.mark.parametrize(
    "tulisan",
    [
        "#panic()",
        '#read("/kantor.toml")',
        "*tebal* _miring_ = judul",
        "$x^2$ @ref <label> \\ // komentar /* buka",
        "#let data = 1; [ ] { } ` ``` ~ -- ---",
    ],
)
def test_text_is_printed_as_it_was_written(pencetak: Pencetak, tulisan: str) -> None:
    pdf = cetak(pencetak, "bapl", bahan("bapl"), {"temuan": tulisan})
    assert "".join(tulisan.split()) in rapat(pdf)


def test_what_no_font_draws_is_replaced_in_print(pencetak: Pencetak) -> None:
    pdf = cetak(pencetak, "bapl", bahan("bapl"), {"temuan": "awal \u4e2d\u56fd \U00020000 akhir"})
    assert f"awal{PENGGANTI}{PENGGANTI}{PENGGANTI}akhir" in rapat(pdf)


def test_arabic_and_emoji_are_drawn(pencetak: Pencetak) -> None:
    satu = bahan("bapl")
    temuan = "\u0645\u062d\u0645\u062f dan \U0001f331"
    pdf = cetak(pencetak, "bapl", satu, {"temuan": temuan})
    sumber: list[Any] = [satu["/Resources"] for satu in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    huruf = {str(satu.get_object()["/BaseFont"]) for s in sumber for satu in s["/Font"].values()}
    assert any("Amiri" in satu for satu in huruf)
    assert any("NotoEmoji" in satu for satu in huruf)


def test_a_decree_shows_number_term_and_code(pencetak: Pencetak) -> None:
    kata = teks(cetak(pencetak, "surat-keputusan", bahan("surat-keputusan")))
    assert "007/CONTOH/DPMPTSP/I/2026" in kata
    assert "8 Januari 2031" in kata
    assert "DRAFT" not in kata


def test_every_page_of_a_decree_names_its_number(pencetak: Pencetak) -> None:
    pdf = cetak(pencetak, "surat-keputusan", bahan("surat-keputusan", panjang=True))
    halaman = [satu.extract_text() for satu in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert len(halaman) > 1
    assert all("Keputusan nomor 007/CONTOH/DPMPTSP/I/2026" in satu for satu in halaman)


@pytest.mark.parametrize("kode", ["bapl", "rekomendasi", "pengembalian", "penolakan"])
def test_a_letter_that_bears_no_signature_says_how_it_came_about(
    pencetak: Pencetak, kode: str
) -> None:
    kata = " ".join(teks(cetak(pencetak, kode, bahan(kode))).split())
    assert "Diputuskan di sistem perizinan elektronik pada Jumat, 9 Januari 2026" in kata


@pytest.mark.parametrize("sop", [KURSUS, PAUD])
@pytest.mark.parametrize("kode", ["tanda-terima", "rekomendasi", "pengembalian", "penolakan"])
def test_an_ordinary_letter_takes_one_page(pencetak: Pencetak, kode: str, sop: str) -> None:
    pdf = cetak(pencetak, kode, bahan(kode, sop))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1


def test_a_long_word_is_broken_at_its_hyphens(pencetak: Pencetak) -> None:
    kata = teks(cetak(pencetak, "tanda-terima", bahan("tanda-terima")))
    assert "rencana-pencapaian-" in kata.replace("\u200b", "").split()


def test_a_draft_shows_that_it_is_one_and_who_initialled_it(pencetak: Pencetak) -> None:
    satu = bahan("draft-sk")
    kata = teks(cetak(pencetak, "draft-sk", satu))
    assert "DRAFT" in kata
    assert "Paraf" in kata
    assert "Paraf" not in teks(cetak(pencetak, "draft-sk", replace(satu, paraf=())))


def test_pictures_are_in_the_letter(pencetak: Pencetak) -> None:
    gambar = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(gambar, "JPEG")
    berkas = {
        "berkas_id": "a" * 24,
        "nama_berkas": "x.jpg",
        "media_type": "image/jpeg",
        "ukuran_bytes": 1,
        "sha256": "0" * 64,
    }
    pdf = cetak(
        pencetak,
        "bapl",
        bahan("bapl"),
        {"foto": [{"berkas": berkas, "keterangan": "Ruang depan"}]},
        gambar={nama_gambar("a" * 24, "image/jpeg"): gambar.getvalue()},
    )
    halaman = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert sum(len(satu.images) for satu in halaman) == 1
    assert "Ruang depan" in teks(pdf)


def test_the_file_is_an_accessible_archive_pdf(pencetak: Pencetak) -> None:
    isi = pypdf.PdfReader(io.BytesIO(cetak(pencetak, "bapl", bahan("bapl"))))
    katalog: Any = isi.trailer["/Root"]
    xmp = katalog["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2" in xmp
    assert "<pdfuaid:part>1" in xmp
    assert katalog["/MarkInfo"]["/Marked"]
    assert str(katalog["/Lang"]).startswith("id")


def test_a_broken_template_is_told_with_its_line() -> None:
    rusak = susun_katalog({**KATALOG.berkas, "bapl/surat.typ": b"\n#tidak-ada"}, "uji")
    with Pencetak(rusak) as satu, pytest.raises(TemplatRusak) as galat:
        cetak(satu, "bapl", bahan("bapl"))
    assert galat.value.letak == "bapl/surat.typ:2:1"
    assert "tidak-ada" in galat.value.sebab


def test_a_template_reads_nothing_outside_its_folder() -> None:
    luar = susun_katalog(
        {**KATALOG.berkas, "bapl/surat.typ": b'#read("../../../../etc/hostname")'}, "uji"
    )
    with Pencetak(luar) as satu, pytest.raises(TemplatRusak):
        cetak(satu, "bapl", bahan("bapl"))


def test_an_unknown_kind_is_refused(pencetak: Pencetak) -> None:
    with pytest.raises(SuratTidakDikenal, match="yang ada: bapl, draft-sk"):
        pencetak.cetak("nota", {}, bahan("bapl").pada)


def test_a_draft_begins_with_the_words_of_its_case() -> None:
    satu = bahan("draft-sk")
    bidang = KATALOG.bidang("draft-sk", PAUD)
    awal = isi_awal(bidang, data_surat(satu, KATALOG.kantor, bidang, {}))
    assert baca_isi(bidang, awal).cacat == ()
    assert satu.permohonan.nomor in awal["pertimbangan"][0]
