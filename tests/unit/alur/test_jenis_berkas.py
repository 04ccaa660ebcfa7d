"""What people are told of a file that is not taken: what it is, what is taken, what to do."""

from collections.abc import Iterator

import pytest

from shared.alur import FaktaBerkas
from shared.alur.files import AturanBerkas, cacat_berkas
from shared.alur.jenis_berkas import JPEG, PDF, PNG, daftar_jenis, salah_jenis, sebutan_jenis
from shared.contracts import Dokumen

SEMUA = (PDF, JPEG, PNG)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def dokumen(nama: str, media_type: str = PDF, ukuran: int = 7) -> Dokumen:
    return Dokumen(
        berkas_id="a" * 24,
        nama_berkas=nama,
        media_type=media_type,
        ukuran_bytes=ukuran,
        sha256="b" * 64,
    )


def cacat(nama: str, fakta: FaktaBerkas, media: tuple[str, ...] = SEMUA) -> Iterator[str]:
    return cacat_berkas("nib", dokumen(nama), fakta, AturanBerkas(media, 1000))


KALIMAT = {
    (
        "nib.docx",
        WORD,
    ): "isinya dokumen Word; yang diizinkan PDF, JPG atau PNG. Sarannya: buka di"
    " Word, pilih Berkas > Simpan sebagai > PDF",
    ("nib.pdf", WORD): "berkas bernama .pdf ini sebenarnya dokumen Word",
    ("nib.pdf", "image/heic"): "berkas bernama .pdf ini sebenarnya foto HEIC",
    ("foto.HEIC", "image/heif"): "isinya foto HEIC",
    ("IMG.JPG", "image/heic"): "berkas bernama .jpg ini sebenarnya foto HEIC",
    ("nib.zip", "application/zip"): "Sarannya: ekstrak dahulu",
    ("nib.pdf", "application/vnd.rar"): "berkas bernama .pdf ini sebenarnya arsip RAR",
    ("nib.pdf", "text/html"): "sebenarnya halaman web (HTML)",
    ("nib", "text/html"): "isinya halaman web (HTML)",
    ("nib.mp4", "video/mp4"): "isinya video",
    ("a.b.webp", "image/webp"): "Sarannya: simpan ulang sebagai PDF, JPG atau PNG",
    ("nib.pdf", "application/octet-stream"): "berkas bernama .pdf ini isinya tidak dikenal",
    ("nib.xyz", "chemical/x-xyz"): "isinya tidak dikenal",
}


@pytest.mark.parametrize(("berkas", "kata"), KALIMAT.items())
def test_it_is_called_as_people_call_it(berkas: tuple[str, str], kata: str) -> None:
    nama, media_type = berkas
    assert kata in salah_jenis(nama, media_type, SEMUA)
    assert "/" not in salah_jenis("nib", media_type, SEMUA)


def test_a_kind_that_is_taken_elsewhere_is_not_taken_here() -> None:
    (kata,) = cacat("rencana.jpg", FaktaBerkas(7, JPEG, "b" * 64), (PDF,))
    assert kata == (
        "nib (rencana.jpg): isinya foto JPG; yang diizinkan PDF. Sarannya: ubah menjadi PDF"
    )


def test_an_empty_file_is_called_empty_and_nothing_else() -> None:
    (kata,) = cacat("nib.pdf", FaktaBerkas(0, "application/octet-stream", "b" * 64))
    assert "berkas kosong (0 byte)" in kata


def test_a_message_that_calls_it_something_else_is_told_both_in_words() -> None:
    (kata,) = cacat_berkas(
        "nib", dokumen("nib.pdf", PNG), FaktaBerkas(7, PDF, "b" * 64), AturanBerkas(SEMUA, 1000)
    )
    assert "isi berkas PDF, disebut gambar PNG" in kata


def test_lists_read_as_people_say_them() -> None:
    assert [daftar_jenis(SEMUA[:banyak]) for banyak in (1, 2, 3)] == [
        "PDF",
        "PDF atau JPG",
        "PDF, JPG atau PNG",
    ]
    assert daftar_jenis(["image/tiff"]) == sebutan_jenis("image/tiff") == "gambar TIFF"
