"""Penarikan: applied once, whatever else is decided at the same moment, and answered."""

from shared.alur import kiriman_langkah, tarik
from shared.contracts import Penarikan
from shared.errors import KodeTolak, PenarikanDitolak, SudahDiterapkan
from shared.mutu_baku.jaga import jagai
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.worker.context import WorkerContext
from shared.worker.outcome import Outcome, jawaban_diterapkan, jawaban_ditolak


class WithdrawalHandler:
    """Safe to repeat at any point: the key of the withdrawal decides what was already done."""

    def __init__(self, context: WorkerContext) -> None:
        self._context = context

    async def __call__(self, penarikan: Penarikan) -> Outcome:
        try:
            return await self._tarik(penarikan)
        except PenarikanDitolak as tolak:
            jawaban = jawaban_ditolak(penarikan.penarikan_id, tolak)
            return Outcome(jawaban=jawaban, ditolak=tolak)

    async def _tarik(self, penarikan: Penarikan) -> Outcome:
        """Again from the start whenever somebody else wrote first: the second look decides."""
        context = self._context
        while True:
            lama = await context.permohonan.find_by_nomor(penarikan.nomor)
            if lama is None:
                raise PenarikanDitolak(
                    KodeTolak.PERMOHONAN_TIDAK_DIKENAL, f"nomor: {penarikan.nomor} tidak dikenal"
                )
            sop = (await context.sop.version(lama.sop_versi)).sop
            try:
                baru = tarik(lama, penarikan, sop, context.clock(), context.mundur)
            except SudahDiterapkan as sudah:
                return await self._hasil(penarikan, lama, sudah.urutan, sop, ulangan=True)
            baru = jagai(baru, sop, await context.kalender.berlaku())
            if await context.permohonan.advance(baru, lama):
                context.last_seen.written(baru)
                return await self._hasil(penarikan, baru, baru.urutan - 1, sop, ulangan=False)

    async def _hasil(
        self, penarikan: Penarikan, permohonan: Permohonan, urutan: int, sop: Sop, *, ulangan: bool
    ) -> Outcome:
        if self._context.surat:
            await self._context.surat.register.settle(permohonan)
        bahan = await self._context.bahan_kabar()
        return Outcome(
            kiriman=kiriman_langkah(permohonan, urutan, sop, bahan),
            jawaban=jawaban_diterapkan(penarikan, permohonan, ulangan=ulangan),
        )
