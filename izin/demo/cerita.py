"""The end of the demo, for the one who watched: what happened, what was checked, what is wrong."""

import os
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.demo.bukti import Bukti, Harapan
from izin.demo.kelambatan import langkah_kantor
from izin.demo.material.profil import teks_tanggal
from izin.demo.pemeriksaan import di_luar_rencana
from izin.demo.skenario import Skenario
from izin.demo.tayangan import GAYA, GAYA_LAIN, TINGKAT
from shared.audit.temuan import Pemeriksaan
from shared.contracts import Pelanggaran
from shared.kantor.laporan_kata import length as jam_kantor
from shared.kantor.laporan_kata import middle, number
from shared.laporan.bulan import Bulan
from shared.laporan.model import BarisKeseluruhan, BarisLangkah, Laporan
from shared.laporan.tinjauan import sebelum
from shared.mutu_baku.buku_waktu import SISTEM, Jenis, Jumlah, buku_waktu, jumlahkan
from shared.mutu_baku.fiktif_positif import fiktif_positif
from shared.mutu_baku.tempuh import pelaksana_pemohon, waktu_seluruhnya
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.sop.model import Sop
from shared.words import in_full, length

_TEMUAN_MAKS = 5


def ceritakan(
    console: Console, bukti: Bukti, skenario: Mapping[str, Skenario], nama: Mapping[str, str]
) -> None:
    """One line for each kind of thing that happened, with an application to look at."""
    tabel = Table(box=None, padding=(0, 2), header_style="dim")
    tabel.add_column("Yang terjadi", overflow="fold")
    tabel.add_column("banyak", justify="right", no_wrap=True)
    tabel.add_column("contoh", overflow="fold")
    kelompok: dict[str, list[str]] = {}
    for permohonan in bukti.semua:
        apa = _apa(permohonan, skenario.get(str(permohonan.id)), nama)
        kelompok.setdefault(apa, []).append(permohonan.nomor)
    for apa, nomor in sorted(kelompok.items(), key=lambda pasangan: -len(pasangan[1])):
        tabel.add_row(apa, str(len(nomor)), nomor[0])
    tabel.add_row("masukan buruk yang disengaja", str(len(bukti.karantina)), "di karantina")
    console.print(tabel)


def _apa(permohonan: Permohonan, skenario: Skenario | None, nama: Mapping[str, str]) -> str:
    """The turns of an application in words, from its riwayat: "dikembalikan Kabid". The scenario
    adds the one fact that no riwayat holds: that a submission was sent twice."""
    jalan = [
        f"{'ditolak' if e.ke == 'ditolak' else 'dikembalikan'} {nama.get(e.pelaksana, e.pelaksana)}"
        for e in permohonan.riwayat
        if e.putusan != "terima" and not e.ditarik
    ]
    if skenario and skenario.kirim_dua_kali:
        jalan = ["dikirim dua kali", *jalan]
    akhir = {
        "selesai": ["SK terbit"],
        "ditolak": [],
        "ditarik": ["ditarik pemohon"],
        "berjalan": ["BELUM BERAKHIR"],
    }
    return ", ".join([*(jalan or ["lancar"]), *akhir[permohonan.status]])


def laporkan(console: Console, pemeriksaan: Sequence[Pemeriksaan], gagal: Sequence[str]) -> None:
    """Every check with its verdict, then whatever was found."""
    tabel = Table(box=None, padding=(0, 2), header_style="dim")
    tabel.add_column("")
    tabel.add_column("Diperiksa dari penyimpanan dan broker", overflow="fold")
    tabel.add_column("", justify="right", style="dim", overflow="fold")
    for satu in pemeriksaan:
        tanda = Text("✓", "green") if satu.lulus else Text("✗", "bold red")
        tabel.add_row(tanda, satu.nama, satu.jumlah)
    console.print(tabel)
    for pesan in gagal:
        console.print(Text(f"✗ {pesan}", "red"))
    for satu in pemeriksaan:
        for temuan in satu.temuan[:_TEMUAN_MAKS]:
            console.print(Text(f"✗ {temuan}", "red"))
        if (sisa := len(satu.temuan) - _TEMUAN_MAKS) > 0:
            console.print(Text(f"  dan {sisa} lagi: {satu.nama}", "red"))


