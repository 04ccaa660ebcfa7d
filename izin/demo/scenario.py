"""What happens to which application, planned from the SOPs alone: no SOP and no step is named.

Every route of the SOPs that is no plain acceptance is taken by some application, as far as
there are applications enough.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Literal

from izin.demo.material.people import Profil, buat_profil
from shared.permohonan import id_permohonan
from shared.sop.model import Langkah, Rute, Sop
from shared.tindakan import Akhir, NilaiPutusan, Tindakan

Ragam = Literal["mulus", "tidak lengkap", "dokumen salah", "berbelok"]

# So few applications that all would meet an obstacle would show no ordinary day.
_BAGIAN_BERMASALAH = (3, 5)


@dataclass(frozen=True)
class Belokan:
    """A route other than acceptance that an officer takes when the step is opened first."""

    langkah: int
    pelaksana: str
    tindakan: Tindakan
    putusan: NilaiPutusan
    ke: int | Akhir

    @property
    def kunci(self) -> tuple[str, str, str]:
        """By this the same route is known in different SOPs."""
        return (self.pelaksana, self.tindakan, self.putusan)


@dataclass(frozen=True)
class Kasus:
    """What is special about an application; codes of persyaratan in `hilang` and `salah`."""

    ragam: Ragam = "mulus"
    hilang: tuple[str, ...] = ()
    salah: tuple[str, ...] = ()
    belokan: Belokan | None = None


@dataclass(frozen=True)
class Skenario:
    no: int
    sop: Sop
    profil: Profil
    pengajuan_id: str
    kasus: Kasus = Kasus()
    kirim_dua_kali: bool = False

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
    """`jumlah` applications over the SOPs in turn; one of the quiet ones is submitted twice."""
    sop = list(katalog.values())
    kasus = _bagi_kasus(sop)
    antre = [_selang_seling(kasus[satu.kode], _jatah(rencana, sop, satu)) for satu in sop]
    semua = [
        Skenario(
            no=no,
            sop=sop[(no - 1) % len(sop)],
            profil=buat_profil(rencana.benih, no, rencana.tanggal),
            pengajuan_id=f"demo-{rencana.tanda}-{no:04d}",
            kasus=next(antre[(no - 1) % len(sop)]),
        )
        for no in range(1, rencana.jumlah + 1)
    ]
    return _satu_dua_kali(semua)


def jalan_lurus(sop: Sop) -> Iterator[Langkah]:
    """The steps that an application passes when everybody accepts."""
    ke: int | Akhir = sop.langkah_pertama.no
    while isinstance(ke, int):
        langkah = sop.langkah_ke(ke)
        yield langkah
        terima = langkah.rute_untuk("terima")
        ke = terima.ke if terima else "selesai"


def kembali_ke_pemohon(sop: Sop, rute: Rute) -> bool:
    return isinstance(rute.ke, int) and sop.langkah_ke(rute.ke).tindakan is Tindakan.AJUKAN


def belokan_sop(sop: Sop) -> tuple[Belokan, ...]:
    """Routes that need an officer to decide otherwise; refusals first. A verifier's return to
    the applicant is left out: the documents themselves bring it about."""
    semua = [
        Belokan(langkah.no, langkah.pelaksana, langkah.tindakan, rute.putusan, rute.ke)
        for langkah in jalan_lurus(sop)
        for rute in langkah.rute
        if rute.putusan != "terima" and not _oleh_dokumen(sop, langkah, rute)
    ]
    return tuple(sorted(semua, key=lambda b: (b.ke != "ditolak", -b.langkah)))


def _oleh_dokumen(sop: Sop, langkah: Langkah, rute: Rute) -> bool:
    return langkah.tindakan is Tindakan.VERIFIKASI and kembali_ke_pemohon(sop, rute)


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
    send it back."""
    wajib = [satu.kode for satu in sop.persyaratan if satu.wajib]
    dikembalikan = any(
        _oleh_dokumen(sop, langkah, rute) for langkah in jalan_lurus(sop) for rute in langkah.rute
    )
    if not wajib or not dikembalikan:
        return []
    kasus = [
        Kasus("tidak lengkap", hilang=(wajib[-1],)),
        Kasus("dokumen salah", salah=(wajib[0],)),
        Kasus("tidak lengkap", hilang=(wajib[0],), salah=tuple(wajib[1:2])),
    ]
    return kasus[putar % 3 :] + kasus[: putar % 3]


def _jatah(rencana: Rencana, sop: list[Sop], satu: Sop) -> int:
    """How many of this SOP's applications may meet an obstacle."""
    jumlah = len(range(sop.index(satu), rencana.jumlah, len(sop)))
    atas, bawah = _BAGIAN_BERMASALAH
    return -(-jumlah * atas // bawah)


def _selang_seling(kasus: list[Kasus], jatah: int) -> Iterator[Kasus]:
    """One with an obstacle, one without; then only quiet ones."""
    for satu in kasus[:jatah]:
        yield satu
        yield Kasus()
    for _ in count():
        yield Kasus()


def _satu_dua_kali(semua: list[Skenario]) -> tuple[Skenario, ...]:
    ragam = [satu.kasus.ragam for satu in semua]
    ke = ragam.index("mulus") if "mulus" in ragam else 0
    semua[ke] = replace(semua[ke], kirim_dua_kali=True)
    return tuple(semua)
