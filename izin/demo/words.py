"""Alerts, instants and rates in the words of the screen."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from izin.demo.material.people import teks_tanggal
from shared.contracts import Pelanggaran

TINGKAT: Mapping[str, str] = {
    "mendekati": "mendekati batas",
    "terlampaui": "batas terlampaui",
    "selesai_terlambat": "selesai terlambat",
    "kembali_ujung_batas": "kembali di ujung batas",
    "kembali_tanpa_perubahan": "kembali tanpa perubahan",
    "putaran_berulang": "putaran berulang",
}
"""In the order in which a reader wants them."""

GAYA: Mapping[str, str] = {
    "mendekati": "yellow",
    "terlampaui": "bold red",
    "selesai_terlambat": "red",
}
GAYA_LAIN = "magenta"

_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_TERBILANG = 10


def teks_jam(saat: datetime, zona: ZoneInfo) -> str:
    """Senin 5 Januari 2026 09.12 WITA"""
    lokal = saat.astimezone(zona)
    hari = f"{_HARI[lokal.weekday()]} {teks_tanggal(lokal.date())}"
    return f"{hari} {lokal:%H.%M} {lokal.tzname()}"


def teks_kecepatan(kali: float) -> str:
    """Two figures are enough for something that jumps: 19 kali, 2.300 kali"""
    bulat = round(kali) if kali < _TERBILANG**2 else round(kali, -(len(str(int(kali))) - 2))
    return f"{int(bulat):,} kali".replace(",", ".")


def teks_peringatan(pelanggaran: Pelanggaran, nama: Mapping[str, str], zona: ZoneInfo) -> str:
    """24/11 09.12  PAUD-2026-000003  Front Office: mendekati batas (10 Menit)"""
    pada = pelanggaran.terjadi_pada.astimezone(zona)
    siapa = pelanggaran.pelaksana
    di_mana = nama.get(siapa, siapa) if siapa else "Keseluruhan"
    return (
        f"{pada:%d/%m %H.%M}  {pelanggaran.nomor}  {di_mana}:"
        f" {TINGKAT[pelanggaran.tingkat]} ({_batas(pelanggaran)})"
    )


def _batas(pelanggaran: Pelanggaran) -> str:
    """Of "4 Hari 1 Jam 18 Menit (5 Hari)" only what is the limit of the whole."""
    if pelanggaran.cakupan == "langkah":
        return pelanggaran.batas
    return pelanggaran.batas.rpartition("(")[2].removesuffix(")")
