"""What happens to which application, planned from the SOPs alone: no SOP and no step is named.

Every route of the SOPs that is no plain acceptance is taken by some application, as far as
there are applications enough.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Literal

from izin.demo.kelambatan import (
    Belokan,
    Lambat,
    Peringatan,
    belokan_sop,
    dokumen_yang_sama_lagi,
    lambat_biasa,
    nyaris_lewat_lalu_kembali,
    pemeriksa_dokumen,
    pemohon_lama,
)
from izin.demo.material.profil import Profil, buat_profil
from shared.permohonan import id_permohonan
from shared.sop.model import Sop
from shared.tindakan import Akhir

# What is special about an application, and how that is shared out among the SOPs.
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


_GELOMBANG = 5
_ANTARA_GELOMBANG = timedelta(minutes=12)
_MULAI = timedelta(minutes=5)
_MALAM = timedelta(hours=12, minutes=15)
"""Applicants come in waves in the morning, and one in the evening, when no clock runs."""


@dataclass(frozen=True)
class Skenario:
    """`sesudah`: how long after the first morning began it is submitted."""

    no: int
    sop: Sop
    profil: Profil
    pengajuan_id: str
    kasus: Kasus = MULUS
    sesudah: timedelta = _MULAI
    kirim_dua_kali: bool = False

    @property
    def peringatan(self) -> frozenset[Peringatan]:
        """What the watchdog must announce of it, and, unless a machine is slow, nothing else."""
        return frozenset(p for satu in self.kasus.lambat for p in satu.harus)

    @property
    def permohonan_id(self) -> str:
        return str(id_permohonan(self.pengajuan_id))

    @property
    def akhir(self) -> Akhir:
        """How the application must end."""
        belokan = self.kasus.belokan
        return "ditolak" if belokan and belokan.ke == "ditolak" else "selesai"


@dataclass(frozen=True)
class Rencana:
    """`tanda` makes the keys of this run its own."""

    jumlah: int
    benih: int
    tanggal: date
    tanda: str


def buat_skenario(katalog: Mapping[str, Sop], rencana: Rencana) -> tuple[Skenario, ...]:
    """`jumlah` applications over the SOPs in turn; of the quiet ones one is submitted twice, and
    one in the evening."""
    sop = list(katalog.values())
    antre = list(kasus_menurut_sop(sop, rencana.jumlah).values())
    semua = [
        Skenario(
            no=no,
            sop=sop[(no - 1) % len(sop)],
            profil=buat_profil(rencana.benih, no, rencana.tanggal),
            pengajuan_id=f"demo-{rencana.tanda}-{no:04d}",
            kasus=next(antre[(no - 1) % len(sop)]),
            sesudah=_MULAI + (no - 1) * _GELOMBANG // rencana.jumlah * _ANTARA_GELOMBANG,
        )
        for no in range(1, rencana.jumlah + 1)
    ]
    return _satu_malam(_satu_dua_kali(semua))


def _satu_dua_kali(semua: list[Skenario]) -> list[Skenario]:
    ke = next(_tenang(semua), 0)
    return [replace(s, kirim_dua_kali=True) if i == ke else s for i, s in enumerate(semua)]


def _satu_malam(semua: list[Skenario]) -> tuple[Skenario, ...]:
    """The last quiet one, if there are several."""
    *lain, ke = (-1, *_tenang(semua))
    if len(lain) > 1:
        semua[ke] = replace(semua[ke], sesudah=_MALAM)
    return tuple(semua)


def _tenang(semua: list[Skenario]) -> Iterator[int]:
    return (ke for ke, satu in enumerate(semua) if satu.kasus == MULUS)
