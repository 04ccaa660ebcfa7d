"""The figures as tables for people. Each is Markdown as well: it can be pasted where it is told."""

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.figure import Figure
from rich import box
from rich.table import Table

from bench.kecepatan.contestants import BENTUK, LANTAI, SATU_PROSES
from bench.kecepatan.targets import dokumen_sasaran, semua_sasaran

DICURI_TERASA = 0.05
"""From here on a run says more about the machine's neighbours than about who ran."""


class Memori(NamedTuple):
    """MiB of one process: resident, and its own share of what processes share."""

    rss: float
    pss: float


@dataclass(frozen=True)
class Hasil:
    """One run. `cpu` is in seconds, by group of processes; `memori` of each worker at the end.
    `dicuri`: which part of the machine's time its host gave to others meanwhile, from 0 to 1."""

    peserta: str
    putaran: int
    permohonan: int
    langkah: int
    detik: float
    cpu: Mapping[str, float]
    memori: Sequence[Memori] = ()
    latensi: Sequence[float] = field(default=(), repr=False)
    dicuri: float = 0.0

    @property
    def per_detik(self) -> float:
        return self.permohonan / self.detik

    @property
    def langkah_per_detik(self) -> float:
        return self.langkah / self.detik

    def cpu_ms(self, kelompok: str) -> float:
        """Milliseconds an application."""
        return 1000 * self.cpu[kelompok] / self.permohonan

    @property
    def cpu_pekerja(self) -> float:
        """Milliseconds an application: what a contestant itself costs."""
        return self.cpu_ms("pekerja")

    @property
    def cpu_semua(self) -> float:
        """Milliseconds an application, officers, broker and store included."""
        return sum(map(self.cpu_ms, self.cpu))

    @property
    def rss_semua(self) -> float:
        """MiB of all workers, what they share counted for each."""
        return sum(satu.rss for satu in self.memori)

    @property
    def terganggu(self) -> bool:
        return self.dicuri >= DICURI_TERASA


Nilai = Callable[[Hasil], float]


def langkah_per_detik(hasil: Hasil) -> float:
    return hasil.langkah_per_detik


def cpu_pekerja(hasil: Hasil) -> float:
    return hasil.cpu_pekerja


def cpu_semua(hasil: Hasil) -> float:
    return hasil.cpu_semua


class Sebaran(NamedTuple):
    """The figures: of one run, of all runs of one contestant, and of one against another. Pure."""

    median: float
    terkecil: float
    terbesar: float


def sebaran(nilai: Iterable[float]) -> Sebaran:
    """Raises `ValueError` where there is nothing to tell of."""
    semua = list(nilai)
    if not semua:
        raise ValueError("tidak ada pengukuran")
    return Sebaran(statistics.median(semua), min(semua), max(semua))


def milik(hasil: Iterable[Hasil], peserta: str) -> list[Hasil]:
    return [satu for satu in hasil if satu.peserta == peserta]


def tenang(hasil: Iterable[Hasil]) -> list[Hasil]:
    """Those of which the host took hardly anything."""
    return [satu for satu in hasil if not satu.terganggu]


def rasio(
    hasil: Sequence[Hasil], peserta: str, terhadap: str, nilai: Nilai = langkah_per_detik
) -> Sebaran | None:
    """Each round against the same round's: what slows the machine down for a while slows both.
    None where they never ran in one round."""
    lain = {satu.putaran: nilai(satu) for satu in milik(hasil, terhadap)}
    semua = [
        nilai(satu) / lain[satu.putaran]
        for satu in milik(hasil, peserta)
        if lain.get(satu.putaran)  # not run, or too short for the kernel's clock to count
    ]
    return sebaran(semua) if semua else None


class Persentil(NamedTuple):
    """Milliseconds."""

    p50: float
    p95: float
    p99: float
    banyak: int


def persentil(detik: Iterable[float]) -> Persentil:
    """By nearest rank: each is a value that was really measured."""
    urut = sorted(detik)
    if not urut:
        raise ValueError("tidak ada pengukuran")
    p50, p95, p99 = (1000 * _peringkat(urut, persen) for persen in (50, 95, 99))
    return Persentil(p50, p95, p99, len(urut))


def _peringkat(urut: Sequence[float], persen: int) -> float:
    return urut[max(0, math.ceil(persen / 100 * len(urut)) - 1)]


def kemiringan(titik: Sequence[tuple[float, float]]) -> float:
    """How much the second grows with the first, by least squares; 0 where nothing can be told."""
    if len(titik) < 2 or len({x for x, _ in titik}) < 2:
        return 0.0
    return statistics.linear_regression([x for x, _ in titik], [y for _, y in titik]).slope


