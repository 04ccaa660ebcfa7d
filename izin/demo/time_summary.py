"""What the demo has to say about time: alerts, steps in time or late, where the time went."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from izin.cli.laporan_view import length as jam_kantor
from izin.cli.laporan_view import middle, number
from izin.demo.checks.breaches import di_luar_rencana
from izin.demo.evidence import Bukti, Harapan
from izin.demo.material.people import teks_tanggal
from izin.demo.words import GAYA, GAYA_LAIN, TINGKAT
from shared.contracts import Pelanggaran
from shared.laporan.model import BarisKeseluruhan, BarisLangkah, Laporan
from shared.laporan.tinjauan import sebelum
from shared.mutu_baku.buku_waktu import SISTEM, Jenis, Jumlah, buku_waktu, jumlahkan
from shared.mutu_baku.fiktif_positif import fiktif_positif
from shared.mutu_baku.tempuh import pelaksana_pemohon, waktu_seluruhnya
from shared.permohonan import Permohonan
from shared.words import in_full, length

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
        _buku(console, satu, (bukti, harapan), nama)
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
    dari: tuple[Bukti, Harapan],
    nama: Mapping[str, str],
) -> None:
    bukti, harapan = dari
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
    tabel.add_column(judul, no_wrap=True)
    for satu in kepala:
        tabel.add_column(satu, justify="left" if satu in _KIRI else "right", no_wrap=True)
    return tabel
