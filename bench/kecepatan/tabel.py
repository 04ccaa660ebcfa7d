"""The figures as tables for people. Each is Markdown as well: it can be pasted where it is told."""

from collections.abc import Sequence

from rich import box
from rich.table import Table

from bench.kecepatan.hasil import (
    Hasil,
    Sebaran,
    cpu_pekerja,
    cpu_semua,
    langkah_per_detik,
    milik,
    sebaran,
    tenang,
)
from bench.kecepatan.peserta import BENTUK, LANTAI, SATU_PROSES
from bench.kecepatan.ringkasan import KELOMPOK, nama_peserta, semua_rasio, terhadap_lantai
from bench.kecepatan.sasaran import semua_sasaran

SATUAN_LAJU = ("permohonan/detik", "langkah/detik")
KOLOM_MEMORI = ("proses", "RSS semua", "PSS semua", "RSS terbesar")


def angka(nilai: float, desimal: int = 1) -> str:
    """As Indonesian writes them: 1.234,5."""
    return f"{nilai:,.{desimal}f}".translate(str.maketrans(",.", ".,"))


def rentang(satu: Sebaran, desimal: int = 1) -> str:
    tepi = f"{angka(satu.terkecil, desimal)}–{angka(satu.terbesar, desimal)}"
    return f"{angka(satu.median, desimal)}  ({tepi})"


def tabel_baru(judul: str, kiri: Sequence[str], *kanan: str) -> Table:
    """`kiri` are the columns of words, `kanan` those of numbers."""
    tabel = Table(title=judul, title_justify="left", box=box.MARKDOWN)
    for satu in kiri:
        tabel.add_column(satu, no_wrap=True)
    for satu in kanan:
        tabel.add_column(satu, justify="right", no_wrap=True)
    return tabel


def semua_tabel(hasil: Sequence[Hasil]) -> list[Table]:
    """What an application costs comes first."""
    tabel = [tabel_cpu(hasil, "CPU pekerja, ms tiap permohonan: median (terkecil–terbesar)")]
    sisa = tenang(hasil)
    if sisa and len(sisa) < len(hasil):
        tabel.append(tabel_cpu(sisa, "CPU pekerja, hanya jalan yang tidak terganggu"))
    lain = (tabel_sasaran, tabel_biaya, tabel_laju, tabel_rasio, tabel_memori)
    return [*tabel, *(satu(hasil) for satu in lain)]


def tabel_cpu(hasil: Sequence[Hasil], judul: str) -> Table:
    tabel = tabel_baru(judul, ["peserta"], "CPU pekerja", f"terhadap {LANTAI}", "jalan")
    rasio = terhadap_lantai(hasil, cpu_pekerja)
    for nama in nama_peserta(hasil):
        semua = milik(hasil, nama)
        ini = rentang(rasio[nama], 2) if nama in rasio else "–"
        tabel.add_row(nama, rentang(sebaran(map(cpu_pekerja, semua))), ini, str(len(semua)))
    return tabel


def tabel_sasaran(hasil: Sequence[Hasil]) -> Table:
    tabel = tabel_baru(f"Sasaran {SATU_PROSES}", ["ukuran"], "paling banyak", "terukur", "tercapai")
    for satu in semua_sasaran(hasil):
        batas, nilai = (angka(n, satu.desimal) for n in (satu.batas, satu.nilai))
        tabel.add_row(satu.ukuran, batas, nilai, "ya" if satu.tercapai else "belum")
    return tabel


def tabel_biaya(hasil: Sequence[Hasil]) -> Table:
    """The medians of the groups beside the workers, and of all, workers included."""
    judul = "CPU di samping pekerja, dan semuanya, ms tiap permohonan: median"
    lain = [kelompok for kelompok in KELOMPOK if kelompok != "pekerja"]
    tabel = tabel_baru(judul, ["peserta"], *lain, "semua", ": lantai")
    rasio = terhadap_lantai(hasil, cpu_semua)
    for nama in nama_peserta(hasil):
        semua = milik(hasil, nama)
        cpu = [sebaran(satu.cpu_ms(kelompok) for satu in semua).median for kelompok in lain]
        cpu.append(sebaran(map(cpu_semua, semua)).median)
        ini = angka(rasio[nama].median, 2) if nama in rasio else "–"
        tabel.add_row(nama, *(angka(nilai) for nilai in cpu), ini)
    return tabel


def tabel_laju(hasil: Sequence[Hasil]) -> Table:
    tabel = tabel_baru("Laju: median (terkecil–terbesar)", ["peserta"], *SATUAN_LAJU)
    for nama in nama_peserta(hasil):
        semua = milik(hasil, nama)
        tabel.add_row(
            nama,
            rentang(sebaran(satu.per_detik for satu in semua)),
            rentang(sebaran(map(langkah_per_detik, semua)), 0),
        )
    return tabel


def tabel_rasio(hasil: Sequence[Hasil]) -> Table:
    """Above 1: AlurIzin decides more steps a second."""
    bentuk = [nama for nama in BENTUK if milik(hasil, nama)]
    tabel = tabel_baru("Langkah/detik AlurIzin terhadap yang lain", ["terhadap"], *bentuk)
    rasio = {nama: semua_rasio(hasil, nama) for nama in bentuk}
    for lain in dict.fromkeys(nama for satu in rasio.values() for nama in satu):
        semua = (satu.get(lain) for satu in rasio.values())
        tabel.add_row(lain, *(rentang(satu, 2) if satu else "–" for satu in semua))
    return tabel


def tabel_memori(hasil: Sequence[Hasil]) -> Table:
    tabel = tabel_baru("Memori pekerja, MiB", ["peserta"], *KOLOM_MEMORI)
    for nama in nama_peserta(hasil):
        semua = milik(hasil, nama)
        memori = [satu.memori for satu in semua]
        tabel.add_row(
            nama,
            str(max(map(len, memori))),
            angka(sebaran(satu.rss_semua for satu in semua).median, 0),
            angka(sebaran(sum(proses.pss for proses in satu) for satu in memori).median, 0),
            angka(max((proses.rss for satu in memori for proses in satu), default=0.0), 0),
        )
    return tabel
