"""What came of looking at a file that wants to be an SK: one sentence for each question, and what
they come to together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from shared.sk.model import NomorSk
from shared.surat.data import saat_panjang
from shared.tandatangan.hasil import HasilPeriksa, KodePeriksa, Penanda, Temuan

HasilButir = Literal["baik", "buruk", "tidak_diketahui"]


class Tanya(StrEnum):
    """The questions, in the order in which they are asked."""

    TANDA_TANGAN = "tanda_tangan"
    MENYELURUH = "menyeluruh"
    TIDAK_BERUBAH = "tidak_berubah"
    SERTIFIKAT = "sertifikat"
    SIDIK = "sidik"
    NOMOR = "nomor"
    NASKAH = "naskah"
    RIWAYAT = "riwayat"


DARI_BERKAS = (Tanya.TANDA_TANGAN, Tanya.MENYELURUH, Tanya.TIDAK_BERUBAH, Tanya.SERTIFIKAT)
"""What the file answers alone."""


@dataclass(frozen=True)
class Butir:
    """One question answered. `rincian`: what else is to be said about it."""

    tanya: Tanya
    hasil: HasilButir
    kalimat: str
    rincian: tuple[str, ...] = ()


@dataclass(frozen=True)
class LangkahDitempuh:
    """A limit of the SOP and how much of it this case took, in office time. `no` is None for the
    whole procedure; `selesai` whether its clock has stopped."""

    no: int | None
    pelaksana: str
    batas: str
    terpakai: timedelta
    boleh: timedelta
    selesai: bool

    @property
    def tepat(self) -> bool:
        return self.terpakai <= self.boleh


@dataclass(frozen=True)
class Keputusan:
    """`asli`: this very file was issued here and nothing speaks against it; `berlaku`: its number
    is in force today. None where that could not be found out."""

    asli: bool | None
    berlaku: bool | None

    @property
    def sah(self) -> bool | None:
        if self.asli is False or self.berlaku is False:
            return False
        return True if self.asli and self.berlaku else None


@dataclass(frozen=True)
class LaporanSk:
    """`luring`: why the office's store was not asked; empty where it was. `sidik_terakhir`: the
    head of the case's chain of digests."""

    sidik: str
    butir: tuple[Butir, ...]
    penanda: tuple[Penanda, ...]
    keputusan: Keputusan
    luring: str = ""
    nomor: NomorSk | None = None
    langkah: tuple[LangkahDitempuh, ...] = ()
    sidik_terakhir: str = ""

    @property
    def tanda_tangan_baik(self) -> bool:
        """All that the file alone can prove, is proven."""
        return all(satu.hasil == "baik" for satu in self.butir if satu.tanya in DARI_BERKAS)

    @property
    def uji_coba(self) -> bool:
        return any(satu.uji_coba for satu in self.penanda)

    @property
    def alasan(self) -> tuple[str, ...]:
        """Everything against it."""
        return tuple(satu.kalimat for satu in self.butir if satu.hasil == "buruk")


_K = KodePeriksa
_MILIK: Mapping[KodePeriksa, Tanya] = {
    _K.NASKAH_BERBEDA: Tanya.NASKAH,
    _K.NASKAH_DIUBAH: Tanya.TIDAK_BERUBAH,
    _K.ISI_BERUBAH: Tanya.TIDAK_BERUBAH,
    _K.TIDAK_MENYELURUH: Tanya.MENYELURUH,
    _K.ADA_TAMBAHAN: Tanya.MENYELURUH,
    _K.SERTIFIKAT_TIDAK_DIPERCAYA: Tanya.SERTIFIKAT,
    _K.SERTIFIKAT_KEDALUWARSA: Tanya.SERTIFIKAT,
    _K.SERTIFIKAT_BELUM_BERLAKU: Tanya.SERTIFIKAT,
    _K.SERTIFIKAT_DICABUT: Tanya.SERTIFIKAT,
    _K.PENCABUTAN_TIDAK_DIKETAHUI: Tanya.SERTIFIKAT,
}
"""Which question a finding answers; any other one is about the signature itself."""

_TANPA_DAFTAR = (
    "Sertifikat tidak dapat dinilai: daftar penyelenggara yang dipercaya tidak ada di sini"
)
_TAK_TERNILAI: Mapping[Tanya, str] = {
    Tanya.MENYELURUH: "Cakupan tanda tangan tidak dapat dinilai",
    Tanya.TIDAK_BERUBAH: "Perubahan sesudah tanda tangan tidak dapat dinilai",
    Tanya.SERTIFIKAT: "Sertifikat penanda tangan tidak dapat dinilai",
}


