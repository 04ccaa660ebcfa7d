"""The way of an application through the SOP, as the pure flow walks it."""

from itertools import pairwise

import pytest

from shared.contracts import Verdik
from shared.permohonan import periksa_rantai
from tests.builders import KURSUS, PAUD, Perjalanan, kode_wajib, petugas


def langkah(perjalanan: Perjalanan) -> tuple[int, str, int]:
    terbuka = perjalanan.permohonan.langkah
    assert terbuka is not None
    return terbuka.no, terbuka.pelaksana, terbuka.putaran


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
def test_an_accepted_application_visits_every_pelaksana_in_the_order_of_the_sop(kode: str) -> None:
    perjalanan = Perjalanan(kode)
    while perjalanan.permohonan.langkah:
        perjalanan.putus()
    assert perjalanan.permohonan.status == "selesai"
    assert [(e.langkah, e.pelaksana) for e in perjalanan.permohonan.riwayat] == [
        (1, "pemohon"),
        (2, "frontoffice"),
        (3, "backoffice"),
        (4, "dinasteknis"),
        (5, "backoffice"),
        (6, "kabid"),
        (7, "sekretaris"),
        (8, "kepaladinas"),
        (9, "pemohon"),
    ]
    periksa_rantai(perjalanan.permohonan)


def test_the_first_clock_runs_from_the_instant_the_portal_published() -> None:
    perjalanan = Perjalanan()
    assert perjalanan.permohonan.langkah is not None
    assert perjalanan.permohonan.langkah.dibuka_pada == perjalanan.pengajuan.diajukan_pada
    assert perjalanan.kini > perjalanan.pengajuan.diajukan_pada


def test_a_step_closes_and_the_next_one_opens_at_the_same_instant() -> None:
    perjalanan = Perjalanan()
    while perjalanan.permohonan.langkah:
        perjalanan.putus()
    riwayat = perjalanan.permohonan.riwayat
    for sebelum, sesudah in pairwise(riwayat):
        assert sebelum.ditutup_pada == sesudah.dibuka_pada


def test_a_rejected_document_goes_back_to_the_applicant_with_its_reason() -> None:
    perjalanan = Perjalanan()
    kode = [d.kode for d in perjalanan.permohonan.dokumen]
    verdik = (
        Verdik(kode=kode[0], diterima=False, alasan="tidak terbaca"),
        *(Verdik(kode=k, diterima=True) for k in kode[1:]),
    )
    perjalanan.putus("tolak", verdik=verdik, catatan="")
    assert langkah(perjalanan) == (1, "pemohon", 2)
    assert perjalanan.permohonan.langkah is not None
    assert [(p.kode, p.alasan) for p in perjalanan.permohonan.langkah.perbaikan] == [
        (kode[0], "tidak terbaca")
    ]


def test_a_missing_document_is_named_among_what_must_be_put_right() -> None:
    hilang = kode_wajib(Perjalanan().sop)[1]
    perjalanan = Perjalanan(tanpa=[hilang])
    assert [k.kode for k in perjalanan.perkara.kekurangan()] == [hilang]
    perjalanan.putus("tolak", catatan="")
    assert perjalanan.permohonan.langkah is not None
    assert [p.kode for p in perjalanan.permohonan.langkah.perbaikan] == [hilang]


def test_a_correction_keeps_the_nomor_and_what_was_accepted() -> None:
    hilang = kode_wajib(Perjalanan().sop)[1]
    perjalanan = Perjalanan(tanpa=[hilang])
    nomor = perjalanan.permohonan.nomor
    perjalanan.putus("tolak", catatan="")
    perjalanan.perbaiki([perjalanan.lemari.berkode(hilang)])
    assert langkah(perjalanan) == (2, "frontoffice", 2)
    assert perjalanan.permohonan.nomor == nomor
    assert [d.kode for d in perjalanan.perkara.belum_diterima()] == [hilang]
    while perjalanan.permohonan.langkah:
        perjalanan.putus()
    assert perjalanan.permohonan.status == "selesai"
    periksa_rantai(perjalanan.permohonan)


def test_a_refusal_after_inspection_ends_the_application_and_keeps_its_papers() -> None:
    perjalanan = Perjalanan().sampai(4)
    perjalanan.putus("tolak", catatan="tempat tidak layak")
    assert perjalanan.permohonan.status == "ditolak"
    assert perjalanan.permohonan.langkah is None
    assert {h.kode for h in perjalanan.permohonan.riwayat[-1].hasil} == {"bapl", "rekomendasi"}


def test_a_draft_sent_back_loses_its_approvals_and_is_drafted_anew() -> None:
    perjalanan = Perjalanan().sampai(7)
    perjalanan.putus("kembalikan", catatan="salah ketik")
    assert langkah(perjalanan) == (5, "backoffice", 2)
    assert {h.kode for h in perjalanan.permohonan.hasil}.isdisjoint(
        {"draft-sk", "persetujuan-kabid"}
    )
    assert perjalanan.permohonan.langkah is not None
    assert perjalanan.permohonan.langkah.catatan == "salah ketik"
    perjalanan.sampai(9)
    assert [e.langkah for e in perjalanan.permohonan.riwayat] == [1, 2, 3, 4, 5, 6, 7, 5, 6, 7, 8]


def test_one_opening_is_named_by_langkah_and_putaran_however_often_it_goes_back() -> None:
    perjalanan = Perjalanan().sampai(7)
    for _ in range(3):
        perjalanan.putus("kembalikan")
        perjalanan.sampai(7)
    perjalanan.sampai(8)
    perjalanan.putus("kembalikan")
    perjalanan.sampai(9)
    pembukaan = [(e.langkah, e.putaran) for e in perjalanan.permohonan.riwayat]
    assert len(pembukaan) == len(set(pembukaan))


def test_every_decision_in_the_riwayat_names_its_officer() -> None:
    perjalanan = Perjalanan().sampai(9)
    riwayat = perjalanan.permohonan.riwayat[1:]
    assert [e.oleh for e in riwayat] == [petugas(e.pelaksana) for e in riwayat]
