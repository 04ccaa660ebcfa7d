"""The summary's facts: everything read back from the store and the broker, then checked."""

from collections.abc import Callable, Iterable, Iterator

from izin.demo.bukti import Bukti, Harapan, kabar_semestinya
from izin.demo.pemeriksaan import (
    periksa_antrean,
    periksa_buku,
    periksa_kabar,
    periksa_karantina,
    periksa_laporan,
    periksa_pemohon,
    periksa_pengumuman,
    periksa_rencana,
    periksa_satu_satu,
    periksa_sk,
    periksa_skenario,
    periksa_turunan,
    periksa_watchdog,
)
from izin.demo.sk import periksa_sk_bertanda
from shared.audit.keluaran import periksa_berkas
from shared.audit.riwayat import periksa_akhir, periksa_petugas
from shared.audit.temuan import Pemeriksaan, Temuan, pemeriksaan
from shared.kantor.audit_lines import OF_ONE, periksa_orang
from shared.permohonan import Permohonan


def periksa_waktu(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    """The part of the summary that is about time: alerts, ledgers, the report, the watchdog."""
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
                satu, termuat.sop, milik.get(str(satu.id), ()), waktu.berlaku, waktu.kini
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
            for temuan in periksa_buku(satu, termuat.sop, waktu.gangguan, kalender, waktu.kini)
        ),
    )
    terakhir = max((p.riwayat[-1].ditutup_pada for p in bukti.semua), default=waktu.mulai)
    lama = max((k.pelanggaran.terlambat_terdeteksi_detik for k in waktu.klaim), default=0)
    yield pemeriksaan(
        "Watchdog berjaga sampai akhir",
        f"terlama {lama} detik",
        periksa_watchdog(waktu.sapuan, waktu.klaim, terakhir),
    )


def periksa(bukti: Bukti, harapan: Harapan) -> tuple[Pemeriksaan, ...]:
    """Every line of the summary, in the order in which a reader wants to know."""
    return (
        *_permohonan(bukti, harapan),
        *_riwayat(bukti, harapan),
        *_wewenang(bukti, harapan),
        *_kawat(bukti, harapan),
        *periksa_waktu(bukti, harapan),
    )


def _permohonan(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    semua, skenario = bukti.semua, harapan.skenario
    banyak = f"{len(semua)} permohonan"
    yield pemeriksaan(
        "Satu pengajuan menjadi satu permohonan",
        banyak,
        periksa_satu_satu(semua, skenario.values()),
    )
    yield pemeriksaan("Semua permohonan berakhir", banyak, _dari(semua, periksa_akhir))
    yield pemeriksaan(
        "Semua skenario terjadi sesuai rencana",
        f"{len(skenario)} skenario",
        (
            temuan
            for satu in semua
            if str(satu.id) in skenario
            for temuan in periksa_skenario(satu, skenario[str(satu.id)])
        ),
    )
    terbit = sum(satu.status == "selesai" for satu in semua)
    yield pemeriksaan("SK terbit tepat satu kali", f"{terbit} SK", periksa_sk(semua))
    bertanda = sum(satu.nomor.status == "berlaku" for satu in bukti.sk.buku)
    yield pemeriksaan(
        "SK bertanda tangan, bernomor urut, sesuai draf",
        f"{bertanda} SK",
        periksa_sk_bertanda(bukti.sk, semua, bukti.waktu.kini),
    )


def _riwayat(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    """What `izin audit` checks of each application, and its files."""
    menurut_sop = [(satu, harapan.sop.get(satu.sop_versi)) for satu in bukti.semua]
    tanpa_sop = [t for satu, termuat in menurut_sop if termuat is None for t in _tanpa_sop(satu)]
    for satu_cek in OF_ONE:
        if satu_cek.check is periksa_orang:
            continue  # with the register of the demo's officers: `_wewenang`
        temuan = (
            temuan
            for satu, termuat in menurut_sop
            if termuat
            for temuan in satu_cek.check(satu, termuat.sop)
        )
        banyak = sum(len(satu.riwayat) for satu in bukti.semua)
        jumlah = banyak if satu_cek.unit == "entri" else len(bukti.semua)
        yield pemeriksaan(satu_cek.name, f"{jumlah} {satu_cek.unit}", (*tanpa_sop, *temuan))
        tanpa_sop = []
    yield pemeriksaan(
        "Berkas cocok dengan SHA-256 yang tercatat",
        f"{len(bukti.fakta)} berkas",
        _dari(bukti.semua, lambda satu: periksa_berkas(satu, bukti.fakta)),
    )


def _wewenang(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    hak = [e.wewenang for satu in bukti.semua for e in satu.riwayat if e.wewenang]
    mandat = sum(satu.jenis != "definitif" for satu in hak)
    yield pemeriksaan(
        f"Setiap putusan berwenang, {mandat} oleh Plh",
        f"{len(hak)} putusan",
        (
            temuan
            for satu in bukti.semua
            for temuan in periksa_petugas(satu, berdaftar=harapan.berdaftar)
        ),
    )
    yield pemeriksaan(
        "Yang tidak berwenang ditolak",
        f"{len(bukti.penolakan)} penolakan",
        (
            Temuan("", f"penolakan '{kode}' tidak terjadi")
            for kode in sorted(harapan.penolakan - bukti.penolakan)
        ),
    )


def _kawat(bukti: Bukti, harapan: Harapan) -> Iterator[Pemeriksaan]:
    yield pemeriksaan(
        "Pemohon diberi tahu semestinya",
        f"{len(bukti.kabar)} pemberitahuan",
        periksa_kabar(kabar_semestinya(bukti.semua, harapan), bukti.kabar),
    )
    yield pemeriksaan(
        "Karantina hanya berisi yang disengaja",
        f"{len(bukti.karantina)} pesan",
        periksa_karantina(harapan.karantina, bukti.karantina),
    )
    yield pemeriksaan(
        "Tidak ada yang tertinggal di antrean",
        f"{len(bukti.antrean)} antrean",
        periksa_antrean(bukti.antrean),
    )


def _dari(
    semua: Iterable[Permohonan], periksa_satu: Callable[[Permohonan], Iterable[Temuan]]
) -> Iterator[Temuan]:
    for satu in semua:
        yield from periksa_satu(satu)


def _tanpa_sop(permohonan: Permohonan) -> Iterable[Temuan]:
    return (Temuan(permohonan.nomor, "berjalan menurut versi SOP yang tidak dikenal"),)
