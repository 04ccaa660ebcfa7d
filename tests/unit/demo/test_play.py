"""All scenarios through the pure flow: they end as planned and pass every check of the summary."""

from collections import Counter

from izin.demo.periksa import periksa
from shared.permohonan import Permohonan
from shared.tindakan import Tindakan
from tests.unit.demo.play import skenario_demo, sop_ketiga
from tests.unit.demo.played import Selesai, berkas_hasil, bersurat, empat_puluh, mainkan
from tests.unit.demo.test_applicant_files import teks_pdf


def temuan(selesai: Selesai) -> list[str]:
    hasil = periksa(selesai.bukti, selesai.harapan)
    return [f"{satu.nama}: {temuan}" for satu in hasil for temuan in satu.temuan]


def dengan_belokan(pelaksana: str) -> Permohonan:
    selesai = bersurat()
    return next(
        permohonan
        for permohonan, satu in zip(selesai.semua, selesai.sandiwara, strict=True)
        if satu.skenario.kasus.belokan and satu.skenario.kasus.belokan.pelaksana == pelaksana
    )


def test_forty_applications_end_as_planned_and_every_check_passes() -> None:
    selesai = empat_puluh()
    assert temuan(selesai) == []
    assert Counter(p.status for p in selesai.semua) == {"selesai": 39, "ditolak": 1}


def test_with_letters_every_check_passes_too() -> None:
    assert temuan(bersurat()) == []
    assert {satu.nomor.status for satu in bersurat().bukti.sk.buku} == {"berlaku"}
    assert len(bersurat().bukti.sk.buku) == sum(p.status == "selesai" for p in bersurat().semua)


def test_a_made_up_sop_is_played_without_a_line_of_code() -> None:
    ketiga = sop_ketiga()
    selesai = mainkan(skenario_demo(8, {ketiga.sop.kode: ketiga.sop}), {ketiga.sop.kode: ketiga})
    assert temuan(selesai) == []
    putusan = {(e.langkah, e.putusan) for p in selesai.semua for e in p.riwayat}
    assert {(2, "tolak"), (3, "tolak"), (4, "kembalikan")} <= putusan


def test_a_blurred_card_is_rejected_with_a_reason_and_only_that_card_is_brought_anew() -> None:
    selesai = empat_puluh()
    for permohonan, satu in zip(selesai.semua, selesai.sandiwara, strict=True):
        kasus = satu.skenario.kasus
        if kasus.ragam == "dokumen salah":
            kembali = next(e for e in permohonan.riwayat if e.putusan != "terima")
            assert {v.kode for v in kembali.verdik if not v.diterima} == set(kasus.salah)
            assert "buram" in kembali.perbaikan[0].alasan
            perbaikan = permohonan.riwayat[kembali.urutan + 1]
            assert {d.kode for d in perbaikan.dokumen} == set(kasus.salah)


def test_the_verifier_is_shown_what_is_missing() -> None:
    for satu in empat_puluh().sandiwara:
        if satu.skenario.kasus.hilang:
            pertama = next(t for t in satu.tugas if t.tindakan is Tindakan.VERIFIKASI)
            assert {k.kode for k in pertama.kekurangan} == set(satu.skenario.kasus.hilang)


def test_a_refusal_rests_on_a_report_that_says_so() -> None:
    ditolak = next(p for p in bersurat().semua if p.status == "ditolak")
    (bapl,), (rekomendasi,) = (berkas_hasil(ditolak, k) for k in ("bapl", "rekomendasi"))
    assert "tidak layak diberi izin" in teks_pdf(bersurat().isi(bapl))
    assert "tidak memberikan rekomendasi" in teks_pdf(bersurat().isi(rekomendasi))
    assert ditolak.riwayat[-1].catatan


def test_the_draft_that_is_sent_back_has_the_slip_and_the_next_one_has_not() -> None:
    permohonan = dengan_belokan("sekretaris")
    keliru, benar = (teks_pdf(bersurat().isi(b)) for b in berkas_hasil(permohonan, "draft-sk"))
    assert "melaporkan perubahan" not in keliru
    assert "melaporkan perubahan" in benar


def test_every_sk_is_the_approved_draft_numbered_and_signed() -> None:
    selesai = bersurat()
    for permohonan in selesai.semua:
        if permohonan.status != "selesai":
            continue
        *_, draf = berkas_hasil(permohonan, "draft-sk")
        (sk,) = berkas_hasil(permohonan, "surat-keputusan")
        teks_draf, teks_sk = teks_pdf(selesai.isi(draf)), teks_pdf(selesai.isi(sk))
        assert "DRAFT" in teks_draf
        assert "DRAFT" not in teks_sk
        assert b"/ETSI.CAdES.detached" in selesai.isi(sk)
        for bagian in ("Menimbang", "Mengingat", "MEMUTUSKAN", "KESATU", permohonan.nomor):
            assert bagian in teks_draf
            assert bagian in teks_sk


def test_where_an_office_makes_no_letter_the_officers_bring_papers() -> None:
    permohonan = next(p for p in empat_puluh().semua if p.status == "selesai")
    (sk,) = berkas_hasil(permohonan, "surat-keputusan")
    assert permohonan.nomor in teks_pdf(empat_puluh().isi(sk))


def test_no_two_files_of_the_office_are_the_same() -> None:
    hasil = [
        satu.berkas.sha256
        for permohonan in empat_puluh().semua
        for entri in permohonan.riwayat
        for satu in entri.hasil
        if satu.berkas
    ]
    assert len(set(hasil)) == len(hasil)
