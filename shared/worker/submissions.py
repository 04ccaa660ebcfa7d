"""Pengajuan: registered once under a nomor, or applied as the correction that was asked for."""

from shared.alur import (
    daftarkan,
    kenali,
    kiriman_langkah,
    kiriman_tidak_diterima,
    pastikan_layak_dibaca,
    pastikan_sah,
    perbaiki,
)
from shared.contracts import Pengajuan
from shared.errors import KodeTolak, PengajuanDitolak, SudahDiterapkan
from shared.permohonan import Permohonan, id_permohonan
from shared.sop.model import Sop, SopTermuat
from shared.store.port import KunciGanda, facts_of
from shared.worker.context import WorkerContext
from shared.worker.outcome import Outcome, jawaban_diterapkan, jawaban_ditolak


class SubmissionHandler:
    """Safe to repeat at any point: the key of the submission decides what was already done."""

    def __init__(self, context: WorkerContext) -> None:
        self._context = context

    async def __call__(self, pengajuan: Pengajuan) -> Outcome:
        try:
            return await self._terima(pengajuan)
        except PengajuanDitolak as tolak:
            return Outcome(
                kiriman=(kiriman_tidak_diterima(pengajuan, tolak, self._context.clock()),),
                jawaban=jawaban_ditolak(pengajuan.pengajuan_id, tolak),
                ditolak=tolak,
                simpan=True,
            )

    async def _terima(self, pengajuan: Pengajuan) -> Outcome:
        """Again from the start whenever somebody else wrote first: the second look decides."""
        while True:
            permohonan = await self._cari(pengajuan)
            if permohonan is not None:
                try:
                    kenali(permohonan, pengajuan)
                except SudahDiterapkan as sudah:
                    return await self._hasil(pengajuan, permohonan, sudah.urutan, ulangan=True)
            baru = await self._berjaga(await self._baru(pengajuan, permohonan))
            if await self._tulis(baru, permohonan):
                self._context.last_seen.written(baru)
                return await self._hasil(pengajuan, baru, baru.urutan - 1, ulangan=False)

    async def _cari(self, pengajuan: Pengajuan) -> Permohonan | None:
        store = self._context.permohonan
        if pengajuan.nomor is None:
            return await store.find(id_permohonan(pengajuan.pengajuan_id))
        permohonan = await store.find_by_nomor(pengajuan.nomor)
        if permohonan is None:
            raise PengajuanDitolak(
                KodeTolak.PERMOHONAN_TIDAK_DIKENAL, f"nomor: {pengajuan.nomor} tidak dikenal"
            )
        return permohonan

    async def _baru(self, pengajuan: Pengajuan, lama: Permohonan | None) -> Permohonan:
        termuat = await self._sop(pengajuan, lama)
        if lama is not None:
            hasil = perbaiki(
                lama, pengajuan, termuat.sop, self._context.clock(), self._context.mundur
            )
            await self._periksa(pengajuan, termuat.sop)
            return hasil
        await self._periksa(pengajuan, termuat.sop)
        if pengajuan.kabari_kemajuan is None:
            biasa = self._context.kabari_kemajuan
            pengajuan = pengajuan.model_copy(update={"kabari_kemajuan": biasa})
        await self._periksa_pengganti(pengajuan)
        nomor = await self._nomor(termuat.sop)
        baru = daftarkan(pengajuan, termuat, nomor, self._context.clock(), self._context.mundur)
        surat = self._context.surat
        return baru.model_copy(update={"surat_versi": surat.buku.kini.versi}) if surat else baru

    async def _periksa_pengganti(self, pengajuan: Pengajuan) -> None:
        surat = self._context.surat
        if pengajuan.menggantikan and not (surat and await surat.register.replaceable(pengajuan)):
            raise PengajuanDitolak(
                KodeTolak.SK_TIDAK_DIKENAL,
                f"menggantikan: tidak ada SK {pengajuan.sop} yang berlaku bernomor"
                f" {pengajuan.menggantikan} atas nama pemohon atau lembaga ini",
            )

    async def _berjaga(self, baru: Permohonan) -> Permohonan:
        sop = (await self._context.sop.version(baru.sop_versi)).sop
        return await self._context.berjaga(baru, sop)

    async def _sop(self, pengajuan: Pengajuan, lama: Permohonan | None) -> SopTermuat:
        if lama is not None:
            return await self._context.sop.version(lama.sop_versi)
        termuat = self._context.sop.current(pengajuan.sop)
        if termuat is None:
            dikenal = ", ".join(self._context.sop.known())
            raise PengajuanDitolak(
                KodeTolak.SOP_TIDAK_DIKENAL,
                f"sop: '{pengajuan.sop}' tidak dikenal; yang ada: {dikenal}",
            )
        return termuat

    async def _periksa(self, pengajuan: Pengajuan, sop: Sop) -> None:
        pastikan_layak_dibaca(pengajuan, sop, self._context.batas_kiriman_bytes)
        batas = self._context.batas_berkas_bytes
        berkas = (d.berkas.berkas_id for d in pengajuan.dokumen)
        fakta = await facts_of(self._context.dokumen, berkas, batas)
        pastikan_sah(pengajuan, sop, fakta, batas)

    async def _nomor(self, sop: Sop) -> str:
        """Unique and growing; a crash between this and the write leaves a gap, never a double."""
        tahun = self._context.clock().astimezone(self._context.zona).year
        urut = await self._context.permohonan.next_number(f"{sop.awalan_nomor}-{tahun}")
        return f"{sop.awalan_nomor}-{tahun}-{urut:06d}"

    async def _tulis(self, baru: Permohonan, lama: Permohonan | None) -> bool:
        store = self._context.permohonan
        try:
            if lama is not None:
                return await store.advance(baru, lama)
            await store.insert(baru)
        except KunciGanda as ganda:
            # Written by another delivery, or a counter that is behind (restored from an older
            # copy): the second look finds the application, or draws the next number.
            if lama is None and (
                await store.find(baru.id) or await store.find_by_nomor(baru.nomor)
            ):
                return False
            raise PengajuanDitolak(
                KodeTolak.KIRIMAN_BERBEDA,
                f"pengajuan_id '{baru.pengajuan_id[-1]}' sudah dipakai permohonan lain",
            ) from ganda
        return True

    async def _hasil(
        self, pengajuan: Pengajuan, permohonan: Permohonan, urutan: int, *, ulangan: bool
    ) -> Outcome:
        termuat = await self._context.sop.version(permohonan.sop_versi)
        bahan = await self._context.bahan_kabar()
        return Outcome(
            kiriman=kiriman_langkah(permohonan, urutan, termuat.sop, bahan),
            jawaban=jawaban_diterapkan(pengajuan, permohonan, self._context.nama, ulangan=ulangan),
        )
