"""A withdrawal ends the application, wherever it is, and nothing after it changes anything."""

from datetime import timedelta

import pytest

from shared.alur import kiriman_langkah, perbaiki, tarik
from shared.audit.keluaran import periksa_keluaran
from shared.audit.riwayat import (
    periksa_isian,
    periksa_jalan,
    periksa_kepala,
    periksa_petugas,
    periksa_segel,
)
from shared.audit.temuan import Temuan
from shared.contracts import Pemberitahuan, Peristiwa
from shared.errors import (
    KodeTolak,
    PenarikanDitolak,
    PengajuanDitolak,
    PutusanDitolak,
    SudahDiterapkan,
)
from shared.permohonan import Permohonan, segel
from shared.sop.model import SopTermuat
from tests.builders import KURSUS, PAUD, Perjalanan, penarikan, pengajuan, termuat
from tests.unit.chaos.histories import document, found


def ditolak(perjalanan: Perjalanan, **ubah: object) -> KodeTolak:
    with pytest.raises(PenarikanDitolak) as galat:
        perjalanan.tarik(**ubah)
    return galat.value.kode


def temuan(permohonan: Permohonan, kode: str = PAUD) -> list[Temuan]:
    sop = termuat(kode).sop
    return [
        *periksa_segel(permohonan),
        *periksa_jalan(permohonan, sop),
        *periksa_kepala(permohonan, sop),
        *periksa_keluaran(permohonan, sop),
        *periksa_isian(permohonan, sop),
        *periksa_petugas(permohonan),
    ]


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
@pytest.mark.parametrize("langkah", [2, 3, 4, 5, 6, 7, 8])
def test_it_ends_at_any_desk_before_the_sk_is_signed(kode: str, langkah: int) -> None:
    perjalanan = Perjalanan(kode).sampai(langkah)
    sebelum = perjalanan.permohonan
    permohonan = perjalanan.tarik(alasan="pindah kota")
    assert (permohonan.status, permohonan.langkah) == ("ditarik", None)
    assert permohonan.riwayat[:-1] == sebelum.riwayat
    entri = permohonan.riwayat[-1]
    assert (entri.langkah, entri.putusan, entri.ke) == (langkah, "tarik", "ditarik")
    assert (entri.catatan, entri.oleh) == ("pindah kota", None)
    assert temuan(permohonan, kode) == []
    assert found(document(perjalanan)) == []


def test_it_ends_while_the_applicant_has_it_back() -> None:
    perjalanan = Perjalanan(PAUD)
    perjalanan.putus("tolak")
    permohonan = perjalanan.tarik()
    assert permohonan.status == "ditarik"
    assert temuan(permohonan) == []
    assert found(document(perjalanan)) == []


def test_the_applicant_and_everybody_who_listens_are_told() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    permohonan = perjalanan.tarik()
    kabar, peristiwa = kiriman_langkah(permohonan, permohonan.urutan - 1, perjalanan.sop)
    assert isinstance(kabar.pesan, Pemberitahuan) and isinstance(peristiwa.pesan, Peristiwa)
    assert (kabar.pesan.jenis, kabar.pesan.langkah) == ("ditarik", None)
    assert peristiwa.kunci == "ditarik.izin-paud"
    assert (peristiwa.pesan.putusan, peristiwa.pesan.ke) == ("tarik", "ditarik")


@pytest.mark.parametrize("akhir", ["selesai", "ditolak", "ditarik"])
def test_what_has_ended_cannot_be_withdrawn(akhir: str) -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    if akhir == "ditolak":
        perjalanan.putus("tolak")
    elif akhir == "ditarik":
        perjalanan.tarik()
    while perjalanan.permohonan.langkah:
        perjalanan.putus()
    with pytest.raises(PenarikanDitolak, match=f"sudah {akhir}") as galat:
        perjalanan.tarik()
    assert galat.value.kode == KodeTolak.LANGKAH_TIDAK_TERBUKA


