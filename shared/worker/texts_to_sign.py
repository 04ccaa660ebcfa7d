"""MintaNaskah: a tool asks for the text of the SK that its officer is about to sign."""

from shared.alur import Keadaan, perkara_terbuka, putuskan
from shared.alur.surat import fakta_jadi, naskah_diminta
from shared.contracts import MintaNaskah, Naskah
from shared.errors import KodeTolak, PutusanDitolak, SudahDiterapkan
from shared.permohonan import Permohonan
from shared.worker.context import WorkerContext
from shared.worker.outcome import Outcome, jawaban_ditolak


class TextHandler:
    """Changes nothing but the register, in which the case gets its number. Whoever may not sign,
    or not this draft, gets no text: the rules are those of the decision to come."""

    def __init__(self, context: WorkerContext) -> None:
        self._context = context

    async def __call__(self, minta: MintaNaskah) -> Outcome:
        permohonan = await self._context.permohonan.find(minta.permohonan_id)
        try:
            if permohonan is None:
                raise PutusanDitolak(
                    KodeTolak.PERMOHONAN_TIDAK_DIKENAL,
                    f"permohonan_id: {minta.permohonan_id} tidak dikenal",
                )
            return Outcome(daftar=await self._naskah(minta, permohonan))
        except PutusanDitolak as tolak:
            jawaban = jawaban_ditolak(minta.permintaan_id, tolak, permohonan)
            return Outcome(jawaban=jawaban, ditolak=tolak)

    async def _naskah(self, minta: MintaNaskah, permohonan: Permohonan) -> Naskah:
        context = self._context
        if context.surat is None:
            raise PutusanDitolak(KodeTolak.TANDA_TANGAN, "kantor ini tidak membuat surat")
        sop = (await context.sop.version(permohonan.sop_versi)).sop
        kini = context.clock()
        putusan = naskah_diminta(minta, sop, kini)
        try:
            perkara = perkara_terbuka(permohonan, putusan, sop, context.pelaksana)
        except SudahDiterapkan as sudah:
            raise PutusanDitolak(
                KodeTolak.SUDAH_DIPUTUS, f"langkah {minta.langkah} sudah diputus"
            ) from sudah
        daftar = context.petugas.berlaku() if context.petugas else None
        keadaan = Keadaan(kini, context.batas_berkas_bytes, daftar, context.mundur)
        fakta = fakta_jadi({satu.kode: satu.berkas for satu in putusan.dokumen})
        baru = putuskan(perkara, putusan, context.aturan, fakta, keadaan)
        kode, naskah, berkas = await context.surat.text_to_sign(perkara, baru)
        return Naskah(
            menjawab=minta.permintaan_id,
            permohonan_id=permohonan.id,
            nomor=permohonan.nomor,
            kode=kode,
            nomor_sk=naskah.nomor.nomor,
            tanggal=naskah.nomor.tanggal,
            berkas=berkas,
        )
