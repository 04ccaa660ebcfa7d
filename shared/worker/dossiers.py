"""Berkas: an application has come to this desk, and its officers get a task."""

from shared import topology
from shared.alur import Kiriman, berkas_terkini, susun_tugas
from shared.contracts import Berkas
from shared.desk import Perkara
from shared.errors import Ditolak, KodeTolak
from shared.mutu_baku.watch import tenggat_terbuka
from shared.worker.context import WorkerContext
from shared.worker.outcome import Outcome


class DossierHandler:
    """Writes nothing: the step was opened by the decision that closed the one before.

    A Berkas whose step is closed already (delivered twice, or republished) is dropped.
    """

    def __init__(self, context: WorkerContext) -> None:
        self._context = context

    async def __call__(self, berkas: Berkas) -> Outcome:
        permohonan = await self._context.permohonan.find(berkas.permohonan_id)
        if permohonan is None:
            return _asing(
                KodeTolak.PERMOHONAN_TIDAK_DIKENAL,
                f"permohonan_id: {berkas.permohonan_id} tidak dikenal",
            )
        terbuka = permohonan.langkah
        if terbuka is None or not berkas_terkini(berkas, permohonan):
            return Outcome()
        if terbuka.pelaksana != self._context.pelaksana:
            return _asing(
                KodeTolak.BUKAN_WEWENANG,
                f"langkah {terbuka.no} adalah wewenang {terbuka.pelaksana}",
            )
        sop = (await self._context.sop.version(permohonan.sop_versi)).sop
        perkara = Perkara(permohonan, sop, sop.langkah_ke(terbuka.no))
        aturan = self._context.aturan[perkara.langkah.tindakan]
        tenggat = tenggat_terbuka(permohonan, sop, await self._context.kalender.berlaku())
        kunci = topology.antrean_tugas(terbuka.pelaksana)
        kiriman = Kiriman(
            exchange=topology.EXCHANGE_IZIN,
            kunci=kunci,
            pesan=susun_tugas(perkara, terbuka, aturan, tenggat),
            message_id=topology.id_pesan(permohonan.id, terbuka.no, terbuka.putaran, kunci),
            correlation_id=str(permohonan.id),
            saat=terbuka.dibuka_pada,
        )
        self._context.last_seen.remember(permohonan)
        return Outcome(kiriman=(kiriman,))


def _asing(kode: KodeTolak, alasan: str) -> Outcome:
    return Outcome(ditolak=Ditolak(kode, alasan), simpan=True)
