"""The part of the summary that is about time: alerts, ledgers, the report, the watchdog."""

from collections.abc import Iterator

from izin.demo.checks.breaches import (
    periksa_pemohon,
    periksa_pengumuman,
    periksa_rencana,
    periksa_turunan,
)
from izin.demo.checks.clocks import periksa_buku, periksa_laporan, periksa_watchdog
from izin.demo.evidence import Bukti, Harapan
from shared.audit.temuan import Pemeriksaan, pemeriksaan


def periksa_waktu(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    yield from _mutu_baku(bukti, harapan)
    yield from _buku_waktu(bukti, harapan)


def _mutu_baku(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    waktu, milik = bukti.waktu, bukti.waktu.klaim_menurut
    banyak = f"{len(waktu.klaim)} peringatan"
    yield pemeriksaan(
        "Setiap peringatan diumumkan tepat satu kali",
        f"{len(waktu.pengumuman)} pengumuman",
        periksa_pengumuman(waktu.klaim, waktu.pengumuman),
    )
    yield pemeriksaan(
        "Peringatan tercatat sama dengan yang diturunkan",
        banyak,
        (
            temuan
            for satu in bukti.semua
            if (termuat := harapan.sop.get(satu.sop_versi))
            for temuan in periksa_turunan(
                satu, termuat.sop, milik.get(str(satu.id), ()), (waktu.berlaku, waktu.kini)
            )
        ),
    )
    rencana = {str(s.id): harapan.skenario.get(str(s.id)) for s in bukti.semua}
    yield pemeriksaan(
        "Semua kelambatan yang direncanakan terjadi",
        f"{sum(len(s.peringatan) for s in harapan.skenario.values())} peringatan",
        (
            temuan
            for satu in bukti.semua
            if (skenario := rencana[str(satu.id)])
            for temuan in periksa_rencana(satu, skenario, milik.get(str(satu.id), ()))
        ),
    )
    sop = {termuat.sop.kode: termuat.sop for termuat in harapan.sop.values()}
    yield pemeriksaan(
        "Pemohon tidak pernah diperingatkan", banyak, periksa_pemohon(waktu.klaim, sop)
    )


def _buku_waktu(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    waktu, kalender = bukti.waktu, bukti.waktu.berlaku.terkini
    laporan = waktu.laporan(bukti.semua, harapan.sop)
    yield pemeriksaan(
        "Laporan menghitung keterlambatan yang sama",
        f"{len(laporan.langkah)} langkah",
        periksa_laporan(laporan, waktu.klaim),
    )
    yield pemeriksaan(
        "Buku waktu setiap permohonan genap",
        f"{len(bukti.semua)} permohonan",
        (
            temuan
            for satu in bukti.semua
            if (termuat := harapan.sop.get(satu.sop_versi))
            for temuan in periksa_buku(satu, termuat.sop, waktu.gangguan, (kalender, waktu.kini))
        ),
    )
    terakhir = max((p.riwayat[-1].ditutup_pada for p in bukti.semua), default=waktu.mulai)
    lama = max((k.pelanggaran.terlambat_terdeteksi_detik for k in waktu.klaim), default=0)
    yield pemeriksaan(
        "Watchdog berjaga sampai akhir",
        f"terlama {lama} detik",
        periksa_watchdog(waktu.sapuan, waktu.klaim, terakhir),
    )
