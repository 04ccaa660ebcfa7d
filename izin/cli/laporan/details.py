"""What else there is to say about one SOP at the terminal; what has nothing in it is left out."""

from rich.console import Console
from rich.table import Table

from izin.cli.laporan import words
from izin.cli.laporan.layout import section, table
from shared.contracts.messages import Tingkat
from shared.laporan.model import BarisAlasan, Laporan

SHOWN_TEXTS = 2
LEVELS: dict[Tingkat, str] = {
    "mendekati": "Mendekati",
    "terlampaui": "Terlampaui",
    "selesai_terlambat": "Terlambat",
    "kembali_ujung_batas": "Di ujung",
    "kembali_tanpa_perubahan": "Tetap",
    "putaran_berulang": "Berulang",
}
"""The last three are of returns to the applicant."""


def print_details(laporan: Laporan, sop: str, console: Console) -> None:
    section(console, "Langkah pemohon, hanya diukur:", _applicant(laporan, sop))
    section(console, "Waktu milik siapa:", _time(laporan, sop))
    section(console, "Pengembalian dan penolakan:", _returns(laporan, sop))
    section(console, "Alasan kembali ke pemohon:", _reasons(laporan, sop))
    section(console, "Peringatan:", _alerts(laporan, sop))


def _applicant(laporan: Laporan, sop: str) -> Table:
    rows = [
        [
            str(one.langkah),
            one.batas,
            *map(str, (one.selesai.jumlah, one.selesai.tepat, one.selesai.terlambat)),
            words.middle(one.selesai.lama),
            words.middle(one.nyata),
            str(one.terbuka.jumlah),
        ]
        for one in laporan.pemohon
        if one.sop == sop and (one.selesai.jumlah or one.terbuka.jumlah)
    ]
    measured = ("Selesai", "Tepat", "Terlambat", "Jam kantor", "Menurut jam", "Terbuka")
    return table(("No", "Batas", *measured), rows, 2)


def _time(laporan: Laporan, sop: str) -> Table:
    rows = [
        [
            one.pemilik,
            one.jenis,
            str(one.permohonan),
            words.length(one.menit),
            words.length(one.menit_kantor),
            words.percent(one.persen),
        ]
        for one in laporan.waktu
        if one.sop == sop
    ]
    headings = ("Pemilik", "Jenis", "Permohonan", "Menurut jam", "Jam kantor", "Bagian")
    return table(headings, rows, 2)


def _returns(laporan: Laporan, sop: str) -> Table:
    rows = [
        [str(one.langkah), one.pelaksana, *map(str, counts)]
        for one in laporan.pengembalian
        if one.sop == sop and any(counts := (one.ke_pemohon, one.ke_meja, one.ditolak))
    ]
    return table(("No", "Pelaksana", "Ke pemohon", "Ke meja lain", "Ditolak"), rows, 2)


def _reasons(laporan: Laporan, sop: str) -> Table:
    rows = [
        [
            one.kode or one.jenis,
            _texts(one),
            str(one.kali),
            str(one.permohonan),
            words.percent(one.sekali_benar_persen),
        ]
        for one in laporan.alasan
        if one.sop == sop and one.kali
    ]
    return table(("Kode", "Alasan petugas", "Kali", "Permohonan", "Sekali benar"), rows, 2)


def _texts(one: BarisAlasan) -> str:
    shown = one.alasan[:SHOWN_TEXTS]
    rest = one.kali - sum(a.kali for a in shown)
    return "; ".join(
        [*(f"{a.teks} ({a.kali}x)" for a in shown), *([f"{rest} lagi"] if rest else [])]
    )


def _alerts(laporan: Laporan, sop: str) -> Table:
    """One line a step, one column a level."""
    counts: dict[tuple[str, str], dict[Tingkat, int]] = {}
    for one in laporan.peringatan:
        if one.sop == sop:
            place = str(one.langkah or ""), one.pelaksana or one.cakupan
            counts.setdefault(place, {})[one.tingkat] = one.jumlah
    rows = [[*place, *(str(of.get(t, 0)) for t in LEVELS)] for place, of in counts.items()]
    return table(("No", "Pelaksana", *LEVELS.values()), rows, 2)
