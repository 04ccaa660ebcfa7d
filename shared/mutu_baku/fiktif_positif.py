"""Fiktif positif: by law an application that is not decided in time counts as granted. The last day
for deciding is shown next to the limits of the SOP. It is shown, never acted on.

How it is counted, and why: docs/decisions/0034-fiktif-positif.md.
"""

from datetime import date, datetime, time
from typing import NamedTuple

from shared.kalender.hitung import hari_kerja_setelah, masih_sementara
from shared.kalender.model import Kalender
from shared.permohonan import Entri, Permohonan
from shared.sop.model import FiktifPositif, Sop
from shared.sop.waktu import Waktu
from shared.tindakan import Tindakan

UMUM = FiktifPositif(
    waktu=Waktu.model_validate("5 Hari"),
    dasar="UU Nomor 30 Tahun 2014 Pasal 53 sebagaimana diubah dengan UU Nomor 6 Tahun 2023",
)
"""Where rules set no limit. For an SOP whose file does not say otherwise."""


class BatasHukum(NamedTuple):
    """`terakhir` is the last day on which to decide; `sementara`: it may still move, because the
    calendar is not sure of a day on the way."""

    diterima_lengkap: datetime
    terakhir: date
    sementara: bool
    aturan: FiktifPositif


def fiktif_positif(permohonan: Permohonan, sop: Sop, kalender: Kalender) -> BatasHukum | None:
    """None while the application is not complete, and once the office has decided."""
    lengkap = _diterima_lengkap(permohonan, sop)
    if lengkap is None or _tidak_berjalan(permohonan, sop):
        return None
    aturan = sop.fiktif_positif or UMUM
    diterima = kalender.tanggal(lengkap)
    terakhir = hari_kerja_setelah(kalender, diterima, aturan.waktu.jumlah)
    tengah_malam = datetime.combine(terakhir, time(), kalender.zona)
    sementara = masih_sementara(kalender, lengkap, tengah_malam)
    return BatasHukum(lengkap, terakhir, sementara, aturan)


def _diterima_lengkap(permohonan: Permohonan, sop: Sop) -> datetime | None:
    """When the applicant's last submission was first found complete. It stays complete while the
    desks send it to each other; a return to the applicant says that it is not.
    """
    diverifikasi = any(langkah.tindakan is Tindakan.VERIFIKASI for langkah in sop.langkah)
    lengkap: datetime | None = None
    for entri in permohonan.riwayat:
        if entri.pengajuan:
            lengkap = None if diverifikasi else entri.ditutup_pada
        elif lengkap is None and _diterima(entri):
            lengkap = entri.ditutup_pada
    return lengkap


def _diterima(entri: Entri) -> bool:
    return entri.tindakan is Tindakan.VERIFIKASI and entri.putusan == "terima"


def _tidak_berjalan(permohonan: Permohonan, sop: Sop) -> bool:
    """Ended, handed over, or not with the office at all."""
    if permohonan.langkah is None:
        return True
    terbuka = sop.langkah_ke(permohonan.langkah.no).tindakan
    return terbuka in (Tindakan.AJUKAN, Tindakan.SERAHKAN)
