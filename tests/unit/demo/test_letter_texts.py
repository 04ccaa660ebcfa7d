"""What simulated officers write is sound for every letter, whatever the office's templates are."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from izin.demo.material.isi import Penulis, tulis_berkas, tulis_isi
from shared.contracts import HasilDiminta, SuratDiminta
from shared.surat.isi import baca_isi
from shared.surat.skema import skema_isi
from tests.builders import KURSUS, PAUD, PETUGAS, Perjalanan, surat
from tests.unit.kantor.tugas import tugas_of


def diminta(kode: str, sop: str, awal: dict[str, Any] | None = None) -> SuratDiminta:
    skema = skema_isi(surat().bidang(kode, sop))
    return SuratDiminta(jenis=kode, judul="x", versi=surat().versi, skema=skema, awal=awal or {})


def penulis(sop: str) -> Penulis:
    return Penulis(tugas_of(Perjalanan(sop).sampai(4)), PETUGAS, date(2026, 1, 8))


@pytest.mark.parametrize("layak", [True, False])
@pytest.mark.parametrize("sop", [KURSUS, PAUD])
@pytest.mark.parametrize("kode", surat().jenis)
def test_the_text_is_sound(kode: str, sop: str, layak: bool) -> None:
    isi = tulis_isi(diminta(kode, sop), replace(penulis(sop), layak=layak))
    assert baca_isi(surat().bidang(kode, sop), isi).cacat == ()


@pytest.mark.parametrize("sop", [KURSUS, PAUD])
def test_an_inspection_that_went_badly_says_what_is_wrong_and_what_is_not(sop: str) -> None:
    isi = tulis_isi(diminta("bapl", sop), replace(penulis(sop), layak=False))
    hasil = [satu["hasil"] for satu in isi["daftar-periksa"].values()]
    assert isi["kesimpulan"] == "tidak-layak"
    assert {*hasil} == {"sesuai", "tidak-sesuai"}
    assert "keselamatan" in isi["temuan"]


def test_a_slip_leaves_out_what_the_approvers_will_miss() -> None:
    awal = {"diktum": ["menaati", "melapor"]}
    keliru = tulis_isi(diminta("draft-sk", PAUD, awal), replace(penulis(PAUD), keliru=True))
    assert keliru["diktum"] == ["menaati"]
    assert tulis_isi(diminta("draft-sk", PAUD, awal), penulis(PAUD))["diktum"] == awal["diktum"]


@pytest.mark.parametrize("kode", ["bapl", "rekomendasi"])
def test_what_was_sent_back_comes_again_in_other_words(kode: str) -> None:
    satu = penulis(PAUD)
    kembali = replace(satu, tugas=satu.tugas.model_copy(update={"catatan": "Ukur lagi ruangnya."}))
    isi, lagi = (tulis_isi(diminta(kode, PAUD), ini) for ini in (satu, kembali))
    assert isi != lagi
    assert "Ukur lagi ruangnya." in str(lagi)
    assert baca_isi(surat().bidang(kode, PAUD), lagi).cacat == ()


def test_an_output_without_a_letter_is_another_paper_each_time_it_is_due() -> None:
    hasil = HasilDiminta(
        kode="laporan", nama="Laporan", jenis="dokumen", media=("application/pdf",)
    )
    satu = penulis(PAUD)
    lagi = replace(satu, tugas=satu.tugas.model_copy(update={"putaran": 2}))
    isi = [tulis_berkas(hasil, ini).isi for ini in (satu, satu, lagi)]
    assert isi[0].startswith(b"%PDF-")
    assert isi[0] == isi[1] != isi[2]
