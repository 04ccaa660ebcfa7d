"""What an applicant is told: of each step that the SOP names, where it is now, and by when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.alur import BahanKabar, kiriman_kabar, kiriman_langkah
from shared.contracts import Pemberitahuan
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.jaga import tenggat_terbuka
from shared.sop.model import SopTermuat
from tests.builders import KURSUS, PAUD, Perjalanan, kalender, petugas, termuat

BERLAKU = KalenderBerlaku.selalu(kalender())
BAHAN = BahanKabar(BERLAKU, {"backoffice": "Back Office", "frontoffice": "Front Office"})


def dengan_kabar(kode: str | SopTermuat = PAUD, **ubah: Any) -> Perjalanan:
    return Perjalanan(kode, kabari_kemajuan=True, **ubah)


def pemberitahuan(perjalanan: Perjalanan, bahan: BahanKabar = BAHAN) -> list[Pemberitahuan]:
    """Of all entries, as they follow from the application as it is now."""
    return [
        kiriman.pesan
        for urutan in range(perjalanan.permohonan.urutan)
        for kiriman in kiriman_langkah(perjalanan.permohonan, urutan, perjalanan.sop, bahan)
        if isinstance(kiriman.pesan, Pemberitahuan)
    ]


def tuntas(perjalanan: Perjalanan) -> Perjalanan:
    while perjalanan.permohonan.langkah:
        perjalanan.putus()
    return perjalanan


def ubah_langkah(no: int, **ubah: Any) -> SopTermuat:
    asal = termuat(PAUD)
    langkah = tuple(
        satu.model_copy(update=ubah) if satu.no == no else satu for satu in asal.sop.langkah
    )
    sop = asal.sop.model_copy(update={"langkah": langkah})
    return asal.model_copy(update={"sop": sop})


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
def test_one_who_asked_is_told_of_every_desk_and_of_the_end(kode: str) -> None:
    semua = pemberitahuan(tuntas(dengan_kabar(kode)))
    assert [(p.jenis, p.pelaksana) for p in semua] == [
        ("diterima", "frontoffice"),
        ("diproses", "backoffice"),
        ("diproses", "dinasteknis"),
        ("diproses", "backoffice"),
        ("diproses", "kabid"),
        ("diproses", "sekretaris"),
        ("diproses", "kepaladinas"),
        ("sk_terbit", "pemohon"),
        ("selesai", None),
    ]


def test_one_who_did_not_ask_is_told_what_was_told_before() -> None:
    semua = pemberitahuan(tuntas(Perjalanan(PAUD)))
    assert [p.jenis for p in semua] == ["diterima", "sk_terbit"]


def test_desks_are_called_by_their_names_and_officers_by_none() -> None:
    kabar = pemberitahuan(tuntas(dengan_kabar()))
    assert kabar[1].meja == "Back Office"
    assert "kini di Back Office: Menerima Berkas Permohonan secara elektronik" in kabar[1].pesan
    semua = " ".join(p.ke_json().decode() for p in kabar)
    for langkah in termuat(PAUD).sop.langkah:
        assert petugas(langkah.pelaksana).nama not in semua
        assert petugas(langkah.pelaksana).id not in semua


def test_a_desk_that_sends_back_to_a_desk_is_told_without_its_reason() -> None:
    perjalanan = dengan_kabar().sampai(7)
    perjalanan.putus("kembalikan", catatan="nomor surat keliru")
    terakhir = pemberitahuan(perjalanan)[-1]
    assert (terakhir.jenis, terakhir.pelaksana, terakhir.langkah) == ("diproses", "backoffice", 5)
    assert "keliru" not in terakhir.pesan


def test_the_sop_can_keep_a_step_to_itself() -> None:
    semua = pemberitahuan(tuntas(dengan_kabar(ubah_langkah(7, kabar=False))))
    assert "sekretaris" not in [p.pelaksana for p in semua]


def test_the_sop_can_tell_of_a_step_at_the_same_desk() -> None:
    sama = ubah_langkah(3, pelaksana="frontoffice")
    assert [p.langkah for p in pemberitahuan(dengan_kabar(sama).sampai(4))] == [2, 4]
    dikabarkan = ubah_langkah(3, pelaksana="frontoffice", kabar=True)
    assert [p.langkah for p in pemberitahuan(dengan_kabar(dikabarkan).sampai(4))] == [2, 3, 4]


@pytest.mark.parametrize("kabari", [True, False])
def test_a_notice_says_by_when_as_the_task_does(kabari: bool) -> None:
    perjalanan = Perjalanan(PAUD, kabari_kemajuan=kabari)
    (diterima,) = pemberitahuan(perjalanan)
    tugas = tenggat_terbuka(perjalanan.permohonan, perjalanan.sop, BERLAKU)
    assert diterima.jatuh_tempo == tugas == datetime(2026, 1, 5, 1, 10, tzinfo=UTC)
    assert diterima.jatuh_tempo_keseluruhan == datetime(2026, 1, 12, 1, 0, tzinfo=UTC)
    assert diterima.fiktif_positif is None


def test_the_date_of_the_law_is_told_once_the_application_was_found_complete() -> None:
    perjalanan = dengan_kabar().sampai(3)
    assert pemberitahuan(perjalanan)[-1].fiktif_positif == date(2026, 1, 12)


def test_of_a_return_the_applicants_own_time_is_told_and_the_whole_stands_still() -> None:
    perjalanan = dengan_kabar()
    perjalanan.putus("tolak")
    kembali = pemberitahuan(perjalanan)[-1]
    tugas = tenggat_terbuka(perjalanan.permohonan, perjalanan.sop, BERLAKU)
    assert (kembali.jenis, kembali.pelaksana) == ("dikembalikan", "pemohon")
    assert kembali.jatuh_tempo == tugas is not None
    assert (kembali.jatuh_tempo_keseluruhan, kembali.fiktif_positif) == (None, None)


def test_a_notice_is_the_same_however_far_the_application_has_come_since() -> None:
    perjalanan, dahulu = dengan_kabar(), []
    perjalanan.putus("tolak")
    perjalanan.perbaiki([])
    while perjalanan.permohonan.langkah:
        dahulu.append(pemberitahuan(perjalanan)[-1])
        perjalanan.pada(perjalanan.kini + timedelta(hours=5)).putus()
    semua = pemberitahuan(perjalanan)
    assert [satu for satu in semua if satu in dahulu] == dahulu


def test_progress_that_was_lost_follows_from_the_store_again() -> None:
    perjalanan = dengan_kabar().sampai(5)
    awal = perjalanan.permohonan.riwayat[0].ditutup_pada
    kabar = kiriman_kabar(perjalanan.permohonan, perjalanan.sop, awal, BAHAN)
    assert [k.pesan for k in kabar if isinstance(k.pesan, Pemberitahuan)] == pemberitahuan(
        perjalanan
    )


def test_a_correction_neither_begins_nor_ends_the_telling() -> None:
    diam = Perjalanan(PAUD)
    diam.putus("tolak")
    diam.perbaiki([], kabari_kemajuan=True)
    assert not diam.permohonan.kabari_kemajuan
    dikabari = dengan_kabar()
    dikabari.putus("tolak")
    dikabari.perbaiki([], kabari_kemajuan=False)
    assert dikabari.permohonan.kabari_kemajuan
