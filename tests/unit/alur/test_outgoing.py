"""What is published because a step was closed: derived, complete, and always the same."""

import pytest

from shared.alur import berkas_terkini, kiriman_langkah, susun_berkas, susun_tugas
from shared.contracts import Berkas, Pemberitahuan, Peristiwa, Verdik
from tests.builders import PEMOHON, Perjalanan, aturan, kode_wajib


def tujuan(perjalanan: Perjalanan, urutan: int) -> list[tuple[str, str]]:
    kiriman = kiriman_langkah(perjalanan.permohonan, urutan, perjalanan.sop)
    return [(k.exchange, k.kunci) for k in kiriman]


def terakhir(perjalanan: Perjalanan) -> list[tuple[str, str]]:
    return tujuan(perjalanan, perjalanan.permohonan.urutan - 1)


def test_a_submission_is_sent_on_and_acknowledged_to_the_applicant() -> None:
    assert terakhir(Perjalanan()) == [
        ("izin", "frontoffice.berkas"),
        ("izin", "pemohon.pemberitahuan"),
        ("izin.peristiwa", "diajukan.izin-kursus-pelatihan"),
    ]


def test_an_accepted_step_goes_to_the_next_pelaksana_only() -> None:
    assert terakhir(Perjalanan().sampai(3)) == [
        ("izin", "backoffice.berkas"),
        ("izin.peristiwa", "diteruskan.izin-kursus-pelatihan"),
    ]


def test_a_rejection_reaches_the_applicant_with_the_reason_for_each_document() -> None:
    hilang, buruk = kode_wajib(Perjalanan().sop)[:2]
    perjalanan = Perjalanan(tanpa=[hilang])
    verdik = tuple(
        Verdik(kode=d.kode, diterima=d.kode != buruk, alasan="buram" if d.kode == buruk else "")
        for d in perjalanan.permohonan.dokumen
    )
    perjalanan.putus("tolak", verdik=verdik, catatan="")
    kiriman = kiriman_langkah(perjalanan.permohonan, 1, perjalanan.sop)
    assert [k.kunci for k in kiriman][:2] == ["pemohon.berkas", "pemohon.pemberitahuan"]
    pesan = kiriman[1].pesan
    assert isinstance(pesan, Pemberitahuan)
    assert (pesan.jenis, pesan.putaran) == ("dikembalikan", 2)
    assert {p.kode: p.alasan for p in pesan.perbaikan} == {
        buruk: "buram",
        hilang: "belum dilampirkan",
    }


def test_a_refusal_tells_the_applicant_why() -> None:
    perjalanan = Perjalanan().sampai(4)
    perjalanan.putus("tolak", catatan="tempat tidak layak")
    kiriman = kiriman_langkah(perjalanan.permohonan, 3, perjalanan.sop)
    assert [k.kunci for k in kiriman] == [
        "pemohon.pemberitahuan",
        "ditolak.izin-kursus-pelatihan",
    ]
    assert isinstance(kiriman[0].pesan, Pemberitahuan)
    assert "tempat tidak layak" in kiriman[0].pesan.pesan


def test_the_signed_sk_is_handed_over_with_its_reference() -> None:
    perjalanan = Perjalanan().sampai(9)
    pesan = kiriman_langkah(perjalanan.permohonan, 7, perjalanan.sop)[1].pesan
    assert isinstance(pesan, Pemberitahuan)
    assert pesan.jenis == "sk_terbit"
    assert [d.kode for d in pesan.dokumen] == ["surat-keputusan"]


def test_the_same_entry_gives_the_same_messages_with_the_same_ids() -> None:
    perjalanan = Perjalanan().sampai(5)
    sekali = kiriman_langkah(perjalanan.permohonan, 3, perjalanan.sop)
    assert kiriman_langkah(perjalanan.permohonan, 3, perjalanan.sop) == sekali


def test_an_older_entry_does_not_bring_back_a_step_that_is_closed() -> None:
    perjalanan = Perjalanan().sampai(5)
    assert tujuan(perjalanan, 1) == [("izin.peristiwa", "diteruskan.izin-kursus-pelatihan")]


def test_no_two_messages_of_one_application_share_an_id() -> None:
    perjalanan = Perjalanan().sampai(7)
    perjalanan.putus("kembalikan")
    ids: list[str] = []
    while perjalanan.permohonan.langkah:
        perjalanan.putus()
        terbaru = perjalanan.permohonan.urutan - 1
        ids += [
            k.message_id for k in kiriman_langkah(perjalanan.permohonan, terbaru, perjalanan.sop)
        ]
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= 255


@pytest.mark.parametrize("langkah", [2, 5, 9])
def test_events_carry_no_personal_data(langkah: int) -> None:
    perjalanan = Perjalanan().sampai(langkah)
    isi = kiriman_langkah(perjalanan.permohonan, perjalanan.permohonan.urutan - 1, perjalanan.sop)
    peristiwa = [k.pesan.ke_json().decode() for k in isi if isinstance(k.pesan, Peristiwa)]
    assert peristiwa
    for rahasia in (PEMOHON.nik, PEMOHON.telepon, PEMOHON.surel, PEMOHON.nama):
        assert rahasia not in peristiwa[0]


def test_a_task_tells_everything_that_is_needed_to_decide() -> None:
    perjalanan = Perjalanan().sampai(6)
    terbuka, perkara = perjalanan.permohonan.langkah, perjalanan.perkara
    assert terbuka is not None
    tugas = susun_tugas(perkara, terbuka, aturan()[perkara.langkah.tindakan])
    assert tugas.atas is not None
    assert tugas.atas.kode == "draft-sk"
    assert tugas.waktu == "5 Menit"
    pilihan = {p.putusan: p for p in tugas.pilihan}
    assert pilihan["terima"].ke_pelaksana == "sekretaris"
    assert pilihan["terima"].tambahan == ""
    assert pilihan["kembalikan"].ke_pelaksana == "backoffice"
    assert pilihan["kembalikan"].tambahan


def test_a_task_for_verification_shows_what_is_missing() -> None:
    hilang = kode_wajib(Perjalanan().sop)[0]
    perjalanan = Perjalanan(tanpa=[hilang])
    terbuka, perkara = perjalanan.permohonan.langkah, perjalanan.perkara
    assert terbuka is not None
    tugas = susun_tugas(perkara, terbuka, aturan()[perkara.langkah.tindakan])
    assert [k.kode for k in tugas.kekurangan] == [hilang]


def test_a_berkas_of_a_step_that_was_closed_meanwhile_is_stale() -> None:
    perjalanan = Perjalanan().sampai(3)
    assert perjalanan.permohonan.langkah is not None
    berkas = susun_berkas(perjalanan.permohonan, perjalanan.permohonan.langkah, perjalanan.sop)
    assert isinstance(berkas, Berkas)
    assert berkas_terkini(berkas, perjalanan.permohonan)
    perjalanan.putus()
    assert not berkas_terkini(berkas, perjalanan.permohonan)
