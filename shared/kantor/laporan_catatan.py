"""What a report is about and how it was counted, in sentences."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.laporan.model import Laporan, Pencocokan, Tentang
from shared.words import when

COUNTED = (
    "Yang dihitung adalah batas: tiap langkah beserta semua bukaannya sampai diteruskan, dan"
    " permohonan seutuhnya sampai kantor selesai.",
    "Selesai: selesai di bulan ini. Tepat waktu: ditutup sampai dengan saat jatuh temponya,"
    " menurut kalender hari itu. Sama dengan aturan peringatan.",
    "Pengembalian menunda batas; jam berjalan lagi ketika langkah itu terbuka lagi.",
    "Menit adalah menit jam kantor. Hari pada batas dalam hari: bagian batas yang terpakai,"
    " dikalikan banyaknya hari batas itu.",
    "Median dan persentil 90 sama dengan MEDIAN dan PERCENTILE.INC pada lembar kerja.",
    "Masih terbuka: belum selesai pada akhir laporan; waktunya baru sebagian dan dihitung"
    " tersendiri. Tertunda: menunggu dilanjutkan.",
    "Kepatuhan: tepat waktu dibagi jumlah yang tepat waktu, yang terlambat, dan yang masih"
    " terbuka tetapi sudah lewat batas.",
    "Karena gangguan sistem: terlambat, tetapi tidak bila waktu gangguan sistem dikeluarkan.",
    "Langkah pemohon hanya diukur, tidak dibebankan kepada kantor.",
    "Sekali benar: dari yang selesai di bulan ini, yang tidak pernah kembali ke pemohon.",
)


class Fact(NamedTuple):
    hal: str
    isi: str


def title(tentang: Tentang) -> str:
    return f"Laporan mutu baku {tentang.bulan}"


def period(tentang: Tentang) -> str:
    zone = ZoneInfo(tentang.zona)
    text = f"{when(tentang.dari, zone)} sampai {when(tentang.sampai, zone)}"
    return f"{text} (bulan masih berjalan)" if tentang.berjalan else text


def first_report(laporan: Laporan) -> str:
    """Whether a past month is told as it was first told."""
    if (pertama := laporan.tentang.pertama) is None:
        return ""
    saat = when(pertama, ZoneInfo(laporan.tentang.zona))
    if not laporan.perubahan:
        return f"dibuat {saat}, tidak berubah sejak itu"
    return f"dibuat {saat}; {len(laporan.perubahan)} angka BERUBAH sejak itu"


def alerts(pencocokan: Pencocokan) -> str:
    """Whether what was recorded is what follows from the histories."""
    if pencocokan.sama and not pencocokan.turunan:
        return "Tidak ada peringatan"
    if pencocokan.sama:
        return f"{pencocokan.turunan} peringatan, semuanya tercatat"
    return (
        f"{pencocokan.turunan} peringatan menurut riwayat, {pencocokan.tercatat} tercatat:"
        f" {pencocokan.hanya_turunan} belum tercatat,"
        f" {pencocokan.hanya_tercatat} tercatat tetapi tidak menurut riwayat"
    )


def facts(laporan: Laporan) -> list[Fact]:
    return list(_facts(laporan))


def _facts(laporan: Laporan) -> Iterator[Fact]:
    tentang = laporan.tentang
    zone = ZoneInfo(tentang.zona)
    yield Fact("Laporan", title(tentang))
    yield Fact("Bulan", tentang.bulan)
    yield Fact("Masa", period(tentang))
    yield Fact("Dibuat", when(tentang.dibuat, zone))
    yield Fact("Zona waktu", tentang.zona)
    for sop in tentang.sop:
        yield Fact("SOP", f"{sop.sop}, versi {sop.versi}: {sop.permohonan} permohonan")
    for kalender in tentang.kalender:
        yield Fact("Kalender", f"versi {kalender.versi}, {_since(kalender.dari, zone)}")
    yield Fact("Peringatan", alerts(laporan.pencocokan))
    if laporan.pencocokan.belum_diumumkan:
        yield Fact("Peringatan", f"{laporan.pencocokan.belum_diumumkan} belum diumumkan")
    if tentang.pertama is not None:
        yield Fact("Laporan pertama", first_report(laporan))
    for sebab in laporan.sebab:
        yield Fact("BERUBAH KARENA", sebab)
    for satu in tentang.tak_terbaca:
        yield Fact("TIDAK TERHITUNG", f"{satu.nomor}: {satu.alasan}")
    for sentence in COUNTED:
        yield Fact("Cara menghitung", sentence)


def _since(dari: datetime | None, zone: ZoneInfo) -> str:
    return f"berlaku sejak {when(dari, zone)}" if dari else "berlaku sejak semula"