# What the demo has to say about time: alerts, steps in time or late, where the time went.
_SEMENIT = timedelta(minutes=1)
_ALURIZIN = "AlurIzin"
_KIRI = ("contoh", "batas")
_DI_MEJA: tuple[Jenis, Jenis] = ("menunggu", "dikerjakan")
_KEPALA_BUKU = ("menunggu", "dikerjakan", "jam dinding", "bagian")
_LAMBAT_SENDIRI = "di antaranya di luar rencana: mesin ini lebih lambat daripada jam demo."


def ceritakan_waktu(
    console: Console, bukti: Bukti, harapan: Harapan, nama: Mapping[str, str]
) -> None:
    waktu = bukti.waktu
    zona = waktu.berlaku.terkini.zona
    dari, sampai = in_full(waktu.mulai, zona), in_full(waktu.kini, zona)
    console.print(Text(f"Jam demo: {dari} sampai {sampai}."))
    console.print()
    _peringatan(console, bukti, harapan, nama)
    console.print()
    _langkah(console, waktu.laporan(bukti.semua, harapan.sop), harapan, nama)
    if (satu := paling_berliku(bukti)) is not None:
        console.print()
        _buku(console, satu, bukti, harapan, nama)
        _hukum(console, satu, bukti, harapan)


def paling_berliku(bukti: Bukti) -> Permohonan | None:
    """The application that has most to tell: the one with the most entries and alerts."""
    milik = bukti.waktu.klaim_menurut
    return max(
        bukti.semua,
        key=lambda satu: (len(satu.riwayat), len(milik.get(str(satu.id), ())), satu.nomor),
        default=None,
    )


def _peringatan(console: Console, bukti: Bukti, harapan: Harapan, nama: Mapping[str, str]) -> None:
    klaim = bukti.waktu.klaim
    jumlah = Counter(satu.pelanggaran.tingkat for satu in klaim)
    contoh: dict[str, Pelanggaran] = {
        satu.pelanggaran.tingkat: satu.pelanggaran for satu in reversed(klaim)
    }
    tabel = _tabel("Peringatan mutu baku", "banyak", "contoh")
    for tingkat, kata in TINGKAT.items():
        satu = contoh.get(tingkat)
        if satu is not None:
            di_mana = nama.get(satu.pelaksana, satu.pelaksana) if satu.pelaksana else "keseluruhan"
            kata_contoh = f"{satu.nomor}, {di_mana} ({satu.batas})"
            gaya = GAYA.get(tingkat, GAYA_LAIN)
            tabel.add_row(Text(kata, gaya), str(jumlah[satu.tingkat]), kata_contoh)
    console.print(tabel)
    lain = list(di_luar_rencana(klaim, harapan.skenario))
    if lain:
        console.print(f"  {len(lain)} {_LAMBAT_SENDIRI}", style="dim")


def _langkah(console: Console, laporan: Laporan, harapan: Harapan, nama: Mapping[str, str]) -> None:
    batas = {t.sop.kode: waktu_seluruhnya(t.sop).teks for t in harapan.sop.values()}
    tabel = _tabel("Ketepatan waktu", "batas", "tepat", "terlambat", "median")
    for seluruhnya in laporan.keseluruhan:
        judul = Text(f"{seluruhnya.sop}, keseluruhan", "bold")
        tabel.add_row(judul, batas.get(seluruhnya.sop, ""), *_angka(seluruhnya))
        for satu in laporan.langkah:
            if satu.sop == seluruhnya.sop:
                siapa = f"  {satu.langkah}. {nama.get(satu.pelaksana, satu.pelaksana)}"
                tabel.add_row(siapa, satu.batas, *_angka(satu))
    console.print(tabel)


def _angka(baris: BarisKeseluruhan | BarisLangkah) -> tuple[str | Text, ...]:
    selesai = baris.selesai
    terlambat = Text(str(selesai.terlambat), "red" if selesai.terlambat else "dim")
    return str(selesai.tepat), terlambat, middle(selesai.lama)


