"""The decision that signs, over the doubles: how often it reads, and what it takes for an SK."""

import asyncio
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

import pytest

from izin.registry import discover_desks
from shared.alur.surat import bahan_putusan
from shared.books import SopBook
from shared.contracts import DokumenBerkode, HasilPutusan, Jawaban, Tugas
from shared.sk_register import SkRegister
from shared.sop.loader import KatalogSop, baca
from shared.sop.model import SopTermuat
from shared.store.memory_sk import MemorySkStore
from shared.store.memory_surat import MemorySuratStore
from shared.store.surat_port import CatatanSurat
from shared.surat.data import data_surat
from shared.surat_book import SuratBook
from shared.tandatangan.susunan import TandaTanganKantor, baca_susunan, tulis_uji_coba
from shared.worker.decisions import DecisionHandler
from shared.worker.dossiers import task_of
from shared.worker.letters import Letters
from shared.worker.signing import Signing
from tests.builders import BATAS_BYTES, PAUD, Perjalanan, petugas, surat, termuat
from tests.tandatangan import naskah
from tests.unit.worker.test_handlers import Desk

SK, DRAF = "surat-keputusan", "draft-sk"
KEPALA = petugas("kepaladinas")


class HitungSurat(MemorySuratStore):
    """Counts how often a letter's record is read."""

    def __init__(self) -> None:
        super().__init__()
        self.kali = 0

    async def find(self, berkas_id: str) -> CatatanSurat | None:
        self.kali += 1
        return await super().find(berkas_id)


def tanpa_berkas(*kode: str) -> SopTermuat:
    """The SOP, in which these outputs are no files made elsewhere."""
    teks = termuat(PAUD).sumber
    for satu in kode:
        teks = teks.replace(f'surat = "{satu}" }}', f'surat = "{satu}", berkas = false }}')
    return baca(teks, "uji.toml", frozenset(discover_desks()))


@dataclass
class MejaKepala:
    """The desk that signs, with an application on it whose draft the system has set."""

    kunci: TandaTanganKantor
    cara: Literal["lokal", "bsre"] = "lokal"
    berkas: bool = True
    draf_berkas: bool = False

    async def buka(self) -> None:
        muat = termuat(PAUD) if self.berkas else tanpa_berkas(SK, DRAF)
        self.jalan = Perjalanan(muat).sampai(8)
        self.surat, self.desk = HitungSurat(), Desk("kepaladinas")
        self.buku = SuratBook(surat(), self.surat)
        await self.desk.permohonan.insert(self.jalan.permohonan)
        if not self.draf_berkas:
            await self.surat.record(self._draf())
        self.register = MemorySkStore()
        self.context = replace(self.desk.context, surat=self._letters(), sop=self._sop(muat))
        self.decide = DecisionHandler(self.context)

    def _sop(self, muat: SopTermuat) -> SopBook:
        return SopBook(KatalogSop([muat]), self.desk.permohonan)

    def _draf(self) -> CatatanSurat:
        atas, permohonan = self.jalan.perkara.atas, self.jalan.permohonan
        assert atas
        bahan = bahan_putusan(permohonan, self.jalan.sop, self.desk.context.zona)
        isi = surat().contoh(DRAF, PAUD)
        data = data_surat(bahan, surat().kantor, surat().bidang(DRAF, PAUD), isi)
        return CatatanSurat(
            berkas_id=atas.berkas.berkas_id,
            permohonan_id=permohonan.id,
            langkah=5,
            putaran=1,
            kode=DRAF,
            jenis=DRAF,
            versi=surat().versi,
            pada=permohonan.riwayat[-1].diputuskan_pada,
            sha256=atas.berkas.sha256,
            isi=isi,
            data=data,
        )

    def _letters(self) -> Letters:
        context, jam = self.desk.context, lambda: datetime.now(UTC)
        register = SkRegister(self.register, self.desk.permohonan, jam)
        kantor = replace(
            self.kunci, susunan=self.kunci.susunan.model_copy(update={"cara": self.cara})
        )
        signing = Signing(
            kantor, register, self.surat, self.buku, context.dokumen, context.zona, jam
        )
        return Letters(
            self.buku, self.surat, context.dokumen, context.zona, BATAS_BYTES, register, signing
        )

    async def tugas(self) -> Tugas:
        terbuka = self.jalan.permohonan.langkah
        assert terbuka
        _, tugas = await task_of(self.context, self.jalan.permohonan, terbuka)
        return tugas

    async def putus(self, *hasil: HasilPutusan | DokumenBerkode) -> Jawaban:
        jawaban = (await self.decide(self.jalan.putusan(hasil=hasil))).jawaban
        assert jawaban
        return jawaban

    async def naskah(self) -> bytes:
        """As a tool gets it; draws the number."""
        letters = self.context.surat
        assert letters
        bayang = self.jalan.putusan()
        baru = self.jalan.terapkan(bayang)
        self.jalan.permohonan = (await self.desk.permohonan.find(baru.id)) or baru
        _, naskah, _ = await letters.text_to_sign(self.jalan.perkara, baru)
        return naskah.isi

    async def simpan(self, isi: bytes) -> DokumenBerkode:
        id_ = hashlib.sha256(isi).hexdigest()[:24]
        dokumen = await self.desk.context.dokumen.put_made(id_, "sk.pdf", isi)
        return DokumenBerkode(kode=SK, berkas=dokumen)

    async def tanda(self, isi: bytes) -> bytes:
        pena = self.kunci.penandatangan(KEPALA.id, KEPALA.nama)
        return await asyncio.to_thread(pena.tanda_tangani, isi, datetime.now(UTC))


