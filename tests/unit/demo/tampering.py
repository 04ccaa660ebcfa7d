"""Changing a past on purpose, the chain sealed anew: only the check that is meant can see it."""

from collections.abc import Callable
from typing import Any

from shared.permohonan import Entri, Permohonan, akar, segel

Ubah = Callable[[Permohonan], Permohonan]


def segel_ulang(permohonan: Permohonan, riwayat: tuple[Entri, ...]) -> Permohonan:
    sebelum = akar(permohonan.id, permohonan.nomor, permohonan.sop, permohonan.sop_versi)
    baru: list[Entri] = []
    for urutan, entri in enumerate(riwayat):
        baru.append(segel(entri.model_copy(update={"urutan": urutan, "digest_sebelum": sebelum})))
        sebelum = baru[-1].digest
    return permohonan.model_copy(update={"riwayat": tuple(baru), "urutan": len(baru)})


def ubah_entri(urutan: int, **ubah: Any) -> Ubah:
    """One entry says something else."""

    def ubahlah(permohonan: Permohonan) -> Permohonan:
        riwayat = list(permohonan.riwayat)
        riwayat[urutan] = riwayat[urutan].model_copy(update=ubah)
        return segel_ulang(permohonan, tuple(riwayat))

    return ubahlah


def ubah_hasil(urutan: int, **ubah: Any) -> Ubah:
    """The first output of one entry is something else."""

    def ubahlah(permohonan: Permohonan) -> Permohonan:
        pertama, *lain = permohonan.riwayat[urutan].hasil
        hasil = (pertama.model_copy(update=ubah), *lain)
        return ubah_entri(urutan, hasil=hasil)(permohonan)

    return ubahlah


def tanpa_entri(urutan: int) -> Ubah:
    def ubahlah(permohonan: Permohonan) -> Permohonan:
        riwayat = permohonan.riwayat
        return segel_ulang(permohonan, (*riwayat[:urutan], *riwayat[urutan + 1 :]))

    return ubahlah


def ubah(**isi: Any) -> Ubah:
    return lambda permohonan: permohonan.model_copy(update=isi)
