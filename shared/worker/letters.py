"""The letters that a decision brings as text: checked, set off the event loop, and kept."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from shared.alur.surat import (
    SuratDibuat,
    bahan_putusan,
    dengan_surat_pemohon,
    keberatan_foto,
    surat_dibuat,
    surat_langkah,
    surat_pemohon,
)
from shared.contracts import Dokumen, DokumenBerkode, Putusan, SuratDiminta
from shared.desk import Perkara
from shared.errors import KodeTolak, PutusanDitolak
from shared.kalender.berlaku import KalenderBerlaku
from shared.log import get_logger
from shared.mutu_baku.tenggat import tenggat
from shared.permohonan import LangkahTerbuka, Permohonan, sidik
from shared.sop.model import Sop
from shared.store.port import DokumenStore, facts_of
from shared.store.surat_port import CatatanSurat, SuratStore
from shared.surat.data import Bahan, Data, data_surat, nama_gambar
from shared.surat.errors import TemplatRusak
from shared.surat.loader import KatalogSurat
from shared.surat_book import SuratBook

log = get_logger()


@dataclass(frozen=True)
class Letters:
    """What making letters takes. `batas_bytes` is the largest picture."""

    buku: SuratBook
    store: SuratStore
    dokumen: DokumenStore
    zona: ZoneInfo
    batas_bytes: int

    async def offered(
        self, perkara: Perkara, terbuka: LangkahTerbuka
    ) -> Mapping[str, SuratDiminta]:
        """What the task tells of the letters of its step, by output."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        return surat_langkah(perkara, terbuka, katalog, self.zona)

    async def asked(self, perkara: Perkara, putusan: Putusan) -> tuple[SuratDibuat, ...]:
        """Those that this decision wants made. Raises `PutusanDitolak`."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        dibuat = surat_dibuat(perkara, putusan, katalog)
        ids = [foto.berkas_id for satu in dibuat for foto in satu.foto]
        fakta = await facts_of(self.dokumen, ids, self.batas_bytes)
        if keberatan := [satu.alasan for satu in keberatan_foto(dibuat, fakta)]:
            raise PutusanDitolak(KodeTolak.ISI_SURAT, keberatan[0], tuple(keberatan[1:]))
        return dibuat

    async def make(
        self, perkara: Perkara, baru: Permohonan, dibuat: tuple[SuratDibuat, ...]
    ) -> Mapping[str, Dokumen]:
        """Set and kept; by the code of the output. `baru` is the case as the decision leaves it,
        with stand-ins for the letters. Safe to repeat. Raises `PutusanDitolak`, naming the
        template, for one that cannot be set."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        bahan = bahan_putusan(baru, perkara.sop, self.zona)
        return {satu.kode: await self._make(katalog, bahan, baru, satu) for satu in dibuat}

    async def to_applicant(
        self, baru: Permohonan, sop: Sop, kalender: KalenderBerlaku
    ) -> Permohonan:
        """With the letter that the SOP gives the applicant for the last entry, if any. An
        application does not wait for its letter: a template that cannot be set is told in the log.
        """
        jenis = surat_pemohon(baru, sop)
        katalog = await self.buku.version(baru.surat_versi)
        if not jenis or jenis not in katalog.jenis:
            return baru
        entri = baru.riwayat[-1]
        batas = tenggat(baru, sop, kalender.pada(entri.ditutup_pada))
        bahan = replace(bahan_putusan(baru, sop, self.zona), tenggat=batas.keseluruhan)
        surat = SuratDibuat(kode=jenis, jenis=jenis, isi={}, foto=())
        try:
            dokumen = await self._make(katalog, bahan, baru, surat)
        except PutusanDitolak as rusak:
            log.error("surat_tidak_tercetak", nomor=baru.nomor, jenis=jenis, sebab=rusak.alasan)
            return baru
        return dengan_surat_pemohon(baru, DokumenBerkode(kode=jenis, berkas=dokumen))

    async def _make(
        self, katalog: KatalogSurat, bahan: Bahan, baru: Permohonan, surat: SuratDibuat
    ) -> Dokumen:
        bidang = katalog.bidang(surat.jenis, bahan.sop.kode)
        data = data_surat(bahan, katalog.kantor, bidang, surat.isi)
        isi = await self._set(katalog, surat, data, baru)
        dokumen = await self._keep(baru, surat, isi)
        entri = baru.riwayat[-1]
        await self.store.record(
            CatatanSurat(
                berkas_id=dokumen.berkas_id,
                permohonan_id=baru.id,
                langkah=entri.langkah,
                putaran=entri.putaran,
                kode=surat.kode,
                jenis=surat.jenis,
                versi=katalog.versi,
                pada=entri.diputuskan_pada,
                sha256=dokumen.sha256,
                isi=surat.isi,
                data=data,
            )
        )
        return dokumen

    async def _set(
        self, katalog: KatalogSurat, surat: SuratDibuat, data: Data, baru: Permohonan
    ) -> bytes:
        gambar = {
            nama_gambar(foto.berkas_id, foto.media_type): await self._bytes(foto)
            for foto in surat.foto
        }
        pencetak, pada = self.buku.pencetak(katalog), baru.riwayat[-1].diputuskan_pada
        try:
            return await asyncio.to_thread(pencetak.cetak, surat.jenis, data, pada, gambar)
        except TemplatRusak as rusak:
            raise PutusanDitolak(
                KodeTolak.ISI_SURAT, f"{surat.kode}: surat tidak dapat dicetak ({rusak})"
            ) from rusak

    async def _bytes(self, foto: Dokumen) -> bytes:
        return b"".join([potongan async for potongan in self.dokumen.read(foto.berkas_id)])

    async def _keep(self, baru: Permohonan, surat: SuratDibuat, isi: bytes) -> Dokumen:
        """Under an id that follows from what it is: a decision that comes again writes nothing."""
        entri = baru.riwayat[-1]
        rupa = sidik(
            {
                "permohonan": str(baru.id),
                "langkah": entri.langkah,
                "putaran": entri.putaran,
                "kode": surat.kode,
                "isi": hashlib.sha256(isi).hexdigest(),
            }
        )
        nama = f"{surat.jenis}-{baru.nomor}.pdf"
        return await self.dokumen.put_made(rupa[:24], nama, isi)
