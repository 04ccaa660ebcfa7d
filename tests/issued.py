"""SKs that were issued: a case carried to its signature, its number in the register, its signed
file in the store, made as the worker makes them."""

import asyncio
import hashlib
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from shared.alur import daftarkan
from shared.alur.files import FaktaBerkas
from shared.contracts import Dokumen, DokumenBerkode, Petugas
from shared.kantor.kantor import Stores
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk, terbit, tertandatangani
from shared.sk.naskah import data_sk
from shared.sk.nomor import pembuat
from shared.store.surat_port import CatatanSurat
from shared.surat.cetak import Pencetak
from shared.surat.contoh import bahan_contoh
from shared.surat.data import data_surat
from shared.surat.isi import baca_isi
from shared.tandatangan.lokal import PenandatanganLokal
from tests.builders import PAUD, Perjalanan, surat
from tests.tandatangan import NAMA, NIP, PADA, penandatangan

KEPALA = Petugas(id=NIP, nama=NAMA)
DIAJUKAN = PADA - timedelta(hours=1)
DRAF, SK = "draft-sk", "surat-keputusan"


@dataclass(frozen=True)
class Terbitan:
    """One SK: its case, its entry of the register, and its bytes."""

    permohonan: Permohonan
    nomor: NomorSk
    naskah: bytes
    pdf: bytes


def sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


@dataclass
class Penerbit:
    """Issues SKs into an office's stores; `pena` signs."""

    stores: Stores
    pena: PenandatanganLokal = field(
        default_factory=lambda: penandatangan(Path(tempfile.mkdtemp(prefix="uji-kunci-")))
    )
    kali: int = 0

    async def terbitkan(self, kode: str = PAUD, **ubah: Any) -> Terbitan:
        """`ubah` changes the submission."""
        jalan = await self.sampai_tanda_tangan(kode, **ubah)
        nomor = await self.ambil(jalan)
        naskah = self.naskah(jalan, nomor, await self.catatan(jalan))
        pdf = await asyncio.to_thread(self.pena.tanda_tangani, naskah, nomor.naskah_pada)
        berkas = await self.stores.dokumen.put_made(sidik(pdf)[:24], "sk.pdf", pdf)
        jalan.lemari.fakta[berkas.berkas_id] = FaktaBerkas(
            berkas.ukuran_bytes, berkas.media_type, berkas.sha256
        )
        bertanda = tertandatangani(
            nomor,
            berkas_id=berkas.berkas_id,
            sha256=berkas.sha256,
            naskah=sidik(naskah),
            oleh=KEPALA,
            pada=nomor.naskah_pada,
        )
        assert await self.stores.sk.change(bertanda, nomor)
        hasil = (DokumenBerkode(kode=SK, berkas=berkas),)
        jalan.pada(nomor.naskah_pada).putus(petugas=KEPALA, hasil=hasil)
        sah = terbit(bertanda, jalan.kini)
        assert await self.stores.sk.change(sah, bertanda)
        await self.simpan(jalan)
        return Terbitan(jalan.permohonan, sah, naskah, pdf)

    async def sampai_tanda_tangan(self, kode: str = PAUD, **ubah: Any) -> Perjalanan:
        """A case whose draft waits for its signature."""
        self.kali += 1
        jalan = Perjalanan(kode, diajukan=DIAJUKAN, **ubah)
        nomor = f"{jalan.sop.awalan_nomor}-2026-{self.kali:06d}"
        awal = daftarkan(jalan.pengajuan, jalan.termuat, nomor, jalan.kini)
        jalan.permohonan = awal.model_copy(update={"surat_versi": surat().versi})
        return jalan.sampai(8)

    async def ambil(self, jalan: Perjalanan, pada: datetime = PADA) -> NomorSk:
        keputusan = surat().kantor.keputusan_untuk(jalan.sop.kode)
        assert keputusan is not None
        zona = _bahan(jalan).zona
        buat = pembuat(jalan.permohonan, keputusan, pada + timedelta(minutes=self.kali), zona)
        return await self.stores.sk.draw(keputusan.seri, pada.year, jalan.permohonan.id, buat)

    async def catatan(self, jalan: Perjalanan) -> CatatanSurat:
        """What the draft was made of, kept beside it."""
        katalog, bahan = surat(), _bahan(jalan)
        await self.stores.letters.save_katalog(katalog.versi, katalog.berkas)
        draf = _draf(jalan.permohonan)
        bidang = katalog.bidang(DRAF, jalan.sop.kode)
        isi = baca_isi(bidang, katalog.contoh(DRAF, jalan.sop.kode)).isi
        catatan = CatatanSurat(
            berkas_id=draf.berkas_id,
            permohonan_id=jalan.permohonan.id,
            langkah=bahan.langkah,
            putaran=1,
            kode=DRAF,
            jenis=DRAF,
            versi=katalog.versi,
            pada=bahan.pada,
            sha256=draf.sha256,
            isi=dict(isi),
            data=data_surat(bahan, katalog.kantor, bidang, isi),
        )
        await self.stores.letters.record(catatan)
        return catatan

    def naskah(self, jalan: Perjalanan, nomor: NomorSk, catatan: CatatanSurat) -> bytes:
        katalog = surat()
        data = data_sk(catatan.data, katalog.kantor, nomor, KEPALA, None)
        with Pencetak(katalog) as pencetak:
            return pencetak.cetak(SK, data, nomor.naskah_pada)

    async def simpan(self, jalan: Perjalanan) -> None:
        termuat = jalan.termuat
        await self.stores.permohonan.save_sop(termuat.versi, termuat.berkas, termuat.sumber)
        await self.stores.permohonan.next_number(jalan.permohonan.nomor.rpartition("-")[0])
        await self.stores.permohonan.insert(jalan.permohonan)


def _bahan(jalan: Perjalanan) -> Any:
    katalog = surat()
    contoh = bahan_contoh(katalog, katalog.surat(DRAF), jalan.sop, panjang=False)
    return replace(contoh, permohonan=jalan.permohonan)


def _draf(permohonan: Permohonan) -> Dokumen:
    hasil = permohonan.hasil_untuk(DRAF)
    assert hasil is not None and hasil.berkas is not None
    return hasil.berkas
