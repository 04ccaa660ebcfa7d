"""What happens to which application, planned from the SOPs alone: no SOP and no step is named.

Every route of the SOPs that is no plain acceptance is taken by some application, as far as
there are applications enough.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from izin.demo.cases import MULUS, Kasus, kasus_menurut_sop
from izin.demo.material.people import Profil, buat_profil
from izin.demo.slowness import Peringatan
from shared.permohonan import id_permohonan
from shared.sop.model import Sop
from shared.tindakan import Akhir

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
