"""Two decisions by who may not make them, tried on purpose before the right one is sent."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from izin.demo.register import petugas_demo, wakil_penyetuju
from izin.demo.scenario import Skenario
from shared.contracts import Putusan, Tugas
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


class Percobaan(NamedTuple):
    """A decision, and the code it has to be refused with."""

    putusan: Putusan
    kode: KodeTolak


def korban(semua: Iterable[Skenario]) -> Skenario | None:
    """The first application that comes to its decree; None where none does, or where the SOP does
    not have the acts that are tried."""
    return next(
        (s for s in semua if s.akhir == "selesai" and wakil_penyetuju(s.sop) is not None), None
    )


def harus_ditolak(semua: Iterable[Skenario]) -> frozenset[str]:
    sasaran = korban(semua)
    if sasaran is None:
        return frozenset()
    tindakan = {langkah.tindakan for langkah in sasaran.sop.langkah}
    tanda = [KodeTolak.DI_LUAR_MANDAT] if Tindakan.TANDA_TANGANI in tindakan else []
    return frozenset({KodeTolak.DRAF_SENDIRI, *tanda})


def percobaan(
    putusan: Putusan, tugas: Tugas, skenario: Skenario, benih: int
) -> Iterator[Percobaan]:
    """The author of the draft, acting for the first to approve, approves it; and the first to
    approve signs, without any mandate."""
    wakil = wakil_penyetuju(skenario.sop)
    if wakil is None or putusan.putusan != "terima":
        return
    if (tugas.tindakan, tugas.pelaksana) == (Tindakan.SETUJUI, wakil.sebagai):
        yield _oleh(putusan, wakil.peran, benih, KodeTolak.DRAF_SENDIRI)
    if tugas.tindakan is Tindakan.TANDA_TANGANI:
        yield _oleh(putusan, wakil.sebagai, benih, KodeTolak.DI_LUAR_MANDAT)


def _oleh(putusan: Putusan, peran: str, benih: int, kode: KodeTolak) -> Percobaan:
    lain = {"petugas": petugas_demo(benih, peran), "putusan_id": f"{putusan.putusan_id}-coba"}
    return Percobaan(putusan.model_copy(update=lain), kode)
