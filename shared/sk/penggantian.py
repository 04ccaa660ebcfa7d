"""An SK that another is to take the place of: to renew it, or to put it right."""

from shared.contracts.messages import Pengajuan
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk


def dapat_diganti(
    lama: NomorSk | None, pemilik: Permohonan | None, baru: Permohonan | Pengajuan
) -> bool:
    """Whether the SK is in force (its term may be over: then it is renewed late), of the same SOP,
    and of the same applicant or institution. `pemilik` is the case that it came of."""
    if lama is None or pemilik is None or not lama.hidup or lama.sop != baru.sop:
        return False
    return pemilik.pemohon.nik == baru.pemohon.nik or _sama(pemilik.lembaga.nama, baru.lembaga.nama)


def _sama(satu: str, dua: str) -> bool:
    return " ".join(satu.casefold().split()) == " ".join(dua.casefold().split())