def _buku(
    console: Console,
    permohonan: Permohonan,
    bukti: Bukti,
    harapan: Harapan,
    nama: Mapping[str, str],
) -> None:
    waktu = bukti.waktu
    termuat = harapan.sop.get(permohonan.sop_versi)
    if termuat is None:
        return
    ruas = buku_waktu(permohonan, termuat.sop, waktu.gangguan, waktu.kini)
    jumlah = jumlahkan(ruas, waktu.berlaku.terkini)
    seluruh = sum((satu.lama for satu in jumlah.values()), timedelta())
    tabel = _tabel(f"Ke mana waktu {permohonan.nomor}", *_KEPALA_BUKU)
    for pemilik in dict.fromkeys(pemilik for pemilik, _ in jumlah):
        milik = {jenis: satu for (siapa, jenis), satu in jumlah.items() if siapa == pemilik}
        lama = sum((satu.lama for satu in milik.values()), timedelta())
        bagian = f"{number(100 * (lama / seluruh))} %" if seluruh else ""
        menunggu, dikerjakan = (_kantor(milik.get(jenis)) for jenis in _DI_MEJA)
        siapa = _ALURIZIN if pemilik == SISTEM else nama.get(pemilik, pemilik)
        tabel.add_row(siapa, menunggu, dikerjakan, length(lama), bagian)
    tabel.add_row(Text("seluruhnya", "bold"), "", "", length(seluruh), number(100) + " %")
    console.print(tabel)


def _hukum(console: Console, permohonan: Permohonan, bukti: Bukti, harapan: Harapan) -> None:
    """The date of the law as it stood just before the office's last decision."""
    termuat, kalender = harapan.sop.get(permohonan.sop_versi), bukti.waktu.berlaku.terkini
    if termuat is None:
        return
    kantor = (e for e in permohonan.riwayat if e.pelaksana != pelaksana_pemohon(termuat.sop))
    diputus = max((e.ditutup_pada for e in kantor), default=None)
    dulu = sebelum(permohonan, diputus) if diputus else None
    batas = fiktif_positif(dulu, termuat.sop, kalender) if dulu else None
    if batas is None or diputus is None:
        return
    console.print(
        f"Fiktif positif: paling lambat {teks_tanggal(batas.terakhir)}"
        f" ({batas.aturan.waktu.teks} sejak lengkap); diputus"
        f" {teks_tanggal(kalender.tanggal(diputus))}. Untuk diketahui saja.",
    )


def _kantor(satu: Jumlah | None) -> str:
    return jam_kantor(satu.kantor / _SEMENIT) if satu else ""


def _tabel(judul: str, *kepala: str) -> Table:
    tabel = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    tabel.add_column(judul, overflow="fold")
    for satu in kepala:
        tabel.add_column(satu, justify="left" if satu in _KIRI else "right", overflow="fold")
    return tabel


# What to try after the demo: only commands that work from where the reader stands.
def perintah_izin() -> str:
    """How this very installation is called from the current folder."""
    program = Path(sys.executable).with_name("izin")
    if not program.exists():
        return f"{_dari_sini(Path(sys.executable))} -m izin"
    di_path = shutil.which("izin")
    if di_path and Path(di_path).resolve() == program.resolve():
        return "izin"
    return _dari_sini(program)


def _dari_sini(program: Path) -> str:
    sini = Path.cwd()
    return shlex.quote(str(program.relative_to(sini) if program.is_relative_to(sini) else program))


def variabel(settings: Settings, folder: Path, berkas_jam: Path, *, bawaan: bool) -> str:
    """What must stand before a command so that it finds this run's servers, database and
    signatories, and reads the demo's clock instead of the world's."""
    pasangan = {}
    if bawaan:
        pasangan["IZIN_FOLDER_DATA"] = os.path.relpath(folder)
    if settings.basis_data != Settings().basis_data:
        pasangan["IZIN_BASIS_DATA"] = settings.basis_data
    if settings.tanda_tangan and not (bawaan and Settings().tanda_tangan is None):
        pasangan["IZIN_TANDA_TANGAN"] = os.path.relpath(settings.tanda_tangan)
    pasangan["IZIN_BERKAS_JAM"] = os.path.relpath(berkas_jam)
    return "".join(f"{nama}={shlex.quote(nilai)} " for nama, nilai in pasangan.items())