# The runs of a measurement as one JSON document: each run, and what they come to.
KELOMPOK = ("pekerja", "petugas", "broker", "penyimpanan")


def nama_peserta(hasil: Sequence[Hasil]) -> list[str]:
    """In the order in which they were first measured."""
    return list(dict.fromkeys(satu.peserta for satu in hasil))


def ringkasan(hasil: Sequence[Hasil]) -> dict[str, Any]:
    return {nama: _satu(milik(hasil, nama)) for nama in nama_peserta(hasil)}


def _satu(hasil: Sequence[Hasil]) -> dict[str, Any]:
    rss = [proses.rss for satu in hasil for proses in satu.memori]
    pss = [sum(proses.pss for proses in satu.memori) for satu in hasil]
    return {
        "cpu_pekerja_ms_per_permohonan": _bulatkan(sebaran(map(cpu_pekerja, hasil))),
        "cpu_semua_ms_per_permohonan": _bulatkan(sebaran(map(cpu_semua, hasil))),
        "cpu_ms_per_permohonan": {
            nama: round(sebaran(satu.cpu_ms(nama) for satu in hasil).median, 2) for nama in KELOMPOK
        },
        "permohonan_per_detik": _bulatkan(sebaran(satu.per_detik for satu in hasil)),
        "langkah_per_detik": _bulatkan(sebaran(map(langkah_per_detik, hasil))),
        "proses": max(len(satu.memori) for satu in hasil),
        "rss_mib_terbesar": round(max(rss, default=0.0), 1),
        "rss_mib_semua": round(sebaran(satu.rss_semua for satu in hasil).median, 1),
        "pss_mib_semua": round(sebaran(pss).median, 1),
    }


def terhadap_lantai(hasil: Sequence[Hasil], nilai: Nilai) -> dict[str, Sebaran]:
    """Everyone's value against the plain floor's."""
    lain = [nama for nama in nama_peserta(hasil) if nama != LANTAI]
    ditemukan = {nama: rasio(hasil, nama, LANTAI, nilai) for nama in lain}
    return {nama: satu for nama, satu in ditemukan.items() if satu is not None}


def semua_rasio(hasil: Sequence[Hasil], bentuk: str) -> dict[str, Sebaran]:
    """Decided steps a second of AlurIzin in this form against everyone else's."""
    lain = [nama for nama in nama_peserta(hasil) if nama not in BENTUK]
    ditemukan = {nama: rasio(hasil, bentuk, nama) for nama in lain}
    return {nama: satu for nama, satu in ditemukan.items() if satu is not None}


def dokumen(hasil: Sequence[Hasil], mesin: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "mesin": dict(mesin),
        "sasaran": dokumen_sasaran(hasil),
        "ringkasan": ringkasan(hasil),
        "cpu_pekerja_terhadap_lantai": _semua(terhadap_lantai(hasil, cpu_pekerja)),
        "cpu_pekerja_terhadap_lantai_tenang": _semua(terhadap_lantai(tenang(hasil), cpu_pekerja)),
        "cpu_semua_terhadap_lantai": _semua(terhadap_lantai(hasil, cpu_semua)),
        "langkah_per_detik_terhadap": {
            bentuk: _semua(semua_rasio(hasil, bentuk)) for bentuk in BENTUK
        },
        "jalan": [satu_jalan(satu) for satu in hasil],
    }


def satu_jalan(hasil: Hasil) -> dict[str, Any]:
    return {
        "peserta": hasil.peserta,
        "putaran": hasil.putaran,
        "permohonan": hasil.permohonan,
        "langkah": hasil.langkah,
        "cpu_detik": {nama: round(nilai, 2) for nama, nilai in hasil.cpu.items()},
        "detik": round(hasil.detik, 3),
        "dicuri_persen": round(100 * hasil.dicuri, 1),
        "memori_mib": [[round(m.rss, 1), round(m.pss, 1)] for m in hasil.memori],
    }


def _semua(rasio: Mapping[str, Sebaran]) -> dict[str, dict[str, float]]:
    return {nama: _bulatkan(satu) for nama, satu in rasio.items()}


def _bulatkan(satu: Sebaran) -> dict[str, float]:
    return {nama: round(nilai, 3) for nama, nilai in satu._asdict().items()}


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


# The figures as a picture. The only module that knows matplotlib.
WARNA = dict.fromkeys(BENTUK, "#1f5f99")
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
