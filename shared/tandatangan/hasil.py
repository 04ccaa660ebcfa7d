"""What came of judging a signed file: who signed, and everything that speaks against it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class KodePeriksa(StrEnum):
    """One thing that can be wrong with a signed file."""

    TIDAK_TERBACA = "tidak_terbaca"
    TANPA_TANDA_TANGAN = "tanpa_tanda_tangan"
    NASKAH_BERBEDA = "naskah_berbeda"
    NASKAH_DIUBAH = "naskah_diubah"
    ISI_BERUBAH = "isi_berubah"
    TANDA_TANGAN_RUSAK = "tanda_tangan_rusak"
    TIDAK_MENYELURUH = "tidak_menyeluruh"
    ADA_TAMBAHAN = "ada_tambahan"
    TAMPILAN_TAK_TERDUGA = "tampilan_tak_terduga"
    SERTIFIKAT_TIDAK_DIPERCAYA = "sertifikat_tidak_dipercaya"
    SERTIFIKAT_KEDALUWARSA = "sertifikat_kedaluwarsa"
    SERTIFIKAT_BELUM_BERLAKU = "sertifikat_belum_berlaku"
    SERTIFIKAT_DICABUT = "sertifikat_dicabut"
    PENCABUTAN_TIDAK_DIKETAHUI = "pencabutan_tidak_diketahui"
    KEGUNAAN_SALAH = "kegunaan_salah"
    ALGORITMA_LEMAH = "algoritma_lemah"
    WAKTU_TIDAK_WAJAR = "waktu_tidak_wajar"
    STEMPEL_WAKTU_TIDAK_SAH = "stempel_waktu_tidak_sah"
    PENANDA_TANGAN_LAIN = "penanda_tangan_lain"
    GALAT_PEMERIKSA = "galat_pemeriksa"


_K = KodePeriksa

KALIMAT: Mapping[KodePeriksa, str] = {
    _K.TIDAK_TERBACA: "Berkas bukan PDF yang utuh dan terbaca",
    _K.TANPA_TANDA_TANGAN: "Berkas tidak bertanda tangan elektronik",
    _K.NASKAH_BERBEDA: "Isi surat yang ditandatangani bukan naskah yang disetujui",
    _K.NASKAH_DIUBAH: "Naskah diubah dalam revisi yang membubuhkan tanda tangan",
    _K.ISI_BERUBAH: "Isi berkas berubah setelah ditandatangani, atau tanda tangannya milik"
    " dokumen lain",
    _K.TANDA_TANGAN_RUSAK: "Tanda tangan rusak, atau tidak dibuat dengan kunci sertifikatnya",
    _K.TIDAK_MENYELURUH: "Tanda tangan tidak mencakup seluruh dokumen",
    _K.ADA_TAMBAHAN: "Ada isi yang ditambahkan sesudah tanda tangan",
    _K.TAMPILAN_TAK_TERDUGA: "Tanda tangan menampilkan gambar di tempat yang tidak disediakan",
    _K.SERTIFIKAT_TIDAK_DIPERCAYA: "Sertifikat penanda tangan tidak berasal dari penyelenggara"
    " yang dipercaya",
    _K.SERTIFIKAT_KEDALUWARSA: "Masa berlaku sertifikat sudah berakhir saat surat ditandatangani",
    _K.SERTIFIKAT_BELUM_BERLAKU: "Sertifikat belum berlaku saat surat ditandatangani",
    _K.SERTIFIKAT_DICABUT: "Sertifikat sudah dicabut saat surat ditandatangani",
    _K.PENCABUTAN_TIDAK_DIKETAHUI: "Tidak ada keterangan apakah sertifikat sudah dicabut",
    _K.KEGUNAAN_SALAH: "Sertifikat bukan untuk menandatangani dokumen",
    _K.ALGORITMA_LEMAH: "Tanda tangan memakai algoritma yang tidak aman lagi",
    _K.WAKTU_TIDAK_WAJAR: "Tanda tangan menyebut waktu yang belum tiba",
    _K.STEMPEL_WAKTU_TIDAK_SAH: "Stempel waktu di dalam berkas tidak sah",
    _K.PENANDA_TANGAN_LAIN: "Surat ditandatangani orang lain",
    _K.GALAT_PEMERIKSA: "Tanda tangan tidak dapat diperiksa, dan karena itu tidak diterima",
}


@dataclass(frozen=True)
class Temuan:
    """`keterangan` says more where there is more to say."""

    kode: KodePeriksa
    keterangan: str = ""

    def __str__(self) -> str:
        kalimat = KALIMAT[self.kode]
        return f"{kalimat} ({self.keterangan})" if self.keterangan else kalimat


@dataclass(frozen=True)
class Penanda:
    """A signatory, as their certificate has it. `pengenal` are numbers in the subject, an NIP or
    a NIK among them: personal data, and no part of its text."""

    nama: str
    instansi: str
    penerbit: str
    nomor_sertifikat: str
    berlaku_sejak: datetime
    berlaku_sampai: datetime
    uji_coba: bool
    pengenal: tuple[str, ...] = field(default=(), repr=False)
    ditandatangani_pada: datetime | None = None
    """As the signature claims."""
    stempel_waktu: datetime | None = None
    """As a trusted timestamp proves."""


@dataclass(frozen=True)
class HasilPeriksa:
    """`sidik`: SHA-256 of the file. `revisi`: how many it has. `penanda`: in the order of signing;
    the last one is who answers for the letter. Nobody is to be believed where it is not `sah`."""

    sidik: str
    temuan: tuple[Temuan, ...]
    penanda: tuple[Penanda, ...] = ()
    revisi: int = 0

    @property
    def sah(self) -> bool:
        return not self.temuan and bool(self.penanda)

    @property
    def kode(self) -> frozenset[KodePeriksa]:
        return frozenset(satu.kode for satu in self.temuan)

    def ditambah(self, *temuan: Temuan) -> "HasilPeriksa":
        return HasilPeriksa(self.sidik, (*self.temuan, *temuan), self.penanda, self.revisi)
