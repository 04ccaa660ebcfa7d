"""The letters that a decision brings as text: checked, set off the event loop, and kept."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from shared.alur.surat import (
    SuratDibuat,
    bahan_putusan,
    bernomor,
    dengan_surat_pemohon,
    keberatan_foto,
    surat_dibuat,
    surat_langkah,
    surat_pemohon,
)
from shared.alur.task import SuratTugas
from shared.contracts import Dokumen, DokumenBerkode, Putusan
from shared.contracts.parts import CaraTandaTangan
from shared.desk import Perkara
from shared.errors import KodeTolak, PutusanDitolak
from shared.kalender.berlaku import KalenderBerlaku
from shared.log import get_logger
from shared.mutu_baku.tenggat import tenggat
from shared.permohonan import LangkahTerbuka, Permohonan, sidik
from shared.sk_register import SkRegister
from shared.sop.model import Sop
from shared.store.port import DokumenStore, facts_of
from shared.store.surat_port import CatatanSurat, SuratStore
from shared.surat.data import Bahan, Data, data_surat, nama_gambar, pokok_surat
from shared.surat.errors import TemplatRusak
from shared.surat.loader import KatalogSurat
from shared.surat_book import SuratBook
from shared.tindakan import Tindakan
from shared.worker.signing import NaskahSk, Penetapan, Signing

log = get_logger()

_BUKAN_DI_SINI = "sistem tidak menandatangani SK ini; kirim berkasnya yang sudah ditandatangani"
_BUKAN_NASKAH = (
    "SOP tidak menerima berkas yang dibuat di luar sistem, dan sistem tidak punya naskah SK ini"
)
_SESUDAH_KEMBALI = {
    Tindakan.SUSUN_DRAF: KodeTolak.DRAF_BERBEDA,
    Tindakan.PERIKSA_LAPANGAN: KodeTolak.OUTPUT_KURANG,
}
"""Acts of which the SOP has sent something back to be put right."""

_TANPA_NASKAH = "langkah ini tidak punya naskah yang ditandatangani secara elektronik"


@dataclass(frozen=True)
class Letters:
    """What making letters takes. `batas_bytes` is the largest picture; without `signing` an SK is
    a file that a tool brings."""

    buku: SuratBook
    store: SuratStore
    dokumen: DokumenStore
    zona: ZoneInfo
    batas_bytes: int
    register: SkRegister
    signing: Signing | None = None

    async def offered(self, perkara: Perkara, terbuka: LangkahTerbuka) -> SuratTugas:
        """What the task tells of the letters of its step."""
        if not any(hasil.surat for hasil in perkara.langkah.hasil):
            return SuratTugas()
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        cara = await self._ways(perkara, katalog)
        dibuat = surat_langkah(perkara, terbuka, katalog, self.zona, cara)
        return SuratTugas(dibuat, cara)

    async def _ways(self, perkara: Perkara, katalog: KatalogSurat) -> Mapping[str, CaraTandaTangan]:
        """How the decrees of this step are signed, by output."""
        if self.signing is None:
            return {}
        sk = [hasil for hasil in perkara.langkah.hasil if bernomor(hasil, katalog)]
        cara = {hasil.kode: await self.signing.way(perkara, hasil.surat) for hasil in sk}
        return {kode: satu for kode, satu in cara.items() if satu}

    async def asked(self, perkara: Perkara, putusan: Putusan) -> tuple[SuratDibuat, ...]:
        """Those that this decision wants made. Raises `PutusanDitolak`."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        dibuat = surat_dibuat(perkara, putusan, katalog)
        await self._signable(perkara, dibuat, katalog)
        ids = [foto.berkas_id for satu in dibuat for foto in satu.foto]
        fakta = await facts_of(self.dokumen, ids, self.batas_bytes)
        if keberatan := [satu.alasan for satu in keberatan_foto(dibuat, fakta)]:
            raise PutusanDitolak(KodeTolak.ISI_SURAT, keberatan[0], tuple(keberatan[1:]))
        return dibuat

    async def _signable(
        self, perkara: Perkara, dibuat: tuple[SuratDibuat, ...], katalog: KatalogSurat
    ) -> None:
        """Raises `PutusanDitolak` for a decree that this worker cannot sign."""
        sk = [satu for satu in dibuat if katalog.surat(satu.jenis).bernomor]
        if not sk:
            return
        cara = await self._ways(perkara, katalog)
        for satu in sk:
            if cara.get(satu.kode) != "lokal":
                raise PutusanDitolak(KodeTolak.TANDA_TANGAN, f"{satu.kode}: {_BUKAN_DI_SINI}")

    async def brought(self, perkara: Perkara, baru: Permohonan, putusan: Putusan) -> None:
        """Decrees that a tool has had signed: recorded under their numbers, or refused with
        everything against them. Raises `PutusanDitolak`."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        sk = {h.kode: h for h in perkara.langkah.hasil if bernomor(h, katalog)}
        dibawa = [satu for satu in putusan.dokumen if satu.kode in sk]
        signs = perkara.langkah.tindakan is Tindakan.TANDA_TANGANI
        cara = await self._ways(perkara, katalog) if dibawa and signs else {}
        for satu in dibawa:
            if self.signing and satu.kode in cara:
                penetapan = await self._penetapan(perkara, baru, sk[satu.kode].surat)
                await self.signing.accept(penetapan, satu.berkas)
            elif not sk[satu.kode].berkas:
                raise PutusanDitolak(KodeTolak.BERKAS_DITOLAK, f"{satu.kode}: {_BUKAN_NASKAH}")

    async def text_to_sign(
        self, perkara: Perkara, baru: Permohonan
    ) -> tuple[str, NaskahSk, Dokumen]:
        """The output of this step that is to be signed, and its text. `baru` is the case as the
        decision would leave it. Raises `PutusanDitolak`."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        for kode in await self._ways(perkara, katalog):
            jenis = next(h.surat for h in perkara.langkah.hasil if h.kode == kode)
            signing, sk = self.signing, await self._penetapan(perkara, baru, jenis)
            if signing is not None:
                return kode, *(await signing.offer(sk))
        raise PutusanDitolak(KodeTolak.TANDA_TANGAN, _TANPA_NASKAH)

    async def _penetapan(self, perkara: Perkara, baru: Permohonan, jenis: str) -> Penetapan:
        entri = baru.riwayat[-1]
        if self.signing is None or entri.oleh is None:
            raise PutusanDitolak(KodeTolak.TANDA_TANGAN, _TANPA_NASKAH)
        return await self.signing.penetapan(perkara, jenis, entri.oleh, entri.wewenang)

    async def make(
        self, perkara: Perkara, baru: Permohonan, dibuat: tuple[SuratDibuat, ...]
    ) -> Mapping[str, Dokumen]:
        """Set and kept; by the code of the output. `baru` is the case as the decision leaves it,
        with stand-ins for the letters. Safe to repeat. Raises `PutusanDitolak`, naming the
        template, for one that cannot be set."""
        katalog = await self.buku.version(perkara.permohonan.surat_versi)
        bahan = bahan_putusan(baru, perkara.sop, self.zona)
        await self._as_returned(perkara, bahan, katalog, dibuat)
        jadi = {}
        for satu in dibuat:
            if self.signing and katalog.surat(satu.jenis).bernomor:
                sk = await self._penetapan(perkara, baru, satu.jenis)
                jadi[satu.kode] = await self.signing.sign(sk)
            else:
                jadi[satu.kode] = await self._make(katalog, bahan, baru, satu)
        return jadi

    async def _as_returned(
        self,
        perkara: Perkara,
        bahan: Bahan,
        katalog: KatalogSurat,
        dibuat: tuple[SuratDibuat, ...],
    ) -> None:
        """Letters that were sent back do not all come again with the same words: set anew they
        would differ in their time alone. Raises `PutusanDitolak`."""
        kode_tolak = _SESUDAH_KEMBALI.get(perkara.langkah.tindakan)
        if kode_tolak is None or not dibuat:
            return
        for satu in dibuat:
            bidang = katalog.bidang(satu.jenis, bahan.sop.kode)
            kini = pokok_surat(data_surat(bahan, katalog.kantor, bidang, satu.isi))
            if kini not in await self._earlier(perkara, satu.kode):
                return
        kode = " dan ".join(f"'{satu.kode}'" for satu in dibuat)
        raise PutusanDitolak(
            kode_tolak, f"{kode} sama dengan yang sudah dikembalikan; perbaiki dahulu"
        )

    async def _earlier(self, perkara: Perkara, kode: str) -> set[str]:
        """What the letters said that were made for this output before."""
        berkas = {
            hasil.berkas.berkas_id
            for entri in perkara.permohonan.riwayat
            for hasil in entri.hasil
            if hasil.kode == kode and hasil.berkas
        }
        semua = [await self.store.find(satu) for satu in sorted(berkas)]
        return {pokok_surat(satu.data) for satu in semua if satu}

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
