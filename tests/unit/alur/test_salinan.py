"""An output is a document made for it: never another document of the case."""

from collections.abc import Callable

import pytest

from shared.contracts import DokumenBerkode, Verdik
from shared.errors import KodeTolak, PutusanDitolak
from shared.permohonan import Permohonan
from tests.builders import Perjalanan

Asal = Callable[[Permohonan], DokumenBerkode]


def dari_pemohon(permohonan: Permohonan) -> DokumenBerkode:
    satu = next(d for d in permohonan.dokumen if d.berkas.media_type == "application/pdf")
    return DokumenBerkode(kode=satu.kode, berkas=satu.berkas)


def dari_output(kode: str) -> Asal:
    def ambil(permohonan: Permohonan) -> DokumenBerkode:
        hasil = permohonan.hasil_untuk(kode)
        assert hasil is not None and hasil.berkas is not None
        return DokumenBerkode(kode=kode, berkas=hasil.berkas)

    return ambil


def sebagai(perjalanan: Perjalanan, asal: DokumenBerkode, kode: str) -> tuple[DokumenBerkode, ...]:
    """The outputs owed, `asal` in place of `kode`."""
    return tuple(
        h.model_copy(update={"berkas": asal.berkas}) if h.kode == kode else h
        for h in perjalanan.putusan().dokumen
    )


def ditolak(
    perjalanan: Perjalanan, hasil: tuple[DokumenBerkode, ...], nilai: str = "terima"
) -> str:
    with pytest.raises(PutusanDitolak) as tolak:
        perjalanan.terapkan(
            perjalanan.putusan().model_copy(
                update={
                    "hasil": hasil,
                    "putusan": nilai,
                    "catatan": "uji",
                }
            )
        )
    assert tolak.value.kode is KodeTolak.OUTPUT_KURANG
    return " ".join((tolak.value.alasan, *tolak.value.rincian))


LAIN: list[tuple[int, str, Asal]] = [
    (4, "bapl", dari_pemohon),
    (4, "rekomendasi", dari_pemohon),
    (5, "draft-sk", dari_pemohon),
    (5, "draft-sk", dari_output("bapl")),
    (5, "draft-sk", dari_output("rekomendasi")),
    (8, "surat-keputusan", dari_pemohon),
    (8, "surat-keputusan", dari_output("bapl")),
    (8, "surat-keputusan", dari_output("draft-sk")),
]


@pytest.mark.parametrize(("langkah", "kode", "asal"), LAIN)
def test_another_document_of_the_case_is_no_output(langkah: int, kode: str, asal: Asal) -> None:
    perjalanan = Perjalanan().sampai(langkah)
    lain = asal(perjalanan.permohonan)
    kata = ditolak(perjalanan, sebagai(perjalanan, lain, kode))
    assert f"output '{kode}' adalah berkas yang sama dengan" in kata


def test_a_refusal_for_good_owes_documents_of_its_own_too() -> None:
    perjalanan = Perjalanan().sampai(4)
    lain = dari_pemohon(perjalanan.permohonan)
    assert "dokumen pemohon" in ditolak(perjalanan, sebagai(perjalanan, lain, "bapl"), "tolak")


def test_the_same_bytes_under_another_id_are_the_same_file() -> None:
    perjalanan = Perjalanan().sampai(4)
    lain = dari_pemohon(perjalanan.permohonan)
    salinan = perjalanan.lemari.berkas(lain.kode)
    assert salinan.sha256 == lain.berkas.sha256
    assert salinan.berkas_id != lain.berkas.berkas_id
    kembar = lain.model_copy(update={"berkas": salinan})
    assert "dokumen pemohon" in ditolak(perjalanan, sebagai(perjalanan, kembar, "bapl"))


def test_a_document_that_was_replaced_is_still_the_applicants() -> None:
    perjalanan = Perjalanan().sampai(2)
    lama = dari_pemohon(perjalanan.permohonan)
    verdik = tuple(
        Verdik(kode=d.kode, diterima=d.kode != lama.kode, alasan="buram")
        for d in perjalanan.permohonan.dokumen
    )
    perjalanan.putus("tolak", verdik=verdik)
    perjalanan.perbaiki([perjalanan.lemari.berkode(lama.kode, "pengganti")])
    perjalanan.sampai(4)
    assert all(d.berkas != lama.berkas for d in perjalanan.permohonan.dokumen)
    assert "dokumen pemohon" in ditolak(perjalanan, sebagai(perjalanan, lama, "bapl"))


def dikembalikan_ke_dinas() -> tuple[Perjalanan, tuple[DokumenBerkode, ...]]:
    """At the inspection again, and what it had brought the first time."""
    perjalanan = Perjalanan().sampai(4)
    lama = perjalanan.putusan().dokumen
    perjalanan.putus(hasil=lama)
    perjalanan.putus("kembalikan")
    return perjalanan, lama


def test_an_output_that_was_dropped_is_no_other_output() -> None:
    perjalanan, lama = dikembalikan_ke_dinas()
    assert "(BAPL)" in ditolak(perjalanan, sebagai(perjalanan, lama[0], "rekomendasi"))


def test_outputs_that_were_sent_back_do_not_all_come_again_unchanged() -> None:
    perjalanan, lama = dikembalikan_ke_dinas()
    assert "sudah dikembalikan" in ditolak(perjalanan, lama)


def test_one_of_two_papers_may_be_right_as_it_was() -> None:
    perjalanan, lama = dikembalikan_ke_dinas()
    perjalanan.putus(hasil=sebagai(perjalanan, lama[0], lama[0].kode))
    assert perjalanan.perkara.langkah.no == 5


def test_two_outputs_of_one_decision_are_two_documents_whichever_act_it_is() -> None:
    perjalanan = Perjalanan().sampai(4)
    satu, dua = perjalanan.putusan().dokumen
    kata = ditolak(perjalanan, (satu, dua.model_copy(update={"berkas": satu.berkas})))
    assert f"output '{satu.kode}' dan '{dua.kode}' adalah berkas yang sama" in kata
