"""Submissions and corrections in the pure flow."""

from datetime import timedelta
from typing import Any

import pytest

from shared.alur import FaktaBerkas, daftarkan, kenali, pastikan_layak_dibaca, pastikan_sah
from shared.alur.submission import sidik_pengajuan
from shared.contracts import Pengajuan, Verdik
from shared.errors import KodeTolak, PengajuanDitolak, SudahDiterapkan
from tests.builders import BATAS_BYTES, PAGI, Lemari, Perjalanan, kode_wajib, pengajuan, termuat


def sah(isi: Pengajuan, lemari: Lemari) -> None:
    pastikan_layak_dibaca(isi, termuat().sop, 10 * BATAS_BYTES)
    pastikan_sah(isi, termuat().sop, lemari.fakta, BATAS_BYTES)


def test_a_complete_submission_is_sound() -> None:
    perjalanan = Perjalanan()
    sah(perjalanan.pengajuan, perjalanan.lemari)


def test_a_submission_without_a_required_document_is_sound_too() -> None:
    perjalanan = Perjalanan(tanpa=kode_wajib(termuat().sop)[:2])
    sah(perjalanan.pengajuan, perjalanan.lemari)


def test_a_document_the_sop_does_not_know_is_named_with_its_place() -> None:
    lemari = Lemari()
    isi = pengajuan(termuat().sop, [lemari.berkode("surat-cinta")])
    with pytest.raises(PengajuanDitolak, match=r"dokumen\[0\]\.kode: 'surat-cinta'") as tolak:
        sah(isi, lemari)
    assert tolak.value.kode is KodeTolak.BIDANG_TIDAK_DIKENAL


def test_a_form_field_the_sop_does_not_know_is_named() -> None:
    isi = pengajuan(termuat().sop, [], isian={"warna-favorit": "biru"})
    with pytest.raises(PengajuanDitolak, match=r"isian\.warna-favorit"):
        sah(isi, Lemari())


@pytest.mark.parametrize(
    ("fakta", "kata"),
    [
        # Larger than the limit: the file and the limit are named, and differ.
        (FaktaBerkas(2 * BATAS_BYTES, "", ""), r"20\.0 MiB melebihi batas 10\.0 MiB"),
        (FaktaBerkas(BATAS_BYTES + 1, "", ""), "10485761 byte melebihi batas 10485760 byte"),
        # Its content is not of an allowed type, whatever its name says.
        (FaktaBerkas(3, "text/html", "0" * 64), r"halaman web \(HTML\); yang diizinkan PDF"),
        # The stored bytes are not the ones that were described.
        (FaktaBerkas(3, "application/pdf", "0" * 64), "SHA-256"),
        # Nothing in it.
        (FaktaBerkas(0, "application/octet-stream", "0" * 64), "kosong"),
    ],
)
def test_a_bad_file_is_refused_by_name(fakta: FaktaBerkas, kata: str) -> None:
    lemari = Lemari()
    kode = kode_wajib(termuat().sop)[0]
    isi = pengajuan(termuat().sop, [lemari.berkode(kode)])
    lemari.fakta[isi.dokumen[0].berkas.berkas_id] = fakta
    with pytest.raises(PengajuanDitolak, match=kata) as tolak:
        sah(isi, lemari)
    assert tolak.value.kode is KodeTolak.BERKAS_DITOLAK
    assert isi.dokumen[0].berkas.nama_berkas in str(tolak.value)


def test_a_file_that_was_never_uploaded_is_refused() -> None:
    lemari = Lemari()
    isi = pengajuan(termuat().sop, [lemari.berkode(kode_wajib(termuat().sop)[0])])
    lemari.fakta.clear()
    with pytest.raises(PengajuanDitolak, match="tidak ada di penyimpanan"):
        sah(isi, lemari)


@pytest.mark.parametrize(
    "ubah",
    [
        # The portal tried again a minute later.
        {"diajukan_pada": PAGI + timedelta(minutes=1)},
        # It knows now when the applicant began.
        {"mulai_pada": PAGI - timedelta(minutes=20)},
    ],
)
def test_a_repeated_submission_is_the_same_one(ubah: dict[str, Any]) -> None:
    perjalanan = Perjalanan()
    with pytest.raises(SudahDiterapkan):
        kenali(perjalanan.permohonan, perjalanan.pengajuan.model_copy(update=ubah))


def test_a_repeated_upload_of_the_same_files_is_the_same_submission() -> None:
    satu = Perjalanan().pengajuan
    ulang = tuple(
        d.model_copy(update={"berkas": d.berkas.model_copy(update={"berkas_id": "e" * 24})})
        for d in satu.dokumen
    )
    assert sidik_pengajuan(satu.model_copy(update={"dokumen": ulang})) == sidik_pengajuan(satu)


