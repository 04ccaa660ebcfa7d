"""A correction that changes what nobody sent back: shown, kept, and the acceptances gone."""

from typing import Any

import pytest

from shared.alur import susun_tugas
from shared.alur.perubahan import mencabut_penerimaan, sidik_bidang, sidik_perubahan
from shared.contracts import Perubahan, Tugas, Verdik
from shared.desk import Aturan
from shared.errors import KodeTolak, PutusanDitolak
from shared.permohonan import isi_bersidik, periksa_rantai
from shared.tindakan import Tindakan
from tests.builders import KURSUS, LEMBAGA, PEMOHON, Perjalanan, isian_lengkap, kode_wajib

DITOLAK = "ktp-pendiri"
ASING = "6372999999999999"


def dikembalikan(tanpa_isian: str = "") -> Perjalanan:
    """All accepted but one document; and one answer missing where one is named."""
    jalan = Perjalanan(KURSUS)
    if tanpa_isian:
        isian = {k: v for k, v in jalan.permohonan.isian.items() if k != tanpa_isian}
        jalan.permohonan = jalan.permohonan.model_copy(update={"isian": isian})
    jalan.putus(
        "tolak",
        verdik=tuple(
            Verdik(kode=d.kode, diterima=d.kode != DITOLAK, alasan="buram")
            for d in jalan.permohonan.dokumen
        ),
    )
    return jalan


def diperbaiki(**ubah: Any) -> Perjalanan:
    jalan = dikembalikan()
    jalan.perbaiki([jalan.lemari.berkode(DITOLAK, "jelas")], **ubah)
    return jalan


def tugas(jalan: Perjalanan) -> Tugas:
    terbuka = jalan.permohonan.langkah
    assert terbuka is not None
    aturan = Aturan(jalan.perkara.langkah.tindakan, lambda *_: ())
    return susun_tugas(jalan.perkara, terbuka, aturan)


def diterima(jalan: Perjalanan) -> set[str]:
    return {d.kode for d in jalan.permohonan.dokumen if d.diterima}


SEMUA_KECUALI_YANG_DITOLAK = {k for k in kode_wajib(Perjalanan(KURSUS).sop) if k != DITOLAK}


def test_a_correction_of_the_document_alone_keeps_the_acceptances() -> None:
    jalan = diperbaiki()
    assert diterima(jalan) == SEMUA_KECUALI_YANG_DITOLAK
    assert jalan.permohonan.perubahan == ()
    assert jalan.permohonan.riwayat[-1].sidik_perubahan is None


BIDANG: dict[str, dict[str, Any]] = {
    "pemohon.nama": {"pemohon": PEMOHON.model_copy(update={"nama": "Orang Lain"})},
    "pemohon.nik": {"pemohon": PEMOHON.model_copy(update={"nik": ASING})},
    "lembaga.nama": {"lembaga": LEMBAGA.model_copy(update={"nama": "LKP Lain"})},
    "lembaga.alamat": {"lembaga": LEMBAGA.model_copy(update={"alamat": "Jalan Lain 9"})},
    "isian.nib": {"isian": isian_lengkap(Perjalanan(KURSUS).sop) | {"nib": "99999"}},
}


@pytest.mark.parametrize("bidang", BIDANG)
def test_a_value_that_was_not_sent_back_takes_every_acceptance_with_it(bidang: str) -> None:
    jalan = diperbaiki(**BIDANG[bidang])
    assert diterima(jalan) == set()
    (satu,) = tugas(jalan).perubahan
    assert (satu.bidang, satu.putaran, satu.diminta) == (bidang, 2, False)
    assert satu.semula != satu.menjadi
    with pytest.raises(PutusanDitolak) as tolak:
        jalan.putus(verdik=(Verdik(kode=DITOLAK, diterima=True),))
    assert tolak.value.kode is KodeTolak.VERDIK_KURANG
    jalan.putus()
    assert diterima(jalan) == SEMUA_KECUALI_YANG_DITOLAK | {DITOLAK}


@pytest.mark.parametrize("bidang", ["telepon", "surel"])
def test_how_the_applicant_is_reached_may_change_and_is_shown(bidang: str) -> None:
    baru = {"telepon": "0812000000", "surel": "lain@contoh.id"}[bidang]
    jalan = diperbaiki(pemohon=PEMOHON.model_copy(update={bidang: baru}))
    assert diterima(jalan) == SEMUA_KECUALI_YANG_DITOLAK
    assert [satu.bidang for satu in tugas(jalan).perubahan] == [f"pemohon.{bidang}"]


