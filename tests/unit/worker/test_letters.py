"""Decisions that bring the text of a letter, over the doubles."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from shared.contracts import HasilPutusan, Pemberitahuan, Putusan
from shared.permohonan import Permohonan, periksa_rantai
from shared.sk_register import SkRegister
from shared.store.memory_sk import MemorySkStore
from shared.store.memory_surat import MemorySuratStore
from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.loader import muat_surat, susun_katalog
from shared.surat_book import SuratBook
from shared.tindakan import NilaiPutusan
from shared.worker.context import WorkerContext
from shared.worker.decisions import DecisionHandler
from shared.worker.letters import Letters
from shared.worker.outcome import Outcome
from shared.worker.submissions import SubmissionHandler
from tests.builders import BATAS_BYTES, PAUD, Perjalanan, pengajuan, termuat
from tests.unit.worker.test_handlers import Desk

KATALOG = muat_surat(FOLDER_SURAT_BAWAAN)


def letters_of(buku: SuratBook, store: MemorySuratStore, context: WorkerContext) -> Letters:
    register = SkRegister(MemorySkStore(), context.permohonan, context.clock)
    return Letters(buku, store, context.dokumen, context.zona, BATAS_BYTES, register)


class Dinas:
    """The desk that inspects, with an application on it."""

    def __init__(self) -> None:
        self.desk = Desk("dinasteknis")
        self.store = MemorySuratStore()
        self.buku = SuratBook(KATALOG, self.store)
        self.perjalanan = Perjalanan(PAUD).sampai(4)
        self.decide = self.with_book(self.buku)

    def with_book(self, buku: SuratBook) -> DecisionHandler:
        context = self.desk.context
        letters = letters_of(buku, self.store, context)
        return DecisionHandler(replace(context, surat=letters))

    async def opened(self, **ubah: Any) -> Permohonan:
        permohonan = self.perjalanan.permohonan.model_copy(update=ubah)
        await self.desk.permohonan.insert(permohonan)
        return permohonan

    def putusan(self, **isi: dict[str, Any]) -> Putusan:
        hasil = tuple(
            HasilPutusan(kode=kode, isi={**KATALOG.contoh(kode, PAUD), **isi.get(kode, {})})
            for kode in ("bapl", "rekomendasi")
        )
        return self.perjalanan.putusan().model_copy(update={"hasil": hasil})

    async def stored(self, permohonan_id: UUID) -> Permohonan:
        permohonan = await self.desk.permohonan.find(permohonan_id)
        assert permohonan is not None
        return permohonan


@pytest.fixture
def dinas() -> Iterator[Dinas]:
    satu = Dinas()
    yield satu
    satu.buku.close()


async def test_letters_are_set_kept_and_written_with_the_decision(dinas: Dinas) -> None:
    awal = await dinas.opened()
    outcome = await dinas.decide(dinas.putusan())
    assert outcome.jawaban and outcome.jawaban.diterapkan
    permohonan = await dinas.stored(awal.id)
    for kode in ("bapl", "rekomendasi"):
        hasil = permohonan.hasil_untuk(kode)
        assert hasil and hasil.berkas
        catatan = await dinas.store.find(hasil.berkas.berkas_id)
        assert catatan and catatan.sha256 == hasil.berkas.sha256
        assert catatan.pada == permohonan.riwayat[-1].diputuskan_pada


async def test_the_same_decision_again_is_known_and_makes_nothing(dinas: Dinas) -> None:
    await dinas.opened()
    putusan = dinas.putusan()
    await dinas.decide(putusan)
    lagi = await dinas.decide(putusan)
    assert lagi.jawaban and lagi.jawaban.kode == "sudah_diterapkan"


async def test_a_crash_before_the_write_makes_the_same_letters_again(dinas: Dinas) -> None:
    awal, putusan = await dinas.opened(), dinas.putusan()
    await dinas.decide(putusan)
    pertama = await dinas.stored(awal.id)
    dinas.desk.permohonan._isi[awal.id] = awal
    await dinas.decide(putusan)
    assert (await dinas.stored(awal.id)).hasil == pertama.hasil


async def test_a_refused_decision_sets_no_letter(dinas: Dinas) -> None:
    await dinas.opened()
    putusan = dinas.putusan(rekomendasi={"pertimbangan": []})
    outcome = await dinas.decide(putusan)
    assert outcome.jawaban and outcome.jawaban.kode == "isi_surat"
    assert outcome.jawaban.alasan == "rekomendasi.pertimbangan: wajib diisi (Pertimbangan)"
    assert dinas.buku._pencetak == {}


async def test_a_case_finishes_under_the_templates_it_was_begun_with(dinas: Dinas) -> None:
    umum = KATALOG.berkas["bapl/surat.typ"]
    lama = susun_katalog({**KATALOG.berkas, "bapl/surat.typ": umum + b"\nVersi lama."}, "lama")
    await dinas.store.save_katalog(lama.versi, lama.berkas)
    awal = await dinas.opened(surat_versi=lama.versi)
    await dinas.decide(dinas.putusan())
    hasil = (await dinas.stored(awal.id)).hasil_untuk("bapl")
    assert hasil and hasil.berkas
    catatan = await dinas.store.find(hasil.berkas.berkas_id)
    assert catatan and catatan.versi == lama.versi


async def test_a_template_that_cannot_be_set_refuses_and_changes_nothing(dinas: Dinas) -> None:
    rusak = susun_katalog({**KATALOG.berkas, "bapl/surat.typ": b"#tidak-ada"}, "rusak")
    awal = await dinas.opened()
    buku = SuratBook(rusak, dinas.store)
    outcome = await dinas.with_book(buku)(dinas.putusan())
    buku.close()
    assert outcome.jawaban and outcome.jawaban.kode == "isi_surat"
    assert "bapl/surat.typ:1:1" in outcome.jawaban.alasan
    assert await dinas.stored(awal.id) == awal


async def test_an_office_without_letters_asks_for_the_file(dinas: Dinas) -> None:
    await dinas.opened()
    outcome = await dinas.desk.decide(dinas.putusan())
    assert outcome.jawaban and outcome.jawaban.kode == "isi_surat"
    assert "kirim berkasnya" in outcome.jawaban.alasan


class Loket(Dinas):
    """The desk that registers and verifies, with letters."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk("frontoffice")
        context = self.desk.context
        letters = letters_of(self.buku, self.store, context)
        self.context = replace(context, surat=letters)