@pytest.fixture(scope="module")
def kunci(tmp_path_factory: pytest.TempPathFactory) -> TandaTanganKantor:
    return baca_susunan(tulis_uji_coba(tmp_path_factory.mktemp("kunci")))


@pytest.fixture
def buka(kunci: TandaTanganKantor) -> Iterator[Any]:
    semua: list[MejaKepala] = []

    async def buat(**ubah: Any) -> MejaKepala:
        semua.append(meja := MejaKepala(kunci, **ubah))
        await meja.buka()
        return meja

    yield buat
    for satu in semua:
        satu.buku.close()


async def test_a_decision_that_signs_reads_its_draft_once(buka: Any) -> None:
    meja = await buka()
    assert (await meja.tugas()).keluaran[0].tanda_tangan == "lokal"
    assert meja.surat.kali == 1
    jawaban = await meja.putus(HasilPutusan(kode=SK, isi={}))
    assert jawaban.diterapkan, jawaban.alasan
    assert meja.surat.kali == 1, "the one of its task"


@pytest.mark.parametrize("cara", ["lokal", "bsre"])
async def test_where_no_file_may_be_the_sk_the_systems_text_signed_still_is(
    buka: Any, cara: str
) -> None:
    meja = await buka(cara=cara, berkas=False)
    (keluaran,) = (await meja.tugas()).keluaran
    assert keluaran.media == (("application/pdf",) if cara == "bsre" else ())
    isi = await meja.naskah()
    lain = await meja.simpan(await meja.tanda(naskah("lain")))
    ditolak = await meja.putus(lain)
    assert (ditolak.kode, ditolak.diterapkan) == ("tanda_tangan", False)
    jawaban = await meja.putus(await meja.simpan(await meja.tanda(isi)))
    assert jawaban.diterapkan, (jawaban.alasan, jawaban.rincian)


async def test_where_no_file_may_be_the_sk_and_there_is_no_text_of_it_a_file_is_refused(
    buka: Any,
) -> None:
    meja = await buka(berkas=False, draf_berkas=True)
    jawaban = await meja.putus(await meja.simpan(naskah("dari luar")))
    assert (jawaban.diterapkan, jawaban.kode) == (False, "berkas_ditolak")
    assert "tidak menerima berkas" in jawaban.alasan
