"""A withdrawal stops every clock: it is neither in time nor late, and nothing comes after it."""

from datetime import datetime, timedelta

import pytest

from shared.gladi.gladi import gladi
from shared.kalender.berlaku import SELAMANYA
from shared.laporan.model import Laporan
from shared.mutu_baku.buku_waktu import buku_waktu
from shared.mutu_baku.jaga import jagai
from shared.mutu_baku.pelanggaran import berikutnya, kejadian
from tests.builders import PAUD, Perjalanan
from tests.unit.gladi.rehearsal_case import aturan, dengan_waktu, sop
from tests.unit.laporan.report_case import BERLAKU, kembalikan, lalui, langkah, laporan, wita

DIAJUKAN = wita(5, "09.00")


def ditarik(saat: datetime, *putusan: datetime) -> Perjalanan:
    perjalanan = lalui(Perjalanan(PAUD, diajukan=DIAJUKAN), *putusan)
    perjalanan.pada(saat).tarik(ditarik_pada=saat)
    return perjalanan


def tingkat(perjalanan: Perjalanan) -> list[str]:
    semua = kejadian(perjalanan.permohonan, perjalanan.sop, BERLAKU, SELAMANYA)
    return [satu.tingkat for satu in semua]


def test_nothing_is_announced_after_it() -> None:
    perjalanan = ditarik(wita(5, "09.05"))
    assert tingkat(perjalanan) == []
    jaga = jagai(perjalanan.permohonan, perjalanan.sop, BERLAKU).jaga
    assert jaga is not None and (jaga.pada, jaga.jatuh_tempo) == (None, None)


def test_what_came_about_before_it_stands_and_nobody_finished_late() -> None:
    perjalanan = ditarik(wita(5, "11.00"))
    assert tingkat(perjalanan) == ["mendekati", "terlampaui"]
    saat = wita(5, "11.00")
    assert berikutnya(perjalanan.permohonan, perjalanan.sop, BERLAKU, saat) is None


def test_one_that_the_applicant_had_back_ends_without_a_word() -> None:
    perjalanan = Perjalanan(PAUD, diajukan=DIAJUKAN)
    kembalikan(perjalanan, wita(5, "09.04"), nib="buram")
    perjalanan.pada(wita(28, "09.00")).tarik()
    assert tingkat(perjalanan) == []


def test_the_ledger_ends_with_it_and_sums_to_the_whole() -> None:
    perjalanan = ditarik(wita(5, "10.00"), wita(5, "09.05"))
    ruas = buku_waktu(perjalanan.permohonan, perjalanan.sop, (), wita(30, "09.00"))
    assert ruas[-1].sampai == wita(5, "10.00")
    riwayat = perjalanan.permohonan.riwayat
    seluruhnya = riwayat[-1].ditutup_pada - riwayat[0].dibuka_pada
    assert sum((satu.lama for satu in ruas), timedelta()) == seluruhnya


def keseluruhan(isi: Laporan) -> tuple[int, int, int, int]:
    (baris,) = isi.keseluruhan
    return baris.masuk, baris.ditarik, baris.selesai.jumlah, baris.terbuka.jumlah


def test_a_report_counts_it_apart() -> None:
    isi = laporan(ditarik(wita(5, "09.12"), wita(5, "09.05")))
    assert keseluruhan(isi) == (1, 1, 0, 0)
    dilewati, saat_ditarik = langkah(isi, 2), langkah(isi, 3)
    assert (dilewati.selesai.tepat, dilewati.kepatuhan_persen) == (1, 100)
    assert (saat_ditarik.selesai.jumlah, saat_ditarik.terbuka.jumlah) == (0, 0)
    assert isi.lewat == ()
    assert isi.pencocokan.turunan == 0


def test_a_limit_that_was_over_by_then_is_not_hidden() -> None:
    isi = laporan(ditarik(wita(5, "11.00")))
    (lewat,) = isi.lewat
    assert (lewat.langkah, lewat.selesai) == (2, wita(5, "11.00"))
    assert langkah(isi, 2).selesai.jumlah == 0
    assert {p.tingkat: p.jumlah for p in isi.peringatan} == {"mendekati": 1, "terlampaui": 1}


def test_the_month_after_it_says_nothing_of_it_and_the_month_before_sees_it_open() -> None:
    perjalanan = ditarik(wita(3, "09.00", bulan=2), wita(5, "09.05"), wita(5, "09.10"))
    assert keseluruhan(laporan(perjalanan)) == (1, 0, 0, 1)
    (februari,) = laporan(perjalanan, bulan="2026-02").keseluruhan
    assert (februari.bawaan, februari.ditarik, februari.terbuka.jumlah) == (1, 1, 0)
    assert laporan(perjalanan, bulan="2026-03").keseluruhan == ()


@pytest.mark.parametrize("saat", ["09.05", "11.00"])
def test_a_rehearsal_tells_it_again(saat: str) -> None:
    permohonan = ditarik(wita(5, saat)).permohonan
    satu = gladi(permohonan, aturan(sop()), aturan(dengan_waktu(sop(), 2, "1 Jam")), SELAMANYA)
    assert ("tepat" in {k.keadaan for k in satu.semula.ketepatan}) is False
    assert [k.tingkat for k in satu.menjadi.kejadian] == (
        ["mendekati", "terlampaui"] if saat == "11.00" else []
    )
