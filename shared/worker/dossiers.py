"""Berkas: an application has come to this desk, and its officers get a task."""

from shared.alur import berkas_terkini, kiriman_tugas, susun_tugas
from shared.contracts import Berkas, Tugas
from shared.desk import Perkara
from shared.errors import Ditolak, KodeTolak
from shared.mutu_baku.jaga import tenggat_terbuka
from shared.permohonan import LangkahTerbuka, Permohonan
from shared.worker.context import WorkerContext
from shared.worker.outcome import Outcome


class DossierHandler:
    """Writes nothing: the step was opened by the decision that closed the one before.

    A Berkas whose step is closed already (delivered twice, or republished) is dropped: by the
    store, never by memory. Where this very process wrote the step that the Berkas speaks of, a
    moment ago, the task is made of the state written, without a read. Should it have been decided
    elsewhere within that moment, this is no worse than a step that is decided right after a read: a
    task changes nothing, and the decision upon it is compared with the store.
    """

    def __init__(self, context: WorkerContext) -> None:
        self._context = context

    async def __call__(self, berkas: Berkas) -> Outcome:
        tertulis = self._context.last_seen.take_written(berkas.permohonan_id)
        terbuka = tertulis and _terbuka(berkas, tertulis)
        if tertulis and terbuka and terbuka.pelaksana == self._context.pelaksana:
            return await self._tugaskan(tertulis, terbuka)
        return await self.again(berkas)

    async def again(self, berkas: Berkas) -> Outcome:
        """By the store alone: for a Berkas that was delivered before."""
        permohonan = await self._context.permohonan.find(berkas.permohonan_id)
        if permohonan is None:
            return _asing(
                KodeTolak.PERMOHONAN_TIDAK_DIKENAL,
                f"permohonan_id: {berkas.permohonan_id} tidak dikenal",
            )
        terbuka = _terbuka(berkas, permohonan)
        if terbuka is None:
            return Outcome()
        if terbuka.pelaksana != self._context.pelaksana:
            return _asing(
                KodeTolak.BUKAN_WEWENANG,
                f"langkah {terbuka.no} adalah wewenang {terbuka.pelaksana}",
            )
        return await self._tugaskan(permohonan, terbuka)

    async def _tugaskan(self, permohonan: Permohonan, terbuka: LangkahTerbuka) -> Outcome:
        perkara, tugas = await task_of(self._context, permohonan, terbuka)
        self._context.last_seen.remember(permohonan)
        return Outcome(kiriman=(kiriman_tugas(perkara, terbuka, tugas),))


async def task_of(
    context: WorkerContext, permohonan: Permohonan, terbuka: LangkahTerbuka
) -> tuple[Perkara, Tugas]:
    """Of the open step, as it is now."""
    sop = (await context.sop.version(permohonan.sop_versi)).sop
    perkara = Perkara(permohonan, sop, sop.langkah_ke(terbuka.no))
    aturan = context.aturan[perkara.langkah.tindakan]
    tenggat = tenggat_terbuka(permohonan, sop, await context.kalender.berlaku())
    surat = await context.surat.offered(perkara, terbuka) if context.surat else None
    return perkara, susun_tugas(perkara, terbuka, aturan, tenggat, surat, nama=context.nama)


def _terbuka(berkas: Berkas, permohonan: Permohonan) -> LangkahTerbuka | None:
    return permohonan.langkah if berkas_terkini(berkas, permohonan) else None


def _asing(kode: KodeTolak, alasan: str) -> Outcome:
    return Outcome(ditolak=Ditolak(kode, alasan), simpan=True)
