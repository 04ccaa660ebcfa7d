"""What the tests of the report are about: instants in the office's zone, and reports of journeys
that were written by hand."""

from collections.abc import Iterable
from datetime import datetime

from shared.contracts import Verdik
from shared.kalender.berlaku import KalenderBerlaku
from shared.laporan.baris import Catatan
from shared.laporan.bulan import Bulan
from shared.laporan.laporan import Penyusun
from shared.laporan.model import BarisLangkah, Laporan
from shared.laporan.tinjauan import Lingkup
from shared.mutu_baku.buku_waktu import Gangguan
from tests.builders import PAUD, Perjalanan, kalender

BERLAKU = KalenderBerlaku.selalu(kalender())
ZONA = kalender().zona


def wita(hari: int, jam: str, bulan: int = 1) -> datetime:
    """A day of 2026 and "09.00"."""
    jam_angka, menit = map(int, jam.split("."))
    return datetime(2026, bulan, hari, jam_angka, menit, tzinfo=ZONA)


NANTI = wita(1, "08.00", 6)
"""Long after the months of the tests."""


def penyusun(
    bulan: str = "2026-01",
    kini: datetime = NANTI,
    gangguan: Iterable[Gangguan] = (),
    berlaku: KalenderBerlaku = BERLAKU,
) -> Penyusun:
    jangka = Bulan.baca(bulan).sampai_kini(ZONA, kini)
    return Penyusun(Lingkup(jangka, berlaku, tuple(gangguan)))


def laporan(
    *perjalanan: Perjalanan,
    bulan: str = "2026-01",
    kini: datetime = NANTI,
    gangguan: Iterable[Gangguan] = (),
    catatan: Iterable[Catatan] = (),
) -> Laporan:
    susun = penyusun(bulan, kini, gangguan)
    for satu in perjalanan:
        susun.tambah(satu.permohonan, satu.sop)
    for tercatat in catatan:
        susun.tambah_catatan(tercatat)
    return susun.laporan(Bulan.baca(bulan), kini)


def langkah(isi: Laporan, no: int) -> BarisLangkah:
    """Of a report with one SOP."""
    (baris,) = [satu for satu in isi.langkah if satu.langkah == no]
    return baris


def lalui(perjalanan: Perjalanan, *saat: datetime) -> Perjalanan:
    """Accepted step by step, each closed at its instant."""
    for satu in saat:
        perjalanan.pada(satu).putus()
    return perjalanan


def kembalikan(perjalanan: Perjalanan, saat: datetime, **alasan: str) -> Perjalanan:
    """Front Office sends back to the applicant; `alasan` by code, with _ for -. As it may stand in
    the store: from a time when any text was accepted."""
    tolak = {kode.replace("_", "-"): teks for kode, teks in alasan.items()}
    verdik = tuple(
        Verdik(kode=d.kode, diterima=d.kode not in tolak, alasan=tolak.get(d.kode, ""))
        for d in perjalanan.perkara.belum_diterima()
    )
    putusan = perjalanan.pada(saat).putusan("tolak", catatan="lihat catatan ini")
    perjalanan.terapkan(putusan.model_copy(update={"verdik": verdik}))
    return perjalanan


def lengkapi(perjalanan: Perjalanan, saat: datetime) -> Perjalanan:
    """The applicant replaces whatever was asked for."""
    terbuka = perjalanan.permohonan.langkah
    assert terbuka is not None
    dokumen = [
        perjalanan.lemari.berkode(p.kode, f"{p.kode}-{terbuka.putaran}", perjalanan.media(p.kode))
        for p in terbuka.perbaikan
    ]
    perjalanan.pada(saat).perbaiki(dokumen)
    return perjalanan


def lancar() -> Perjalanan:
    """Nothing goes back; at one step of three is the limit met to the minute, Kabid is a minute
    late."""
    return lalui(
        Perjalanan(PAUD, diajukan=wita(5, "09.00")),
        wita(5, "09.05"),  # 5 of 10 minutes
        wita(5, "09.15"),  # 10 of 10
        wita(9, "09.15"),  # 4 of 4 hari: 345 + 3 x 450 + 105 minutes
        wita(9, "09.25"),  # 10 of 10
        wita(9, "09.31"),  # 6 of 5: late
        wita(9, "09.36"),  # 5 of 5
        wita(9, "09.41"),  # 5 of 5
        wita(9, "09.43"),  # the applicant, 2 of 3
    )


def dikembalikan() -> Perjalanan:
    """Sent back after 8 of 10 minutes; resumed, late by one; then on the desk of Dinas Teknis."""
    perjalanan = Perjalanan(PAUD, diajukan=wita(5, "09.00"))
    kembalikan(perjalanan, wita(5, "09.08"), nib="NIB tidak terbaca")
    lengkapi(perjalanan, wita(6, "10.00"))
    return lalui(perjalanan, wita(6, "10.03"), wita(6, "10.06"))