def test_beyond_the_step_that_the_sop_names_it_is_too_late() -> None:
    assert ditolak(Perjalanan(PAUD).sampai(9)) == KodeTolak.PUTUSAN_TIDAK_TERSEDIA


def tanpa_penarikan() -> SopTermuat:
    asal = termuat(PAUD)
    return asal.model_copy(update={"sop": asal.sop.model_copy(update={"penarikan": None})})


def test_an_sop_that_knows_no_withdrawal_allows_none() -> None:
    assert ditolak(Perjalanan(tanpa_penarikan())) == KodeTolak.PUTUSAN_TIDAK_TERSEDIA


@pytest.mark.parametrize(
    "ubah", [{"pengajuan_id": "milik-orang-lain"}, {"sop": "izin-kursus-pelatihan"}]
)
def test_a_mistyped_nomor_withdraws_nobody_elses(ubah: dict[str, str]) -> None:
    assert ditolak(Perjalanan(PAUD), **ubah) == KodeTolak.PERMOHONAN_TIDAK_DIKENAL


def test_the_key_of_a_correction_will_do() -> None:
    perjalanan = Perjalanan(PAUD)
    perjalanan.putus("tolak")
    perjalanan.perbaiki([])
    terakhir = perjalanan.permohonan.pengajuan_id[-1]
    assert perjalanan.tarik(pengajuan_id=terakhir).status == "ditarik"


def test_the_same_withdrawal_again_changes_nothing_and_another_under_its_key_is_refused() -> None:
    perjalanan = Perjalanan(PAUD)
    isi = penarikan(perjalanan.permohonan)
    permohonan = perjalanan.tarik_dengan(isi)
    nanti = isi.model_copy(update={"ditarik_pada": isi.ditarik_pada + timedelta(hours=1)})
    with pytest.raises(SudahDiterapkan):
        tarik(permohonan, nanti, perjalanan.sop, perjalanan.kini)
    lain = isi.model_copy(update={"alasan": "lain"})
    with pytest.raises(PenarikanDitolak) as galat:
        tarik(permohonan, lain, perjalanan.sop, perjalanan.kini)
    assert galat.value.kode == KodeTolak.KIRIMAN_BERBEDA


def test_a_decision_that_comes_after_it_is_stale_and_says_why() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    putusan = perjalanan.putusan()
    perjalanan.tarik()
    with pytest.raises(PutusanDitolak, match="ditarik pemohon") as galat:
        perjalanan.terapkan(putusan)
    assert galat.value.kode == KodeTolak.SUDAH_DIPUTUS


def test_a_correction_that_comes_after_it_is_refused() -> None:
    perjalanan = Perjalanan(PAUD)
    perjalanan.putus("tolak")
    ubah = {"nomor": perjalanan.permohonan.nomor, "putaran": 2}
    isi = pengajuan(perjalanan.sop, [], **ubah)
    permohonan = perjalanan.tarik()
    with pytest.raises(PengajuanDitolak, match="ditarik"):
        perbaiki(permohonan, isi, perjalanan.sop, perjalanan.kini)


def test_an_audit_sees_a_withdrawal_that_the_sop_does_not_allow() -> None:
    perjalanan = Perjalanan(PAUD).sampai(9)
    perjalanan.sop = perjalanan.sop.model_copy(
        update={"penarikan": perjalanan.sop.penarikan.model_copy(update={"sampai": 9})}
        if perjalanan.sop.penarikan
        else {}
    )
    permohonan = perjalanan.tarik()
    assert any("tidak diizinkan SOP" in satu.pesan for satu in temuan(permohonan))


def test_an_audit_sees_an_officer_behind_a_withdrawal() -> None:
    perjalanan = Perjalanan(PAUD)
    permohonan = perjalanan.tarik()
    putusan = Perjalanan(PAUD).putusan()
    palsu = segel(permohonan.riwayat[-1].model_copy(update={"oleh": putusan.petugas}))
    riwayat = (*permohonan.riwayat[:-1], palsu)
    diubah = permohonan.model_copy(update={"riwayat": riwayat})
    assert any("putusan petugas" in satu.pesan for satu in temuan(diubah))
