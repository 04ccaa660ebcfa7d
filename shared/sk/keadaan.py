"""What a number of the register is worth on a day: for lists, and as a sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from shared.sk.model import NomorSk, berakhir
from shared.surat.data import tanggal_panjang

Keadaan = Literal["terambil", "berlaku", "berakhir", "batal", "dicabut", "diganti"]

ARTI: Mapping[Keadaan, str] = {
    "terambil": "diambil, SK-nya belum terbit",
    "berlaku": "berlaku",
    "berakhir": "masa berlakunya sudah lewat",
    "batal": "tidak pernah menjadi SK",
    "dicabut": "dicabut",
    "diganti": "diganti SK lain",
}
"""All there are."""


def keadaan(satu: NomorSk, hari: date) -> Keadaan:
    """The status, and `berakhir` where the term is over."""
    if satu.status == "berlaku" and berakhir(satu, hari):
        return "berakhir"
    return satu.status


def sisa_hari(satu: NomorSk, hari: date) -> int | None:
    """Days until its last one, 0 on that day. None for one that is not in force, or does not
    end."""
    if keadaan(satu, hari) != "berlaku" or satu.berlaku_sampai is None:
        return None
    return (satu.berlaku_sampai - hari).days


def kalimat(satu: NomorSk, hari: date) -> str:
    """ "berlaku sampai dengan 29 November 2031", "batal: permohonan ditarik pemohon"."""
    kini = keadaan(satu, hari)
    if kini == "terambil":
        return "ditandatangani, belum terbit" if satu.berkas_id else "diambil, belum ditandatangani"
    if kini == "berlaku":
        return f"berlaku {_sampai(satu)}{_usul(satu)}"
    if kini == "berakhir":
        return f"berakhir; berlaku {_sampai(satu)}{_usul(satu)}"
    if kini == "diganti":
        return f"diganti SK nomor {satu.pengganti}"
    sebutan = "dilewati" if kini == "batal" and satu.permohonan_id is None else kini
    return f"{sebutan}: {satu.alasan}"


def _sampai(satu: NomorSk) -> str:
    if satu.berlaku_sampai is None:
        return "tanpa batas waktu"
    return f"sampai dengan {tanggal_panjang(satu.berlaku_sampai)}"


def _usul(satu: NomorSk) -> str:
    return "; pencabutannya diusulkan" if satu.usul_cabut else ""