@dataclass(frozen=True)
class Contoh:
    """What the commands are tried on: an application, the demo's month, and a shorter limit for
    the longest step, as `izin gladi` takes it (empty where no step has days); a signed SK, where
    there is one."""

    nomor: str
    bulan: str
    sop: str
    batas_lain: str = ""
    sk: Path | None = None


def contoh_dari(
    menarik: Permohonan | None, mulai: date, sop: Sequence[Sop], sk: Sequence[Path]
) -> Contoh:
    return Contoh(
        sk=sk[0] if sk else None,
        nomor=menarik.nomor if menarik else "",
        bulan=str(Bulan(mulai.year, mulai.month)),
        sop=sop[0].kode,
        batas_lain=batas_lebih_pendek(sop),
    )


def batas_lebih_pendek(katalog: Iterable[Sop]) -> str:
    hari = [
        (langkah.waktu.jumlah, sop.kode, langkah.no)
        for sop in katalog
        for langkah in langkah_kantor(sop)
        if langkah.waktu.satuan == "hari" and langkah.waktu.jumlah > 1
    ]
    if not hari:
        return ""
    jumlah, kode, no = max(hari)
    return f"{kode}:{no}={jumlah - 1} Hari"


def saran(awalan: str, contoh: Contoh, *, server_berjalan: bool) -> list[str]:
    """Lines of text; a command stands alone on its line, two spaces in."""
    izin = perintah_izin()
    if server_berjalan:
        baris = ["Lihat satu permohonan dari dekat (di terminal lain):"]
    else:
        baris = [
            "Data demo disimpan. Hidupkan lagi servernya di satu terminal:",
            f"  {awalan}{izin} server mulai",
            "lalu lihat satu permohonan dari dekat di terminal lain:",
        ]
    return [
        *_tanpa_server(f"{awalan}{izin}", contoh.sk),
        *baris,
        f"  {awalan}{izin} lihat {contoh.nomor}",
        *_dengan_buku_nomor(f"{awalan}{izin}", contoh.sk),
        "Pantau meja dan peringatan, menurut jam demo:",
        f"  {awalan}{izin} pantau",
        "Laporan mutu baku bulan itu:",
        f"  {awalan}{izin} laporan {contoh.bulan}",
        *_gladi(f"{awalan}{izin} gladi", contoh.batas_lain),
        "Cetak SOP-nya sebagai tabel resmi:",
        f"  {izin} sop cetak {contoh.sop}",
        "Jalankan semua pelaksana sungguhan, dan isi sendiri peran petugasnya:",
        f"  {izin} jalankan semua",
        "Atau putuskan di peramban, dengan permohonan contoh di setiap meja:",
        f"  {izin} web",
        *_bacaan(),
    ]


def _tanpa_server(izin: str, sk: Path | None) -> list[str]:
    if sk is None:
        return []
    lihat = f"{izin} sk periksa --luring {shlex.quote(os.path.relpath(sk))}"
    return ["Periksa tanda tangan sebuah SK, tanpa server:", f"  {lihat}"]


def _dengan_buku_nomor(izin: str, sk: Path | None) -> list[str]:
    if sk is None:
        return []
    return [
        "Periksa SK itu terhadap buku nomor, drafnya dan riwayatnya; lihat buku nomornya:",
        f"  {izin} sk periksa {shlex.quote(os.path.relpath(sk))}",
        f"  {izin} sk daftar",
    ]


def sebut_sk(console: Console, folder: Path, berkas: Sequence[Path]) -> None:
    """Where the signed SKs are."""
    if berkas:
        kata = f"\n{len(berkas)} SK bertanda tangan (kunci uji coba): {os.path.relpath(folder)}"
        console.print(kata, soft_wrap=True, markup=False, highlight=False)


def _gladi(perintah: str, batas_lain: str) -> list[str]:
    sama = ["Hitung ulang semua peringatan dari riwayat:", f"  {perintah}"]
    if not batas_lain:
        return sama
    lain = f"  {perintah} --waktu {shlex.quote(batas_lain)}"
    return [*sama, "Gladi: bagaimana andai satu batas lebih pendek?", lain]


def _bacaan() -> list[str]:
    ada = [nama for nama in ("README.md", "docs/") if Path(nama).exists()]
    return [f"Penjelasannya: {' dan '.join(ada)}"] if ada else []
