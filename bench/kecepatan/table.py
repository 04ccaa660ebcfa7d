"""The figures as tables for people."""

from collections.abc import Sequence

from rich.table import Table

from bench.kecepatan.figures import Hasil, Sebaran, milik, sebaran
from bench.kecepatan.summary import KELOMPOK, nama_peserta, semua_rasio


def angka(nilai: float, desimal: int = 1) -> str:
    """As Indonesian writes them: 1.234,5."""
    return f"{nilai:,.{desimal}f}".translate(str.maketrans(",.", ".,"))


def rentang(satu: Sebaran, desimal: int = 1) -> str:
    tepi = f"{angka(satu.terkecil, desimal)}–{angka(satu.terbesar, desimal)}"
    return f"{angka(satu.median, desimal)}  ({tepi})"


def tabel_laju(hasil: Sequence[Hasil]) -> Table:
    tabel = _tabel("Laju: median (terkecil–terbesar)", "permohonan/detik", "langkah/detik")
    for nama in nama_peserta(hasil):
        semua = milik(hasil, nama)
        tabel.add_row(
            nama,
            rentang(sebaran(satu.per_detik for satu in semua)),
            rentang(sebaran(satu.langkah_per_detik for satu in semua), 0),
        )
    return tabel


def tabel_biaya(hasil: Sequence[Hasil]) -> Table:
    tabel = _tabel("CPU, milidetik per permohonan", *KELOMPOK)
    for nama in nama_peserta(hasil):
        semua = milik(hasil, nama)
        cpu = (sebaran(satu.cpu_ms(kelompok) for satu in semua).median for kelompok in KELOMPOK)
        tabel.add_row(nama, *(angka(nilai) for nilai in cpu))
    return tabel


def tabel_memori(hasil: Sequence[Hasil]) -> Table:
    tabel = _tabel("Memori pekerja, MiB", "proses", "RSS terbesar", "PSS semua")
    for nama in nama_peserta(hasil):
        semua = [satu.memori for satu in milik(hasil, nama)]
        tabel.add_row(
            nama,
            str(max(map(len, semua))),
            angka(max((proses.rss for satu in semua for proses in satu), default=0.0), 0),
            angka(sebaran(sum(proses.pss for proses in satu) for satu in semua).median, 0),
        )
    return tabel


def _tabel(judul: str, *kolom: str) -> Table:
    tabel = Table(title=judul, title_justify="left")
    tabel.add_column("peserta", no_wrap=True)
    for satu in kolom:
        tabel.add_column(satu, justify="right", no_wrap=True)
    return tabel


def tabel_rasio(hasil: Sequence[Hasil]) -> Table:
    tabel = _tabel("AlurIzin terhadap yang lain", "langkah/detik, tiap putaran")
    for nama, satu in semua_rasio(hasil).items():
        tabel.add_row(nama, rentang(satu, 2))
    return tabel
