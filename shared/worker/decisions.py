"""Putusan: decided by the pure flow, written once, and answered."""

from collections.abc import Mapping

from shared.alur import Fakta, Keadaan, kiriman_langkah, perkara_terbuka, putuskan
from shared.alur.decision import sidik_putusan
from shared.alur.surat import SuratDibuat, bayangan, dengan_surat, fakta_jadi, surat_dibuat
from shared.contracts import Dokumen, Putusan
from shared.desk import Perkara
from shared.errors import KodeTolak, PutusanDitolak, SudahDiterapkan
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.store.port import facts_of
from shared.worker.context import WorkerContext
from shared.worker.outcome import Outcome, jawaban_diterapkan, jawaban_ditolak


class DecisionHandler:
    """Safe to repeat: a decision that already stands gives the same messages again."""

    def __init__(self, context: WorkerContext) -> None:
        self._context = context

    async def __call__(self, putusan: Putusan) -> Outcome:
        terlihat = self._context.last_seen.take(putusan.permohonan_id)
        if terlihat and (outcome := await self._dari_ingatan(putusan, terlihat)):
            return outcome
        permohonan = await self._context.permohonan.find(putusan.permohonan_id)
        try:
            if permohonan is None:
                raise PutusanDitolak(
                    KodeTolak.PERMOHONAN_TIDAK_DIKENAL,
                    f"permohonan_id: {putusan.permohonan_id} tidak dikenal",
                )
            return await self._terapkan(putusan, permohonan)
        except PutusanDitolak as tolak:
            jawaban = jawaban_ditolak(putusan.putusan_id, tolak, permohonan)
            return Outcome(jawaban=jawaban, ditolak=tolak)

    async def _dari_ingatan(self, putusan: Putusan, terlihat: Permohonan) -> Outcome | None:
        """Decides from the copy that was read for the Berkas. Returns None if the store did not
        accept the write; the caller then reads and decides again."""
        sop = (await self._context.sop.version(terlihat.sop_versi)).sop
        try:
            baru = await self._putuskan(putusan, terlihat, sop)
        except (PutusanDitolak, SudahDiterapkan):
            return None
        if not await self._context.permohonan.advance(baru, terlihat):
            return None
        self._context.last_seen.written(baru)
        return await self._hasil(putusan, baru, baru.urutan - 1, sop, ulangan=False)

    async def _terapkan(self, putusan: Putusan, permohonan: Permohonan) -> Outcome:
        """Again from the start whenever somebody else wrote first: the second look decides."""
        sop = (await self._context.sop.version(permohonan.sop_versi)).sop
        kini: Permohonan | None = permohonan
        while kini is not None:
            try:
                baru = await self._putuskan(putusan, kini, sop)
            except SudahDiterapkan as sudah:
                return await self._hasil(putusan, kini, sudah.urutan, sop, ulangan=True)
            if await self._context.permohonan.advance(baru, kini):
                self._context.last_seen.written(baru)
                return await self._hasil(putusan, baru, baru.urutan - 1, sop, ulangan=False)
            kini = await self._context.permohonan.find(permohonan.id)
        raise PutusanDitolak(
            KodeTolak.PERMOHONAN_TIDAK_DIKENAL, f"{permohonan.nomor} tidak ada lagi"
        )

    async def _putuskan(self, putusan: Putusan, permohonan: Permohonan, sop: Sop) -> Permohonan:
        context = self._context
        perkara = perkara_terbuka(permohonan, putusan, sop, context.pelaksana)
        batas = context.batas_berkas_bytes
        # A file that the decision does not owe is refused by its code, and not worth reading.
        diminta = {h.kode for h in perkara.langkah.hasil_wajib(putusan.putusan)}
        berkas = (h.berkas.berkas_id for h in putusan.dokumen if h.kode in diminta)
        fakta = await facts_of(context.dokumen, berkas, batas)
        daftar = context.petugas.berlaku() if context.petugas else None
        keadaan = Keadaan(context.clock(), batas, daftar, context.mundur)
        baru = await self._dengan_surat(perkara, putusan, fakta, keadaan)
        return await context.berjaga(baru, sop)

    async def _hasil(
        self, putusan: Putusan, permohonan: Permohonan, urutan: int, sop: Sop, *, ulangan: bool
    ) -> Outcome:
        if self._context.surat:
            await self._context.surat.register.settle(permohonan)
        bahan = await self._context.bahan_kabar()
        return Outcome(
            kiriman=kiriman_langkah(permohonan, urutan, sop, bahan),
            jawaban=jawaban_diterapkan(putusan, permohonan, self._context.nama, ulangan=ulangan),
        )

    async def _dengan_surat(
        self, perkara: Perkara, putusan: Putusan, fakta: Fakta, keadaan: Keadaan
    ) -> Permohonan:
        """First with stand-ins for the letters: a refusal costs no typesetting."""
        sidik, dibuat = sidik_putusan(putusan), await self._surat(perkara, putusan)

        def coba(jadi: Mapping[str, Dokumen]) -> Permohonan:
            sendiri = dengan_surat(putusan, jadi)
            lengkap = {**fakta, **fakta_jadi(jadi)}
            return putuskan(perkara, sendiri, self._context.aturan, lengkap, keadaan, sidik=sidik)

        baru, surat = coba(bayangan(dibuat)), self._context.surat
        if surat is None:
            return baru
        await surat.brought(perkara, baru, putusan)
        return coba(await surat.make(perkara, baru, dibuat)) if dibuat else baru

    async def _surat(self, perkara: Perkara, putusan: Putusan) -> tuple[SuratDibuat, ...]:
        """Raises `PutusanDitolak`."""
        if self._context.surat:
            return await self._context.surat.asked(perkara, putusan)
        return surat_dibuat(perkara, putusan, None)
