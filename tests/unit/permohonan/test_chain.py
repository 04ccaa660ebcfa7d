"""A changed past shows."""

from collections.abc import Callable

import pytest

from shared.errors import RiwayatRusak
from shared.permohonan import Entri, Permohonan, periksa_rantai, segel
from tests.builders import Perjalanan


def dengan_entri(p: Permohonan, posisi: int, baru: Entri) -> Permohonan:
    riwayat = (*p.riwayat[:posisi], baru, *p.riwayat[posisi + 1 :])
    return p.model_copy(update={"riwayat": riwayat})


KERUSAKAN: dict[str, Callable[[Permohonan], Permohonan]] = {
    "a note was changed": lambda p: dengan_entri(
        p, 2, p.riwayat[2].model_copy(update={"catatan": "diubah"})
    ),
    "a note was changed and the entry sealed again": lambda p: dengan_entri(
        p, 2, segel(p.riwayat[2].model_copy(update={"catatan": "diubah"}))
    ),
    "an officer was exchanged": lambda p: dengan_entri(
        p, 3, p.riwayat[3].model_copy(update={"oleh": None})
    ),
    "an entry was taken out": lambda p: p.model_copy(
        update={"riwayat": p.riwayat[:2] + p.riwayat[3:]}
    ),
    "the last entry was cut off": lambda p: p.model_copy(update={"riwayat": p.riwayat[:-1]}),
    "two entries changed places": lambda p: p.model_copy(
        update={"riwayat": (p.riwayat[1], p.riwayat[0], *p.riwayat[2:])}
    ),
    "the history was given to another nomor": lambda p: p.model_copy(
        update={"nomor": "IKP-2026-999999"}
    ),
    "the history was put under another SOP version": lambda p: p.model_copy(
        update={"sop_versi": "0" * 64}
    ),
}


@pytest.mark.parametrize("rusak", KERUSAKAN.values(), ids=KERUSAKAN.keys())
def test_tampering_is_found(rusak: Callable[[Permohonan], Permohonan]) -> None:
    utuh = Perjalanan().sampai(6).permohonan
    periksa_rantai(utuh)
    with pytest.raises(RiwayatRusak, match=r"IKP-2026-"):
        periksa_rantai(rusak(utuh))
