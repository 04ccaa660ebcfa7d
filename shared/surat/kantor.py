"""The office's own particulars that its letters show (`kantor.toml` of the folder of letters)."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from shared.contracts.base import KodePelaksana
from shared.sop.text import Kalimat, KalimatAtauKosong, Kode

_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TEMPAT = re.compile(r"\{([^{}]*)\}")
_KENAL = ("urut", "kode", "bulan", "bulan_romawi", "tahun")


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _pola(nilai: str) -> str:
    """Number and year must be in it: a series begins anew each year, and a number names one SK."""
    dasar = {satu.split(":")[0] for satu in _TEMPAT.findall(nilai)}
    if asing := dasar - set(_KENAL):
        raise ValueError(
            f"tempat {{{sorted(asing)[0]}}} tidak dikenal; yang ada: {', '.join(_KENAL)}"
        )
    if not {"urut", "tahun"} <= dasar:
        raise ValueError("pola nomor harus memuat {urut} dan {tahun}")
    try:
        isi_pola(nilai, "K", 1, date(2026, 1, 5))
    except (ValueError, KeyError, IndexError) as galat:
        raise ValueError("pola nomor tidak terbaca, contohnya {urut:03d}/{kode}/{tahun}") from galat
    return nilai


PolaNomor = Annotated[Kalimat, AfterValidator(_pola)]


class PenandaTangan(_Beku):
    """How a role signs: `jabatan` as the letter has it, with line breaks where it has them."""

    jabatan: Kalimat
    pangkat: KalimatAtauKosong = ""


class InstansiSurat(_Beku):
    """A letterhead. An empty line is left out."""

    pemerintah: Kalimat
    nama: Kalimat
    alamat: Kalimat
    kontak: KalimatAtauKosong = ""


class KeputusanSop(_Beku):
    """What an SK of one SOP needs besides its case. `masa_berlaku_bulan` counts from the date of
    the SK, 0 where it does not end; `kode` stands in the number. `seri` names the numbers that are
    counted together: SOPs of one series share it."""

    sop: Kode
    kode: Kalimat
    seri: Kode
    pola_nomor: PolaNomor
    masa_berlaku_bulan: Annotated[int, Field(strict=True, ge=0, le=1200)] = 0
    ingatkan_hari: Annotated[int, Field(strict=True, ge=0, le=730)] = 90
    menimbang: tuple[Kalimat, ...]
    mengingat: tuple[Kalimat, ...]
    tembusan: tuple[Kalimat, ...] = ()


class KantorSurat(_Beku):
    """`kepala` is the letterhead of each role, `""` that of the others; `tautan_periksa` is the
    address that a QR leads to, with `{kode}` for the letter's secret."""

    kota: Kalimat
    lambang: str = ""
    kepala: dict[str, InstansiSurat]
    penanda_tangan: dict[KodePelaksana, PenandaTangan]
    tautan_periksa: Kalimat
    catatan_kaki: KalimatAtauKosong = ""
    keputusan: tuple[KeputusanSop, ...] = ()

    @model_validator(mode="after")
    def _lengkap(self) -> Self:
        if "" not in self.kepala:
            raise ValueError('kepala: kepala surat umum ([kepala.""]) wajib ada')
        if "{kode}" not in self.tautan_periksa:
            raise ValueError("tautan_periksa: harus memuat {kode}")
        sop = [satu.sop for satu in self.keputusan]
        if kembar := {satu for satu in sop if sop.count(satu) > 1}:
            raise ValueError(f"keputusan: {', '.join(sorted(kembar))} disebut dua kali")
        pola = [(s.seri, s.pola_nomor, s.kode) for s in self.keputusan]
        for ke, (seri, bentuk, kode) in enumerate(pola):
            for lain_seri, lain_bentuk, lain_kode in pola[:ke]:
                sama = isi_pola(bentuk, kode, 1, _HARI) == isi_pola(
                    lain_bentuk, lain_kode, 1, _HARI
                )
                if seri != lain_seri and sama:
                    raise ValueError("keputusan: dua seri membuat nomor yang sama")
        return self

    def kepala_untuk(self, pelaksana: str) -> InstansiSurat:
        return self.kepala.get(pelaksana, self.kepala[""])

    def keputusan_untuk(self, sop: str) -> KeputusanSop | None:
        return next((satu for satu in self.keputusan if satu.sop == sop), None)


_HARI = date(2026, 1, 5)


def isi_pola(pola: str, kode: str, urut: int, tanggal: date) -> str:
    """The number as it is written, such as "007/PAUD/DPMPTSP/XI/2026"."""
    return pola.format(
        urut=urut,
        kode=kode,
        bulan=f"{tanggal.month:02d}",
        bulan_romawi=_ROMAWI[tanggal.month - 1],
        tahun=tanggal.year,
    )
