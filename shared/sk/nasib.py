"""What becomes of a number when its case has moved on: one rule for the worker that moved it, for
the repair after a crash, and for the audit."""

from datetime import datetime

from shared.permohonan import Permohonan
from shared.sk.model import NomorSk, batal, terbit
from shared.tindakan import Tindakan

_SEBAB = {
    "ditolak": "permohonan ditolak sebelum SK ditandatangani",
    "ditarik": "permohonan ditarik pemohon sebelum SK ditandatangani",
}


def mungkin_bernomor(permohonan: Permohonan) -> bool:
    """Whether the case was ever at the step that draws numbers: others need not be looked up."""
    return any(satu.tindakan is Tindakan.TANDA_TANGANI for satu in permohonan.riwayat)


def nasib(satu: NomorSk, permohonan: Permohonan, pada: datetime) -> NomorSk | None:
    """The entry as it should be; None where it is as it should be already."""
    if satu.status != "terambil":
        return None
    berkas = {hasil.berkas.berkas_id for hasil in permohonan.hasil if hasil.berkas}
    if satu.berkas_id in berkas:
        return terbit(satu, pada)
    if permohonan.status in _SEBAB:
        return batal(satu, _SEBAB[permohonan.status], pada)
    return None
