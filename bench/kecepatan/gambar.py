"""The figures as a picture. The only module that knows matplotlib."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from bench.kecepatan.hasil import Hasil, milik, sebaran
from bench.kecepatan.peserta import SENDIRI
from bench.kecepatan.ringkasan import KELOMPOK, nama_peserta

WARNA = dict.fromkeys(SENDIRI, "#1f5f99")
WARNA_LAIN = "#9db4c8"


def gambar_laju(hasil: Sequence[Hasil], berkas: Path) -> None:
    """The CPU that an application costs, group by group, and steps a second with their range."""
    nama = nama_peserta(hasil)[::-1]
    gambar = Figure(figsize=(12, 0.6 * len(nama) + 2), layout="tight")
    kiri, kanan = gambar.subplots(1, 2, sharey=True)
    _cpu(kiri, hasil, nama)
    _laju(kanan, hasil, nama)
    gambar.savefig(berkas, dpi=120)


def _laju(bidang: Any, hasil: Sequence[Hasil], nama: Sequence[str]) -> None:
    semua = [sebaran(h.langkah_per_detik for h in milik(hasil, satu)) for satu in nama]
    tengah = [satu.median for satu in semua]
    tepi = [
        [satu.median - satu.terkecil for satu in semua],
        [satu.terbesar - satu.median for satu in semua],
    ]
    warna = [WARNA.get(satu, WARNA_LAIN) for satu in nama]
    bidang.barh(nama, tengah, xerr=tepi, color=warna, capsize=3)
    bidang.set_xlabel("langkah diputus per detik (median, terkecil–terbesar)")


def _cpu(bidang: Any, hasil: Sequence[Hasil], nama: Sequence[str]) -> None:
    dasar = [0.0] * len(nama)
    for kelompok in KELOMPOK:
        nilai = [sebaran(h.cpu_ms(kelompok) for h in milik(hasil, satu)).median for satu in nama]
        bidang.barh(nama, nilai, left=dasar, label=kelompok)
        dasar = [bawah + atas for bawah, atas in zip(dasar, nilai, strict=True)]
    bidang.set_xlabel("CPU, milidetik per permohonan")
    bidang.legend()


def gambar_garis(
    garis: dict[str, list[tuple[float, float]]], sumbu: tuple[str, str], berkas: Path
) -> None:
    """One line for each name."""
    gambar = Figure(figsize=(9, 5), layout="tight")
    bidang = gambar.subplots()
    for nama, titik in garis.items():
        bidang.plot([x for x, _ in titik], [y for _, y in titik], marker=".", label=nama)
    bidang.set_xlabel(sumbu[0])
    bidang.set_ylabel(sumbu[1])
    bidang.set_ylim(bottom=0)
    bidang.legend()
    gambar.savefig(berkas, dpi=120)
