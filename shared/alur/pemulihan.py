"""What must be on its way for an application, derived from its document alone:
for a broker that lost its queues, or some of what was in them."""

from collections.abc import Iterator
from datetime import datetime

from shared import topology
from shared.alur.kabar import TANPA_BAHAN, BahanKabar
from shared.alur.outgoing import Kiriman, kiriman_langkah
from shared.contracts import Berkas, Peristiwa
from shared.permohonan import Entri, Permohonan
from shared.sop.model import Sop


def penanda_terbuka(permohonan: Permohonan) -> tuple[str, ...]:
    """The ids by which the open step may lie in a queue: as Berkas until its worker has taken it,
    as Tugas until an officer has. None for an application that has ended."""
    terbuka = permohonan.langkah
    if terbuka is None:
        return ()
    antrean = (
        topology.antrean_berkas(terbuka.pelaksana),
        topology.antrean_tugas(terbuka.pelaksana),
    )
    return tuple(
        topology.id_pesan(permohonan.id, terbuka.no, terbuka.putaran, satu) for satu in antrean
    )


def kiriman_terbuka(
    permohonan: Permohonan, sop: Sop, bahan: BahanKabar = TANPA_BAHAN
) -> tuple[Kiriman, ...]:
    """What brings the open step to its desk again, and tells the applicant again what opened it:
    whatever lost the one may have lost the other."""
    if permohonan.langkah is None or not permohonan.riwayat:
        return ()
    semua = kiriman_langkah(permohonan, permohonan.urutan - 1, sop, bahan)
    return tuple(satu for satu in semua if not isinstance(satu.pesan, Peristiwa))


def kiriman_kabar(
    permohonan: Permohonan, sop: Sop, sejak: datetime, bahan: BahanKabar = TANPA_BAHAN
) -> Iterator[Kiriman]:
    """Notices to the applicant and facts, of every step closed at `sejak` or later."""
    for entri in permohonan.riwayat:
        if _tercatat(permohonan, entri) >= sejak:
            semua = kiriman_langkah(permohonan, entri.urutan, sop, bahan)
            yield from (satu for satu in semua if not isinstance(satu.pesan, Berkas))


def _tercatat(permohonan: Permohonan, entri: Entri) -> datetime:
    """A submission is closed when the portal published it, and may have waited long in its queue
    before anything followed from it."""
    if entri.urutan == 0:
        return max(entri.ditutup_pada, permohonan.dibuat_pada)
    return entri.ditutup_pada
