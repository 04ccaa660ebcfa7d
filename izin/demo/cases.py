"""What is special about an application, and how that is shared out among the SOPs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from izin.demo.routes import Belokan, belokan_sop, pemeriksa_dokumen
from izin.demo.slowness import (
    Lambat,
    dokumen_yang_sama_lagi,
    lambat_biasa,
    nyaris_lewat_lalu_kembali,
    pemohon_lama,
)
from shared.sop.model import Sop

Ragam = Literal["mulus", "lambat", "tidak lengkap", "dokumen salah", "berbelok"]

# So few applications that all would meet an obstacle would show no ordinary day.
_BAGIAN_BERMASALAH = (3, 5)


@dataclass(frozen=True)
class Kasus:
    """What is special about an application; codes of persyaratan in `hilang` and `salah`.

    `bandel`: what is wrong is brought unchanged a second time. `lambat`: who takes their time.
    """

    ragam: Ragam = "mulus"
    hilang: tuple[str, ...] = ()
    salah: tuple[str, ...] = ()
    bandel: bool = False
    belokan: Belokan | None = None
    lambat: Lambat = ()


MULUS = Kasus()


def kasus_menurut_sop(sop: list[Sop], jumlah: int) -> dict[str, Iterator[Kasus]]:
    """For each SOP the cases of its applications, without end; `jumlah`: of all together."""
    kasus = _bagi_kasus(sop)
    return {
        satu.kode: _selang_seling(
            kasus[satu.kode], _jatah(len(range(ke, jumlah, len(sop)))), lambat_biasa(satu, ke)
        )
        for ke, satu in enumerate(sop)
    }


def _bagi_kasus(sop: list[Sop]) -> dict[str, list[Kasus]]:
    """Each kind of route goes to one of the SOPs that have it, the least burdened one."""
    dokumen = {satu.kode: _kasus_dokumen(satu, putar=ke) for ke, satu in enumerate(sop)}
    rute: dict[str, list[Kasus]] = {satu.kode: [] for satu in sop}
    for pemilik in _belokan_menurut_kunci(sop).values():
        terlonggar = min(pemilik, key=lambda kode: len(rute[kode]))
        rute[terlonggar].append(Kasus("berbelok", belokan=pemilik[terlonggar]))
    # A few applications must already show a bit of everything.
    return {k: [*dokumen[k][:1], *rute[k][:2], *dokumen[k][1:], *rute[k][2:]] for k in rute}


def _belokan_menurut_kunci(sop: list[Sop]) -> dict[tuple[str, str, str], dict[str, Belokan]]:
    kumpulan: dict[tuple[str, str, str], dict[str, Belokan]] = {}
    for satu in sop:
        for belokan in belokan_sop(satu):
            kumpulan.setdefault(belokan.kunci, {})[satu.kode] = belokan
    return kumpulan


def _kasus_dokumen(sop: Sop, putar: int) -> list[Kasus]:
    """An incomplete submission, one with a wrong file, and one with both, where a verifier can
    send it back; in each of them the clock is tried in another way."""
    wajib = [satu.kode for satu in sop.persyaratan if satu.wajib]
    if not wajib or pemeriksa_dokumen(sop) is None:
        return []
    kasus = [
        Kasus("tidak lengkap", hilang=(wajib[-1],), lambat=nyaris_lewat_lalu_kembali(sop)),
        Kasus("dokumen salah", salah=(wajib[0],), bandel=True, lambat=dokumen_yang_sama_lagi(sop)),
        Kasus(
            "tidak lengkap",
            hilang=(wajib[0],),
            salah=tuple(wajib[1:2]),
            lambat=pemohon_lama(sop),
        ),
    ]
    return kasus[putar % 3 :] + kasus[: putar % 3]


def _jatah(jumlah: int) -> int:
    """How many of so many applications may meet an obstacle."""
    atas, bawah = _BAGIAN_BERMASALAH
    return -(-jumlah * atas // bawah)


def _selang_seling(kasus: list[Kasus], jatah: int, lambat: list[Lambat]) -> Iterator[Kasus]:
    """One with an obstacle, one without, and of these every other one with somebody slow; then
    only quiet ones."""
    sisa = iter(lambat)
    for ke, satu in enumerate(kasus[:jatah]):
        yield satu
        yield _yang_lambat(next(sisa, ())) if ke % 2 == 0 else MULUS
    for lagi in sisa:
        yield _yang_lambat(lagi)
        yield MULUS
    for _ in count():
        yield MULUS


def _yang_lambat(lambat: Lambat) -> Kasus:
    return Kasus("lambat", lambat=lambat) if lambat else MULUS