class SaatTandaTangan(StrEnum):
    """How the instant of a signature is known."""

    TERCATAT = "menurut catatan kantor"
    DIBUKTIKAN = "dibuktikan stempel waktu"
    DISEBUT = "menurut tanda tangan itu sendiri"


@dataclass(frozen=True)
class Dinilai:
    """A judged signature: as of `pada`, which is known by `menurut`. `percaya`: there is a list of
    those to be trusted."""

    hasil: HasilPeriksa
    pada: datetime
    menurut: SaatTandaTangan
    percaya: bool
    zona: ZoneInfo


def butir_tanda_tangan(satu: Dinilai) -> Iterator[Butir]:
    """The four questions that the file alone can answer."""
    temuan = {tanya: list(_temuan(satu, tanya)) for tanya in Tanya}
    ada = bool(satu.hasil.penanda)
    if temuan[Tanya.TANDA_TANGAN] or not ada:
        buruk = [str(t) for t in temuan[Tanya.TANDA_TANGAN]] or ["Tidak ada tanda tangan"]
        yield Butir(Tanya.TANDA_TANGAN, "buruk", buruk[0], (*buruk[1:], *_siapa(satu)))
    else:
        siapa = tuple(_siapa(satu))
        kalimat_siapa = f"Ditandatangani secara elektronik oleh {siapa[-1]}"
        yield Butir(Tanya.TANDA_TANGAN, "baik", kalimat_siapa, siapa[:-1])
    for tanya, kalimat in (
        (Tanya.MENYELURUH, "Tanda tangan mencakup seluruh dokumen"),
        (Tanya.TIDAK_BERUBAH, "Isinya tidak berubah sejak ditandatangani"),
    ):
        yield _butir(tanya, temuan[tanya], kalimat, ada=ada)
    yield _sertifikat(satu, temuan[Tanya.SERTIFIKAT], ada=ada)


def _temuan(satu: Dinilai, tanya: Tanya) -> Iterator[Temuan]:
    for temuan in satu.hasil.temuan:
        if _MILIK.get(temuan.kode, Tanya.TANDA_TANGAN) is tanya:
            yield temuan


def _siapa(satu: Dinilai) -> Iterator[str]:
    for orang in satu.hasil.penanda:
        instansi = f" ({orang.instansi})" if orang.instansi else ""
        yield f"{orang.nama}{instansi}, sertifikat dari {orang.penerbit}"


def _butir(tanya: Tanya, temuan: list[Temuan], kalimat: str, *, ada: bool) -> Butir:
    if temuan:
        return Butir(tanya, "buruk", str(temuan[0]), tuple(map(str, temuan[1:])))
    if not ada:
        return Butir(tanya, "tidak_diketahui", _TAK_TERNILAI[tanya])
    return Butir(tanya, "baik", kalimat)


def _sertifikat(satu: Dinilai, temuan: list[Temuan], *, ada: bool) -> Butir:
    saat = f"{saat_panjang(satu.pada, satu.zona)}, {satu.menurut}"
    if ada and not satu.percaya:
        return Butir(Tanya.SERTIFIKAT, "tidak_diketahui", _TANPA_DAFTAR, (saat,))
    kalimat = f"Sertifikat dipercaya, dan berlaku saat surat ditandatangani: {saat}"
    return _butir(Tanya.SERTIFIKAT, temuan, kalimat, ada=ada)


def putuskan(butir: tuple[Butir, ...]) -> Keputusan:
    """A text that cannot be made again leaves the file what its digest proves it to be; one that
    can, and comes out otherwise, does not."""
    menurut = {satu.tanya: satu.hasil for satu in butir}
    lain = [hasil for tanya, hasil in menurut.items() if tanya is not Tanya.NOMOR]
    asli: bool | None = None
    if "buruk" in lain:
        asli = False
    elif all(menurut[tanya] == "baik" for tanya in (*DARI_BERKAS, Tanya.SIDIK)):
        asli = True
    berlaku = {"baik": True, "buruk": False, "tidak_diketahui": None}[menurut[Tanya.NOMOR]]
    return Keputusan(asli, berlaku)