def test_other_bytes_under_the_same_file_names_are_another_submission() -> None:
    perjalanan = Perjalanan()
    lain = tuple(
        d.model_copy(update={"berkas": d.berkas.model_copy(update={"sha256": "0" * 64})})
        for d in perjalanan.pengajuan.dokumen
    )
    with pytest.raises(PengajuanDitolak) as tolak:
        kenali(perjalanan.permohonan, perjalanan.pengajuan.model_copy(update={"dokumen": lain}))
    assert tolak.value.kode is KodeTolak.KIRIMAN_BERBEDA


def test_the_same_key_with_another_content_is_refused_and_the_first_stands() -> None:
    perjalanan = Perjalanan()
    lain = perjalanan.pengajuan.model_copy(update={"dokumen": ()})
    with pytest.raises(PengajuanDitolak, match="yang pertama tetap berlaku") as tolak:
        kenali(perjalanan.permohonan, lain)
    assert tolak.value.kode is KodeTolak.KIRIMAN_BERBEDA


def test_a_portal_clock_that_is_ahead_gains_no_time() -> None:
    isi = pengajuan(termuat().sop, [], diajukan_pada=PAGI + timedelta(hours=3))
    permohonan = daftarkan(isi, termuat(), "IKP-2026-000009", PAGI)
    assert permohonan.langkah is not None
    assert permohonan.langkah.dibuka_pada == PAGI


def test_the_applicants_own_time_is_measured_when_the_portal_tells_it() -> None:
    isi = pengajuan(termuat().sop, [], mulai_pada=PAGI - timedelta(minutes=20))
    permohonan = daftarkan(isi, termuat(), "IKP-2026-000009", PAGI)
    entri = permohonan.riwayat[0]
    assert entri.ditutup_pada - entri.dibuka_pada == timedelta(minutes=20)


def dikembalikan() -> tuple[Perjalanan, str]:
    hilang = kode_wajib(termuat().sop)[0]
    perjalanan = Perjalanan(tanpa=[hilang])
    perjalanan.putus("tolak", catatan="")
    return perjalanan, hilang


def test_a_correction_may_not_replace_what_was_accepted() -> None:
    perjalanan, hilang = dikembalikan()
    diterima = perjalanan.permohonan.dokumen[0].kode
    with pytest.raises(PengajuanDitolak, match=diterima) as tolak:
        perjalanan.perbaiki([perjalanan.lemari.berkode(k) for k in (hilang, diterima)])
    assert tolak.value.kode is KodeTolak.DOKUMEN_TERKUNCI


def test_a_correction_for_another_round_is_refused() -> None:
    perjalanan, hilang = dikembalikan()
    with pytest.raises(PengajuanDitolak, match="putaran 2"):
        perjalanan.perbaiki([perjalanan.lemari.berkode(hilang)], putaran=3)


def test_a_correction_nobody_asked_for_is_refused() -> None:
    perjalanan = Perjalanan()
    with pytest.raises(PengajuanDitolak, match="kini langkah 2") as tolak:
        perjalanan.perbaiki([], putaran=2)
    assert tolak.value.kode is KodeTolak.LANGKAH_TIDAK_TERBUKA


def test_a_repeated_correction_is_recognised() -> None:
    perjalanan, hilang = dikembalikan()
    dokumen = [perjalanan.lemari.berkode(hilang)]
    perjalanan.perbaiki(dokumen, pengajuan_id="perbaikan-yang-sama")
    terpakai = pengajuan(
        perjalanan.sop,
        dokumen,
        pengajuan_id="perbaikan-yang-sama",
        nomor=perjalanan.permohonan.nomor,
        putaran=2,
    )
    with pytest.raises(SudahDiterapkan) as sudah:
        kenali(perjalanan.permohonan, terpakai)
    assert sudah.value.urutan == 2


def test_a_return_with_a_note_alone_lets_any_document_be_replaced_and_judged_anew() -> None:
    perjalanan = Perjalanan().sampai(4)
    perjalanan.putus("kembalikan", catatan="denah tidak cocok dengan lokasi")
    kode = perjalanan.permohonan.dokumen[0].kode
    perjalanan.perbaiki([perjalanan.lemari.berkode(kode, "denah-baru")])
    assert [d.kode for d in perjalanan.perkara.belum_diterima()] == [kode]


def test_a_return_that_names_documents_unlocks_those_alone() -> None:
    perjalanan = Perjalanan().sampai(4)
    buruk, baik = (d.kode for d in perjalanan.permohonan.dokumen[:2])
    verdik = (Verdik(kode=buruk, diterima=False, alasan="tidak cocok dengan lokasi"),)
    perjalanan.putus("kembalikan", catatan="", verdik=verdik)
    with pytest.raises(PengajuanDitolak, match=baik):
        perjalanan.perbaiki([perjalanan.lemari.berkode(baik, "lain")])
    perjalanan.perbaiki([perjalanan.lemari.berkode(buruk, "baru")])
    assert [d.kode for d in perjalanan.perkara.belum_diterima()] == [buruk]
