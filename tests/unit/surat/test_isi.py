"""What an officer writes into a letter: every defect is named, sound values have one spelling."""

from typing import Any

import pytest

from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.isi import baca_isi
from shared.surat.loader import muat_surat
from shared.surat.model import Bidang, Butir, Pilihan

BERKAS = {
    "berkas_id": "0" * 24,
    "nama_berkas": "a.jpg",
    "media_type": "image/jpeg",
    "ukuran_bytes": 1,
    "sha256": "0" * 64,
}


def bidang(jenis: str, **lain: Any) -> tuple[Bidang, ...]:
    return (Bidang.model_validate({"kode": "x", "label": "Ikan", "jenis": jenis, **lain}),)


PILIHAN = (Pilihan(kode="ya", label="ya benar"),)
BUTIR = (Butir(kode="sarana", label="Sarana"), Butir(kode="jarak", label="Jarak"))


@pytest.mark.parametrize(
    ("satu", "nilai", "cacat"),
    [
        (bidang("teks"), None, "x: wajib diisi (Ikan)"),
        (bidang("teks"), "  \u200b ", "x: wajib diisi (Ikan)"),
        (bidang("teks"), 7, "x: harus berupa teks"),
        (bidang("teks"), "a\x07", "x: memuat tanda kendali yang tidak dapat dicetak"),
        (bidang("teks", huruf_maks=3), "abcd", "x: paling banyak 3 huruf, ini 4"),
        (bidang("bilangan"), True, "x: harus berupa bilangan bulat"),
        (bidang("bilangan"), -1, "x: harus antara 0 dan 1000000000000"),
        (bidang("tanggal"), "2026-02-30", "x: tidak ada tanggal 2026-02-30"),
        (bidang("tanggal"), "20260105", "x: harus berupa tanggal, misalnya 2026-01-05"),
        (bidang("pilihan", pilihan=PILIHAN), "tidak", "x: pilihannya ya"),
        (bidang("pilihan", pilihan=PILIHAN), ["ya"], "x: pilihannya ya"),
        (bidang("daftar"), "satu", "x: harus berupa daftar"),
        (bidang("daftar"), ["", "\u2800"], "x: wajib diisi (Ikan)"),
        (bidang("daftar"), ["a", 3], "x: ke-2: harus berupa teks"),
        (bidang("daftar", butir_maks=1), ["a", "b"], "x: paling banyak 1 butir, ini 2"),
        (bidang("orang"), [{"nip": "1"}], "x: ke-1: nama wajib diisi"),
        (bidang("orang"), [{"nama": " "}], "x: ke-1: nama wajib diisi"),
        (bidang("orang"), [{"nama": "A", "umur": 3}], "x: ke-1: kunci tidak dikenal: umur"),
        (bidang("periksa", butir=BUTIR), {}, "x: butir belum diisi: sarana, jarak"),
        (bidang("periksa", butir=BUTIR), {"lain": {}}, "x: butir tidak dikenal: lain"),
        (
            bidang("periksa", butir=BUTIR),
            {"sarana": {"hasil": "tidak-sesuai"}, "jarak": {"hasil": "sesuai"}},
            "x: sarana: catatan wajib diisi bila hasilnya tidak-sesuai",
        ),
        (bidang("foto"), [{"berkas": BERKAS}], "x: ke-1: keterangan wajib diisi"),
        (
            bidang("foto"),
            [{"berkas": {**BERKAS, "media_type": "application/pdf"}, "keterangan": "k"}],
            "x: ke-1: berkas: foto harus JPEG atau PNG",
        ),
    ],
)
def test_a_defect_is_told_with_the_name_of_its_field(
    satu: tuple[Bidang, ...], nilai: Any, cacat: str
) -> None:
    assert baca_isi(satu, {"x": nilai}).cacat == (cacat,)


def test_an_unknown_field_is_named() -> None:
    assert baca_isi((), {"y": 1}).cacat == ("y: surat ini tidak punya bidang itu",)


@pytest.mark.parametrize(
    ("satu", "nilai", "baku"),
    [
        (bidang("teks"), "  Kafe\u0301 \n Ceria ", "Kaf\u00e9 Ceria"),
        (bidang("paragraf"), "a\r\nb\rc ", "a\nb\nc"),
        (bidang("bilangan"), 0, 0),
        (bidang("tanggal"), " 2024-02-29", "2024-02-29"),
        (bidang("daftar"), [" a ", "\u200b"], ["a"]),
        (bidang("orang"), [{"nama": " A ", "nip": ""}], [{"nama": "A"}]),
    ],
)
def test_sound_values_have_one_spelling(satu: tuple[Bidang, ...], nilai: Any, baku: Any) -> None:
    terbaca = baca_isi(satu, {"x": nilai})
    assert (terbaca.isi, terbaca.cacat) == ({"x": baku}, ())


def test_an_optional_field_may_be_absent_or_empty() -> None:
    for kosong in (None, "", "  "):
        assert baca_isi(bidang("teks", wajib=False), {"x": kosong}).isi == {}


def test_one_spelling_is_read_as_itself() -> None:
    katalog = muat_surat(FOLDER_SURAT_BAWAAN)
    for sop in ("izin-paud", "izin-kursus-pelatihan"):
        for kode in katalog.jenis:
            milik = katalog.bidang(kode, sop)
            sekali = baca_isi(milik, katalog.contoh(kode, sop))
            assert sekali.cacat == ()
            assert baca_isi(milik, sekali.isi) == sekali