@pytest.mark.parametrize("ejaan", ["lkp contoh", "LKP  Contoh", "ＬＫＰ Contoh"])
def test_another_spelling_of_the_same_value_takes_no_acceptance(ejaan: str) -> None:
    jalan = diperbaiki(lembaga=LEMBAGA.model_copy(update={"nama": ejaan}))
    assert diterima(jalan) == SEMUA_KECUALI_YANG_DITOLAK
    assert [satu.menjadi for satu in jalan.permohonan.perubahan] == [ejaan]


def test_an_answer_that_was_asked_for_takes_no_acceptance() -> None:
    jalan = dikembalikan(tanpa_isian="nib")
    jalan.perbaiki([jalan.lemari.berkode(DITOLAK, "jelas")])
    assert diterima(jalan) == SEMUA_KECUALI_YANG_DITOLAK
    (satu,) = tugas(jalan).perubahan
    assert (satu.bidang, satu.semula, satu.diminta) == ("isian.nib", "", True)


def test_an_answer_that_is_taken_away_is_a_change_too() -> None:
    isian = {k: v for k, v in isian_lengkap(Perjalanan(KURSUS).sop).items() if k != "nib"}
    jalan = diperbaiki(isian=isian)
    assert [(s.bidang, s.menjadi) for s in jalan.permohonan.perubahan] == [("isian.nib", "")]
    assert diterima(jalan) == set()


def test_the_old_values_of_every_round_stay_and_only_the_last_is_shown() -> None:
    jalan = diperbaiki(**BIDANG["pemohon.nik"])
    jalan.putus("tolak", catatan="nama lembaga keliru")
    jalan.perbaiki([], **BIDANG["lembaga.nama"])
    semua = [(s.putaran, s.bidang, s.semula) for s in jalan.permohonan.perubahan]
    # The second form no longer says the foreign NIK: that is a change back.
    assert semua == [
        (2, "pemohon.nik", PEMOHON.nik),
        (3, "pemohon.nik", ASING),
        (3, "lembaga.nama", LEMBAGA.nama),
    ]
    assert [s.putaran for s in tugas(jalan).perubahan] == [3, 3]


def test_later_desks_see_the_change_as_well() -> None:
    jalan = diperbaiki(**BIDANG["lembaga.nama"])
    jalan.putus()
    assert jalan.perkara.langkah.tindakan is Tindakan.TERUSKAN
    assert [satu.bidang for satu in tugas(jalan).perubahan] == ["lembaga.nama"]


def test_the_riwayat_seals_the_values_without_repeating_them() -> None:
    jalan = diperbaiki(**BIDANG["pemohon.nik"])
    periksa_rantai(jalan.permohonan)
    entri = jalan.permohonan.riwayat[-1]
    assert entri.sidik_perubahan == sidik_perubahan(jalan.permohonan.perubahan)
    teks = str([isi_bersidik(satu) for satu in jalan.permohonan.riwayat])
    assert ASING not in teks
    assert PEMOHON.nik not in teks


def test_each_value_of_the_form_has_a_digest_bound_to_its_submission() -> None:
    permohonan = Perjalanan().permohonan
    satu, lain = sidik_bidang(permohonan, "kiriman-1"), sidik_bidang(permohonan, "kiriman-2")
    assert satu.keys() == lain.keys()
    assert {"pemohon.nik", "lembaga.alamat", "isian.nib"} <= satu.keys()
    assert satu != lain


def test_a_value_that_only_a_note_asked_for_counts_as_not_sent_back() -> None:
    """A note is for people: no rule can read which acceptance it leaves standing."""
    jalan = Perjalanan(KURSUS)
    semua = tuple(Verdik(kode=d.kode, diterima=True) for d in jalan.permohonan.dokumen)
    jalan.putus("tolak", verdik=semua, catatan="nama lembaga keliru")
    jalan.perbaiki([], **BIDANG["lembaga.nama"])
    assert diterima(jalan) == set()


def test_nothing_changed_takes_nothing_back() -> None:
    assert not mencabut_penerimaan(())
    satu = Perubahan(putaran=2, bidang="isian.a", nama="A", semula="", menjadi="x", diminta=True)
    assert not mencabut_penerimaan([satu])