@pytest.fixture
def loket() -> Iterator[Loket]:
    satu = Loket()
    yield satu
    satu.buku.close()


def kabar(outcome: Outcome) -> Pemberitahuan:
    (satu,) = [k.pesan for k in outcome.kiriman if isinstance(k.pesan, Pemberitahuan)]
    return satu


async def test_a_submission_is_answered_with_a_receipt(loket: Loket) -> None:
    submit = SubmissionHandler(loket.context)
    isi = pengajuan(termuat(PAUD).sop, [])
    outcome, lagi = await submit(isi), await submit(isi)
    (surat,) = kabar(outcome).dokumen
    catatan = await loket.store.find(surat.berkas.berkas_id)
    assert catatan and catatan.jenis == surat.kode == "tanda-terima"
    assert catatan.data["tenggat"]
    assert kabar(lagi).dokumen == (surat,)
    assert outcome.jawaban and outcome.jawaban.permohonan_id
    permohonan = await loket.stored(outcome.jawaban.permohonan_id)
    assert permohonan.riwayat[0].surat == surat
    periksa_rantai(permohonan)


@pytest.mark.parametrize(
    ("pelaksana", "langkah", "putusan", "jenis"),
    [
        ("frontoffice", 2, "tolak", "pengembalian"),
        ("dinasteknis", 4, "kembalikan", "pengembalian"),
        ("dinasteknis", 4, "tolak", "penolakan"),
    ],
)
async def test_a_return_and_a_refusal_bring_a_letter(
    dinas: Dinas, pelaksana: str, langkah: int, putusan: NilaiPutusan, jenis: str
) -> None:
    dinas.desk, dinas.perjalanan = Desk(pelaksana), Perjalanan(PAUD).sampai(langkah)
    await dinas.opened()
    isi = dinas.perjalanan.putusan(putusan, catatan="Alamat keliru.")
    if isi.hasil:
        isi = isi.model_copy(update={"hasil": dinas.putusan().hasil})
    outcome = await dinas.with_book(dinas.buku)(isi)
    (surat,) = kabar(outcome).dokumen
    catatan = await dinas.store.find(surat.berkas.berkas_id)
    assert catatan and catatan.jenis == jenis
    assert catatan.data["langkah"]["catatan"] == "Alamat keliru."


async def test_an_application_does_not_wait_for_a_letter_that_cannot_be_set(loket: Loket) -> None:
    rusak = susun_katalog({**KATALOG.berkas, "tanda-terima/surat.typ": b"#tidak-ada"}, "rusak")
    buku = SuratBook(rusak, loket.store)
    letters = replace(loket.context.surat or pytest.fail(), buku=buku)
    outcome = await SubmissionHandler(replace(loket.context, surat=letters))(
        pengajuan(termuat(PAUD).sop, [])
    )
    buku.close()
    assert kabar(outcome).jenis == "diterima"
    assert kabar(outcome).dokumen == ()
