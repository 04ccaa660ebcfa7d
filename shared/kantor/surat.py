"""Letters as an office tries them: which there are, whether a folder is sound, and samples."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.sop.loader import KatalogSop
from shared.sop.model import Sop
from shared.surat.cetak import Pencetak
from shared.surat.contoh import bahan_contoh
from shared.surat.data import data_surat
from shared.surat.errors import SuratTidakSah, TemplatRusak
from shared.surat.isi import baca_isi
from shared.surat.loader import KatalogSurat, muat_surat
from shared.surat.model import JenisSurat
from shared.surat.sop import pastikan_surat_dikenal


@dataclass(frozen=True)
class ContohSurat:
    """A letter of a made-up case."""

    jenis: str
    sop: str
    panjang: bool
    isi: bytes

    @property
    def nama_berkas(self) -> str:
        return f"contoh-{self.jenis}-{self.sop}{'-panjang' if self.panjang else ''}.pdf"


def periksa_surat(folder: Path, sop: KatalogSop) -> KatalogSurat:
    """Loads the folder and sets every letter of every SOP with its shortest and its longest values.
    Raises SuratTidakSah with all that is wrong."""
    katalog = muat_surat(folder)
    pastikan_surat_dikenal(sop, katalog)
    masalah: list[str] = []
    with Pencetak(katalog) as pencetak:
        for satu, jenis, panjang in _semua(katalog, sop):
            bidang = katalog.bidang(jenis.kode, satu.kode)
            cacat = baca_isi(bidang, katalog.contoh(jenis.kode, satu.kode)).cacat
            if cacat and not panjang:
                masalah.extend(f"{jenis.kode}/contoh.toml ({satu.kode}): {c}" for c in cacat)
            if cacat:
                continue
            try:
                _cetak(katalog, pencetak, jenis, satu, panjang=panjang)
            except TemplatRusak as rusak:
                masalah.append(f"{rusak.letak}: {rusak.sebab}")
    if masalah:
        raise SuratTidakSah(str(folder), tuple(dict.fromkeys(masalah)))
    return katalog


def contoh_surat(katalog: KatalogSurat, sop: KatalogSop) -> Iterator[ContohSurat]:
    """Every kind for every SOP, short and long. Raises TemplatRusak."""
    with Pencetak(katalog) as pencetak:
        for satu, jenis, panjang in _semua(katalog, sop):
            isi = _cetak(katalog, pencetak, jenis, satu, panjang=panjang)
            yield ContohSurat(jenis.kode, satu.kode, panjang, isi)


def _semua(katalog: KatalogSurat, sop: KatalogSop) -> Iterator[tuple[Sop, JenisSurat, bool]]:
    for termuat in sop.values():
        for jenis in katalog.jenis.values():
            for panjang in (False, True):
                yield termuat.sop, jenis, panjang


def _cetak(
    katalog: KatalogSurat, pencetak: Pencetak, jenis: JenisSurat, sop: Sop, *, panjang: bool
) -> bytes:
    bahan = bahan_contoh(katalog, jenis, sop, panjang=panjang)
    bidang = katalog.bidang(jenis.kode, sop.kode)
    isi = baca_isi(bidang, katalog.contoh(jenis.kode, sop.kode)).isi
    return pencetak.cetak(jenis.kode, data_surat(bahan, katalog.kantor, bidang, isi), bahan.pada)
