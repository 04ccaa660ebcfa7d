"""Alerts, instants and rates in the words of the screen."""

from collections.abc import Mapping
from typing import get_args
from zoneinfo import ZoneInfo

from shared.contracts import Pelanggaran
from shared.contracts.messages import Tingkat
from shared.words import SEBUTAN_TINGKAT

TINGKAT: Mapping[Tingkat, str] = {t: SEBUTAN_TINGKAT[t].lower() for t in get_args(Tingkat)}
"""In the order in which a limit runs out."""

GAYA: Mapping[str, str] = {
    "mendekati": "yellow",
    "terlampaui": "bold red",
    "selesai_terlambat": "red",
}
GAYA_LAIN = "magenta"

_TERBILANG = 10


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
