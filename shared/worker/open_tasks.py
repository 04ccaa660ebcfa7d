"""MintaTugas: a tool that lost its tasks, or was set up anew, is shown what is open at its desk."""

from collections.abc import Sequence

from shared.contracts import DaftarTugas, MintaTugas, Tugas
from shared.contracts.reading import UKURAN_PESAN_MAKS_BYTES
from shared.errors import Ditolak, KodeTolak
from shared.permohonan import Permohonan
from shared.worker.context import WorkerContext
from shared.worker.dossiers import task_of
from shared.worker.outcome import Outcome, jawaban_ditolak

UKURAN_DAFTAR_BYTES = UKURAN_PESAN_MAKS_BYTES // 2
"""Of the tasks in one answer, which is a message like another."""


class OpenTasksHandler:
    """Reads and changes nothing. The answer goes to the one who asked alone: other tools of the
    desk, which share its queue, get no task twice."""

    def __init__(self, context: WorkerContext) -> None:
        self._context = context

    async def __call__(self, minta: MintaTugas) -> Outcome:
        try:
            semua = await self._permohonan(minta)
        except Ditolak as tolak:
            return Outcome(jawaban=jawaban_ditolak(minta.permintaan_id, tolak), ditolak=tolak)
        return Outcome(daftar=await self._daftar(minta, semua))

    async def _permohonan(self, minta: MintaTugas) -> Sequence[Permohonan]:
        """One more than wanted, where there are more."""
        context = self._context
        if minta.pelaksana != context.pelaksana:
            raise Ditolak(
                KodeTolak.BUKAN_WEWENANG,
                f"tugas {minta.pelaksana} tidak diminta melalui antrean {context.pelaksana}",
            )
        if minta.permohonan_id is None:
            return await context.permohonan.open_at(
                context.pelaksana, minta.setelah, minta.paling_banyak + 1
            )
        permohonan = await context.permohonan.find(minta.permohonan_id)
        if permohonan is None:
            raise Ditolak(
                KodeTolak.PERMOHONAN_TIDAK_DIKENAL,
                f"permohonan_id: {minta.permohonan_id} tidak dikenal",
            )
        return (permohonan,)

    async def _daftar(self, minta: MintaTugas, semua: Sequence[Permohonan]) -> DaftarTugas:
        tugas: list[Tugas] = []
        ukuran, lanjut = 0, False
        for permohonan in semua:
            terbuka = permohonan.langkah
            if terbuka is None or terbuka.pelaksana != self._context.pelaksana:
                continue
            _, satu = await task_of(self._context, permohonan, terbuka)
            ukuran += len(satu.ke_json())
            if tugas and (ukuran > UKURAN_DAFTAR_BYTES or len(tugas) == minta.paling_banyak):
                lanjut = True
                break
            tugas.append(satu)
        return DaftarTugas(
            menjawab=minta.permintaan_id,
            pelaksana=self._context.pelaksana,
            tugas=tuple(tugas),
            lanjut=tugas[-1].permohonan_id if lanjut else None,
        )
