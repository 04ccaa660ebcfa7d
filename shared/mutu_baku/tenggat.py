"""The dates by which an applicant can tell whether the office is in time."""

from datetime import date, datetime
from typing import NamedTuple

from shared.kalender.model import Kalender
from shared.mutu_baku.batasan import batasan_langkah, batasan_seluruhnya
from shared.mutu_baku.fiktif_positif import fiktif_positif
from shared.mutu_baku.tempuh import bukaan, seluruhnya, tempuh_terbuka
from shared.permohonan import Permohonan
from shared.sop.model import Sop


class Tenggat(NamedTuple):
    """When the open step and the whole are due, and the last day of the law. None where nothing
    runs: the whole stands still while the applicant has it."""

    langkah: datetime | None = None
    keseluruhan: datetime | None = None
    fiktif_positif: date | None = None


def tenggat(permohonan: Permohonan, sop: Sop, kalender: Kalender) -> Tenggat:
    """Of the application as it stands."""
    terbuka = tempuh_terbuka(permohonan, sop)
    if terbuka is None:
        return Tenggat()
    semua = bukaan(permohonan, sop)
    seluruh = seluruhnya(semua, sop)
    batas = batasan_seluruhnya(seluruh, semua).hitung(kalender) if seluruh else None
    hukum = fiktif_positif(permohonan, sop, kalender)
    return Tenggat(
        langkah=batasan_langkah(terbuka).hitung(kalender).jatuh_tempo,
        keseluruhan=batas.jatuh_tempo if batas else None,
        fiktif_positif=hukum.terakhir if hukum else None,
    )
