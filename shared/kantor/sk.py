"""The register of SK numbers as an office asks it: the book, one number, its signed SK."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from shared.kantor.berkas import fetch
from shared.kantor.errors import MasukanKeliru, TidakBerlaku, TidakDitemukan
from shared.kantor.kantor import Kantor
from shared.kantor.unduh import Tempat, terletak
from shared.sk.keadaan import Keadaan, kalimat, keadaan, sisa_hari
from shared.sk.model import NomorSk
from shared.words import office_zone

INGATKAN_HARI = 90
"""For an SK of an SOP that the office no longer has."""


class SkTidakDikenal(TidakDitemukan):
    def __init__(self, nomor: str) -> None:
        super().__init__(f"Nomor SK '{nomor}' tidak ada dalam buku nomor")
        self.nomor = nomor


@dataclass(frozen=True)
class Saringan:
    """Empty means any. `dari` and `sampai`: dates of SKs, both included."""

    seri: str = ""
    tahun: int | None = None
    keadaan: Keadaan | None = None
    dari: date | None = None
    sampai: date | None = None

    def cocok(self, satu: NomorSk, hari: date) -> bool:
        return (
            self.keadaan in {None, keadaan(satu, hari)}
            and (self.dari is None or satu.tanggal >= self.dari)
            and (self.sampai is None or satu.tanggal <= self.sampai)
        )


def hari_kantor(kantor: Kantor) -> date:
    """Today, where the office is."""
    return kantor.clock().astimezone(office_zone(kantor.settings)).date()


async def buku(kantor: Kantor, saringan: Saringan) -> Sequence[NomorSk]:
    """By series, year and number."""
    hari = hari_kantor(kantor)
    semua = kantor.sk.scan(saringan.seri or None, saringan.tahun)
    return [satu async for satu in semua if saringan.cocok(satu, hari)]


async def cari(kantor: Kantor, nomor: str) -> NomorSk:
    """Raises `SkTidakDikenal`."""
    satu = await kantor.sk.find(nomor.strip())
    if satu is None:
        raise SkTidakDikenal(nomor)
    return satu


class AkanBerakhir(NamedTuple):
    """`sisa`: days until the last one of its term."""

    nomor: NomorSk
    sisa: int


async def akan_berakhir(kantor: Kantor, hari: int | None = None) -> Sequence[AkanBerakhir]:
    """In force, and to end within so many days; those that `kantor.toml` has for its SOP
    (`ingatkan_hari`) where nothing is said. The nearest end first."""
    kini, surat = hari_kantor(kantor), kantor.surat.kantor
    ditemukan = []
    async for satu in kantor.sk.scan():
        sisa, keputusan = sisa_hari(satu, kini), surat.keputusan_untuk(satu.sop or "")
        bawaan = keputusan.ingatkan_hari if keputusan else INGATKAN_HARI
        if sisa is not None and sisa <= (bawaan if hari is None else hari):
            ditemukan.append(AkanBerakhir(satu, sisa))
    return sorted(ditemukan, key=lambda satu: satu.sisa)


def nama_berkas(nomor: str) -> str:
    """SK-007-PAUD-DPMPTSP-XI-2026.pdf"""
    aman = "".join(huruf if huruf.isalnum() else "-" for huruf in nomor)
    return f"SK-{aman}.pdf"


class BerkasSk(NamedTuple):
    """The signed file, as the register has it."""

    berkas_id: str
    sha256: str


class Terunduh(NamedTuple):
    """`sama`: that very file lay there already."""

    nomor: NomorSk
    path: Path
    sama: bool


def berkas_sk(satu: NomorSk, hari: date) -> BerkasSk:
    """Raises `TidakBerlaku` where there is no SK of this number, or not yet."""
    if satu.status in {"terambil", "batal"} or not (satu.berkas_id and satu.sha256):
        raise TidakBerlaku(f"Nomor {satu.nomor} tidak punya SK: {kalimat(satu, hari)}")
    return BerkasSk(satu.berkas_id, satu.sha256)


async def unduh(kantor: Kantor, nomor: str, ke: Path, *, timpa: bool) -> Terunduh:
    """Into a folder by its own name. Raises as `cari` and `berkas_sk`, `MasukanKeliru` where
    another file is in its place and `timpa` is False, and as `fetch`."""
    satu = await cari(kantor, nomor)
    berkas = berkas_sk(satu, hari_kantor(kantor))
    path, tempat = _tempat(ke, satu.nomor, berkas.sha256)
    if tempat.ada and not tempat.sama and not timpa:
        raise MasukanKeliru(
            f"{path} sudah ada dan isinya lain", anjuran="Timpa dengan --timpa, atau sebut --ke"
        )
    if not tempat.sama:
        await fetch(kantor.dokumen, satu.nomor, berkas, path, timpa=timpa)
    return Terunduh(satu, path, tempat.sama)


def _tempat(ke: Path, nomor: str, sha256: str) -> tuple[Path, Tempat]:
    path = ke / nama_berkas(nomor) if ke.is_dir() else ke
    return path, terletak(path, sha256)
