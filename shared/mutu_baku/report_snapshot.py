"""An application as it stood before an instant.

A report of a month is made of this: what happened later must not change the figures of a month
that is past.
"""

from datetime import datetime

from shared.permohonan import Entri, LangkahTerbuka, Permohonan


def sebelum(permohonan: Permohonan, saat: datetime) -> Permohonan | None:
    """None when it was not submitted before that instant."""
    riwayat = permohonan.riwayat
    tertutup = tuple(entri for entri in riwayat if entri.ditutup_pada < saat)
    if not tertutup:
        return None
    if len(tertutup) == len(riwayat):
        return permohonan
    return permohonan.model_copy(
        update={
            "riwayat": tertutup,
            "urutan": len(tertutup),
            "status": "berjalan",
            "langkah": _terbuka(riwayat[len(tertutup)], tertutup[-1]),
        }
    )


def _terbuka(entri: Entri, sebelumnya: Entri) -> LangkahTerbuka:
    return LangkahTerbuka(
        no=entri.langkah,
        putaran=entri.putaran,
        pelaksana=entri.pelaksana,
        dibuka_pada=entri.dibuka_pada,
        perbaikan=sebelumnya.perbaikan,
        catatan=sebelumnya.catatan,
    )
