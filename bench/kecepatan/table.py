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
    tabel = Table(title="Laju: median (terkecil–terbesar)", title_justify="left")
    tabel.add_column("peserta")
    for judul in ("permohonan/detik", "langkah/detik"):
        tabel.add_column(judul, justify="right")
    for nama in KELOMPOK:
        tabel.add_column(f"CPU {nama}\nms/permohonan", justify="right")
    for judul in ("proses", "RSS terbesar\nMiB", "PSS semua\nMiB"):
        tabel.add_column(judul, justify="right")
    for nama in nama_peserta(hasil):
        tabel.add_row(nama, *_baris(milik(hasil, nama)))
    return tabel


def _baris(hasil: Sequence[Hasil]) -> list[str]:
    return [
        rentang(sebaran(satu.per_detik for satu in hasil)),
        rentang(sebaran(satu.langkah_per_detik for satu in hasil), 0),
        *(angka(sebaran(satu.cpu_ms(nama) for satu in hasil).median) for nama in KELOMPOK),
        str(max(len(satu.memori) for satu in hasil)),
        angka(max((m.rss for satu in hasil for m in satu.memori), default=0.0), 0),
        angka(sebaran(sum(m.pss for m in satu.memori) for satu in hasil).median, 0),
    ]


def tabel_rasio(hasil: Sequence[Hasil]) -> Table:
    tabel = Table(title="AlurIzin terhadap yang lain, langkah per detik", title_justify="left")
    tabel.add_column("terhadap")
    tabel.add_column("rasio tiap putaran", justify="right")
    for nama, satu in semua_rasio(hasil).items():
        tabel.add_row(nama, rentang(satu, 2))
    return tabel
