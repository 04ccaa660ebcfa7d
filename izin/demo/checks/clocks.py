"""Where the time went: every ledger against its application, the report against the alerts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from shared.audit.temuan import Temuan
from shared.kalender.model import Kalender
from shared.laporan.model import Laporan
from shared.mutu_baku.buku_waktu import Gangguan, Ruas, buku_waktu, jumlahkan
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.store.watch_port import Klaim


def periksa_buku(
    permohonan: Permohonan,
    sop: Sop,
    gangguan: Iterable[Gangguan],
    waktu: tuple[Kalender, datetime],
) -> Iterator[Temuan]:
    """Without gap or overlap from the first opening to the end, and the parts are the whole."""
    kalender, kini = waktu
    ruas = buku_waktu(permohonan, sop, gangguan, kini)
    riwayat = permohonan.riwayat
    akhir = kini if permohonan.langkah else riwayat[-1].ditutup_pada
    for pesan in _celah(ruas, riwayat[0].dibuka_pada, akhir):
        yield Temuan(permohonan.nomor, f"buku waktu: {pesan}")
    jumlah = sum((j.lama for j in jumlahkan(ruas, kalender).values()), timedelta())
    if jumlah != akhir - riwayat[0].dibuka_pada:
        yield Temuan(permohonan.nomor, "buku waktu: jumlah bagian bukan keseluruhan")


def _celah(ruas: tuple[Ruas, ...], mulai: datetime, akhir: datetime) -> Iterator[str]:
    batas = mulai
    for satu in ruas:
        if satu.dari != batas:
            yield f"langkah {satu.langkah} tidak menyambung pada yang sebelumnya"
        batas = satu.sampai
    if batas != akhir:
        yield "berakhir pada saat yang lain daripada riwayatnya"


def periksa_laporan(laporan: Laporan, klaim: Iterable[Klaim]) -> Iterator[Temuan]:
    """As many late in the report, per step and for the whole, as alerts were raised about it."""
    tercatat = Counter(
        (satu.pelanggaran.sop, satu.pelanggaran.langkah)
        for satu in klaim
        if satu.pelanggaran.tingkat == "selesai_terlambat"
    )
    dilaporkan: Counter[tuple[str, int | None]] = Counter()
    for baris in laporan.langkah:
        terlambat = baris.selesai.terlambat + baris.terbuka.kembali_terlambat
        dilaporkan[baris.sop, baris.langkah] += terlambat
    for seluruhnya in laporan.keseluruhan:
        dilaporkan[seluruhnya.sop, None] += seluruhnya.selesai.terlambat
    for sop, langkah in sorted(tercatat.keys() | dilaporkan.keys(), key=str):
        dua = dilaporkan[sop, langkah], tercatat[sop, langkah]
        if dua[0] != dua[1]:
            di_mana = f"langkah {langkah}" if langkah else "keseluruhan"
            pesan = f"{sop}, {di_mana}: laporan {dua[0]} terlambat, diumumkan {dua[1]}"
            yield Temuan("", pesan)
    if not laporan.pencocokan.sama or laporan.pencocokan.belum_diumumkan:
        yield Temuan("", f"laporan tidak cocok dengan catatan ({laporan.pencocokan})")


def periksa_watchdog(
    sapuan: datetime | None, klaim: Iterable[Klaim], terakhir: datetime
) -> Iterator[Temuan]:
    """It looked until after the last thing happened, and saw nothing before it happened."""
    if sapuan is None or sapuan <= terakhir:
        kapan = sapuan.isoformat() if sapuan else "tidak pernah"
        yield Temuan("", f"sapuan terakhir watchdog {kapan}, sebelum kejadian terakhir")
    for satu in klaim:
        if satu.pelanggaran.terdeteksi_pada < satu.pelanggaran.terjadi_pada:
            yield Temuan(satu.pelanggaran.nomor, "peringatan terdeteksi sebelum terjadi")
