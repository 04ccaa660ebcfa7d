"""A revocation takes two officers: one proposes it, another approves it."""

from datetime import datetime

from shared.contracts.parts import Petugas
from shared.permohonan.wewenang import Wewenang
from shared.petugas.orang import pengenal_baku
from shared.sk.model import LangkahCabut, NomorSk, ubah


class PencabutanDitolak(ValueError):
    """The sentence says why."""


def usulkan(satu: NomorSk, langkah: LangkahCabut) -> NomorSk:
    """Raises `PencabutanDitolak` where there is nothing to revoke, or a proposal already."""
    _hidup(satu)
    if ada := satu.usul_cabut:
        raise PencabutanDitolak(
            f"pencabutan SK nomor {satu.nomor} sudah diusulkan {ada.oleh.nama}: {ada.alasan}"
        )
    if not (langkah.alasan and langkah.dasar):
        raise PencabutanDitolak("pencabutan harus beralasan dan berdasar")
    return _tambah(satu, langkah)


def setujui(satu: NomorSk, oleh: Petugas, wewenang: Wewenang | None, pada: datetime) -> NomorSk:
    """Revoked from now on. Raises `PencabutanDitolak` where nobody proposed it, or whoever
    proposed it wants to approve it too."""
    usul = _usul(satu)
    if pengenal_baku(usul.oleh.id) == pengenal_baku(oleh.id):
        raise PencabutanDitolak(
            f"pencabutan SK nomor {satu.nomor} diusulkan {usul.oleh.nama} sendiri: yang menyetujui"
            " harus petugas lain"
        )
    langkah = LangkahCabut(jenis="setuju", oleh=oleh, pada=pada, wewenang=wewenang)
    return _tambah(satu, langkah, status="dicabut", alasan=usul.alasan)


def batalkan(satu: NomorSk, langkah: LangkahCabut) -> NomorSk:
    """The proposal is taken back; the SK stays in force. Raises `PencabutanDitolak` where there is
    none."""
    _usul(satu)
    return _tambah(satu, langkah)


def _hidup(satu: NomorSk) -> None:
    if satu.status == "terambil":
        raise PencabutanDitolak(f"SK nomor {satu.nomor} belum terbit")
    if not satu.hidup:
        raise PencabutanDitolak(f"nomor {satu.nomor} sudah {satu.status}")


def _usul(satu: NomorSk) -> LangkahCabut:
    _hidup(satu)
    if satu.usul_cabut is None:
        raise PencabutanDitolak(f"tidak ada usul pencabutan SK nomor {satu.nomor}")
    return satu.usul_cabut


def _tambah(satu: NomorSk, langkah: LangkahCabut, **isi: str) -> NomorSk:
    return ubah(satu, langkah.pada, pencabutan=(*satu.pencabutan, langkah), **isi)
