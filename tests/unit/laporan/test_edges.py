"""What is counted where: late returns, refusals, our own outages, and where a month ends."""

from datetime import timedelta

import pytest

from shared.alur import daftarkan
from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.laporan.baris import Catatan
from shared.laporan.bulan import Bulan, BulanBelumMulai, BulanTidakTerbaca
from shared.laporan.tinjauan import sebelum
from shared.mutu_baku.buku_waktu import Gangguan
from shared.sop.loader import baca
from tests.builders import PAUD, Perjalanan, kalender, termuat
from tests.unit.kalender.contoh import diganti
from tests.unit.laporan.report_case import (
    NANTI,
    ZONA,
    dikembalikan,
    kembalikan,
    lalui,
    lancar,
    langkah,
    laporan,
    lengkapi,
    penyusun,
    wita,
)


def dikembalikan_terlambat() -> Perjalanan:
    """Sent back two minutes too late, in January; resumed in February."""
    perjalanan = Perjalanan(PAUD, diajukan=wita(30, "09.00"))
    kembalikan(perjalanan, wita(30, "09.12"), nib="buram")
    lengkapi(perjalanan, wita(2, "10.00", 2))
    return lalui(perjalanan, wita(2, "10.01", 2))


def test_sent_back_too_late_is_over_at_once_and_late_when_it_is_finished() -> None:
    januari = laporan(dikembalikan_terlambat())
    terbuka = langkah(januari, 2).terbuka
    assert (terbuka.jumlah, terbuka.tertunda, terbuka.lewat) == (1, 1, 1)
    assert terbuka.kembali_terlambat == 1
    assert langkah(januari, 2).kepatuhan_persen == 0
    assert [satu.selesai for satu in januari.lewat] == [None]
    sesudahnya = laporan(dikembalikan_terlambat(), bulan="2026-02", kini=wita(1, "12.00", 2))
    terbuka = langkah(sesudahnya, 2).terbuka
    assert (terbuka.lewat, terbuka.kembali_terlambat) == (1, 0)
    februari = laporan(dikembalikan_terlambat(), bulan="2026-02", kini=wita(2, "10.05", 2))
    selesai = langkah(februari, 2).selesai
    assert (selesai.terlambat, selesai.terlambat_sebelumnya) == (1, 1)
    assert selesai.lama.median_menit == 13


def test_the_alert_of_a_late_return_is_counted_in_the_month_in_which_it_was_raised() -> None:
    def selesai_terlambat(bulan: str) -> int:
        isi = laporan(dikembalikan_terlambat(), bulan=bulan, kini=wita(2, "10.05", 2))
        return sum(b.jumlah for b in isi.peringatan if b.tingkat == "selesai_terlambat")

    assert (selesai_terlambat("2026-01"), selesai_terlambat("2026-02")) == (1, 0)


def test_a_month_ends_in_the_office_s_zone_and_its_last_instant_is_the_next_one_s() -> None:
    dari, sampai = Bulan.baca("2026-12").jangka(ZONA)
    assert (dari.isoformat(), sampai.isoformat()) == (
        "2026-11-30T16:00:00+00:00",
        "2026-12-31T16:00:00+00:00",
    )
    awal_februari = wita(1, "00.00", 2)
    perjalanan = lalui(Perjalanan(PAUD, diajukan=wita(30, "16.20")), awal_februari)
    januari, februari = laporan(perjalanan), laporan(perjalanan, bulan="2026-02")
    assert (langkah(januari, 2).selesai.jumlah, langkah(januari, 2).terbuka.jumlah) == (0, 1)
    assert (langkah(februari, 2).selesai.jumlah, langkah(februari, 2).terbuka.jumlah) == (1, 0)


def test_a_past_month_does_not_change_with_what_comes_later() -> None:
    perjalanan = Perjalanan(PAUD, diajukan=wita(29, "09.00"))
    dulu = laporan(lalui(perjalanan, wita(29, "09.05")))
    lalui(perjalanan, wita(3, "09.00", 2), wita(10, "09.00", 2))
    assert laporan(perjalanan) == dulu


def test_an_application_of_another_month_is_not_in_it() -> None:
    isi = laporan(lancar(), bulan="2026-02")
    assert (isi.keseluruhan, isi.waktu, isi.tentang.sop) == ((), (), ())
    assert laporan(lancar(), bulan="2025-12").tentang.sop == ()


def test_what_came_in_before_the_month_and_is_open_is_carried_over() -> None:
    (baris,) = laporan(dikembalikan(), bulan="2026-02").keseluruhan
    assert (baris.bawaan, baris.masuk, baris.terbuka.jumlah, baris.terbuka.lewat) == (1, 0, 1, 1)


def test_a_refusal_ends_the_whole_and_whatever_waited_to_be_resumed() -> None:
    perjalanan = lalui(
        Perjalanan(PAUD, diajukan=wita(5, "09.00")),
        *(wita(5, "09.05"), wita(5, "09.10"), wita(6, "09.00")),
    )
    perjalanan.pada(wita(6, "09.04")).putus("kembalikan")
    assert langkah(laporan(perjalanan), 5).terbuka.tertunda == 1
    perjalanan.pada(wita(6, "10.00")).putus("tolak")
    isi = laporan(perjalanan)
    (baris,) = isi.keseluruhan
    assert (baris.sk, baris.ditolak, baris.terbuka.jumlah) == (0, 1, 0)
    assert (langkah(isi, 5).selesai.tepat, langkah(isi, 5).terbuka.jumlah) == (1, 0)
    assert langkah(isi, 5).selesai.lama.median_menit == 4
    assert langkah(isi, 4).selesai.jumlah == 2
    arah = {b.langkah: (b.ke_pemohon, b.ke_meja, b.ditolak) for b in isi.pengembalian}
    assert (arah[4], arah[5]) == ((0, 0, 1), (0, 1, 0))


def test_what_was_handed_over_and_came_back_is_not_done_any_more() -> None:
    lama = 'rute = [{ putusan = "terima", ke = "selesai" }]'
    baru = f'{lama[:-1]}, {{ putusan = "kembalikan", ke = 8, tambahan = "SK keliru" }}]'
    sop = baca(termuat(PAUD).sumber.replace(lama, baru), "coba.toml", None)
    perjalanan = Perjalanan(sop, diajukan=wita(5, "09.00")).sampai(9)
    assert laporan(perjalanan).keseluruhan[0].selesai.jumlah == 1
    perjalanan.pada(wita(5, "10.00")).putus("kembalikan")
    (baris,) = laporan(perjalanan, kini=wita(5, "10.02")).keseluruhan
    assert (baris.selesai.jumlah, baris.terbuka.jumlah, baris.terbuka.tertunda) == (0, 1, 0)
    lalui(perjalanan, wita(2, "09.00", 2))
    assert laporan(perjalanan, bulan="2026-02").keseluruhan[0].selesai.jumlah == 1


@pytest.mark.parametrize(("menit", "karena"), [(19, 0), (20, 1), (30, 1)])
def test_late_for_our_own_outage_alone_is_told_apart(menit: int, karena: int) -> None:
    """Thirty minutes for a limit of ten: an outage of twenty is all that was too much."""
    perjalanan = lalui(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.30"))
    mulai = wita(5, "09.00")
    gangguan = Gangguan("frontoffice", mulai, mulai + timedelta(minutes=menit))
    isi = laporan(perjalanan, kini=wita(5, "09.35"), gangguan=[gangguan])
    assert (langkah(isi, 2).selesai.terlambat, langkah(isi, 2).selesai.karena_gangguan) == (
        1,
        karena,
    )
    (lewat,) = isi.lewat
    assert lewat.karena_gangguan is bool(karena)
    milik = {(satu.pemilik, satu.jenis): satu.menit for satu in isi.waktu}
    assert milik["sistem", "gangguan"] == menit


def test_another_role_s_outage_excuses_nobody() -> None:
    perjalanan = lalui(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.30"))
    gangguan = Gangguan("backoffice", wita(5, "09.00"), wita(5, "09.30"))
    isi = laporan(perjalanan, gangguan=[gangguan])
    assert langkah(isi, 2).selesai.karena_gangguan == 0


def test_a_decision_that_was_made_in_time_and_written_down_late_is_our_outage() -> None:
    perjalanan = Perjalanan(PAUD, diajukan=wita(5, "09.00"))
    perjalanan.pada(wita(5, "09.40")).putus(diputuskan_pada=wita(5, "09.09"))
    assert langkah(laporan(perjalanan), 2).selesai.karena_gangguan == 1


def test_the_whole_is_excused_by_outages_too() -> None:
    perjalanan = lalui(
        Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.05"), wita(5, "09.10")
    )
    perjalanan.pada(wita(13, "09.00")).putus("tolak", catatan="tidak layak")
    gangguan = Gangguan("dinasteknis", wita(5, "09.10"), wita(6, "12.00"))
    (tanpa,) = laporan(perjalanan).keseluruhan
    (dengan,) = laporan(perjalanan, gangguan=[gangguan]).keseluruhan
    assert (tanpa.selesai.terlambat, tanpa.selesai.karena_gangguan) == (1, 0)
    assert (dengan.selesai.terlambat, dengan.selesai.karena_gangguan) == (1, 1)


def test_records_and_histories_that_differ_are_told() -> None:
    perjalanan = lancar()
    kunci = f"{perjalanan.permohonan.id}/6.1/terlampaui"
    catatan = [Catatan(kunci, True), Catatan("lain/2.1/mendekati", False)]
    isi = laporan(perjalanan, catatan=catatan)
    cocok = isi.pencocokan
    assert (cocok.turunan, cocok.tercatat) == (9, 2)
    assert (cocok.hanya_turunan, cocok.hanya_tercatat, cocok.belum_diumumkan) == (8, 1, 1)
    assert not cocok.sama
    tercatat = {(b.langkah, b.tingkat): b.tercatat for b in isi.peringatan}
    assert (tercatat[6, "terlampaui"], tercatat[6, "mendekati"]) == (1, 0)


def test_two_limits_of_one_step_that_begin_at_the_same_instant_are_told_apart() -> None:
    """Sent back and come again within no time: only the second one is late."""
    saat = wita(5, "09.00")
    perjalanan = lalui(Perjalanan(PAUD, diajukan=saat), *[saat] * 4)
    perjalanan.pada(saat).putus()
    perjalanan.pada(saat).putus("kembalikan")
    lalui(perjalanan, wita(5, "09.11"))
    selesai = langkah(laporan(perjalanan, kini=wita(5, "09.12")), 5).selesai
    assert (selesai.tepat, selesai.terlambat) == (1, 1)


def test_a_version_of_the_sop_with_another_limit_has_a_line_of_its_own() -> None:
    biasa = lalui(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.05"))
    lain = lalui(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.05"))
    ubah = [
        satu.model_copy(update={"waktu": lain.sop.langkah_ke(3).waktu.model_validate("5 Menit")})
        if satu.no == 2
        else satu
        for satu in lain.sop.langkah
    ]
    lain.sop = lain.sop.model_copy(update={"langkah": tuple(ubah)})
    isi = laporan(biasa, lain)
    assert [(b.batas, b.selesai.jumlah) for b in isi.langkah if b.langkah == 2] == [
        ("10 Menit", 1),
        ("5 Menit", 1),
    ]


def test_a_history_that_cannot_be_counted_is_named_and_the_others_are_counted() -> None:
    rusak = lancar()
    entri = rusak.permohonan.riwayat[1].model_copy(update={"langkah": 77})
    riwayat = (rusak.permohonan.riwayat[0], entri, *rusak.permohonan.riwayat[2:])
    rusak.permohonan = rusak.permohonan.model_copy(update={"riwayat": riwayat})
    isi = laporan(rusak, lancar())
    assert isi.keseluruhan[0].selesai.jumlah == 1
    (satu,) = isi.tentang.tak_terbaca
    assert (satu.nomor, "langkah 77" in satu.alasan) == ("PAUD-2026-000001", True)


def test_the_calendars_in_force_in_the_month_are_named() -> None:
    lain = diganti("07.30-16.00", "08.00-15.00")
    berlaku = KalenderBerlaku((Masa(AWAL, kalender()), Masa(wita(20, "08.00"), lain)))

    def versi(bulan: str) -> list[str]:
        isi = penyusun(bulan, berlaku=berlaku).laporan(Bulan.baca(bulan), NANTI)
        return [satu.versi for satu in isi.tentang.kalender]

    assert versi("2025-12") == [kalender().versi]
    assert versi("2026-01") == [kalender().versi, lain.versi]
    assert versi("2026-02") == [lain.versi]


def test_an_application_is_cut_off_before_an_instant() -> None:
    penuh = lancar().permohonan
    assert sebelum(penuh, wita(5, "09.00")) is None
    dulu = sebelum(penuh, wita(5, "09.15"))
    assert dulu is not None and dulu.langkah is not None
    assert (dulu.status, dulu.urutan, dulu.langkah.no) == ("berjalan", 2, 3)
    assert dulu.langkah.dibuka_pada == wita(5, "09.05")
    assert sebelum(penuh, NANTI) == penuh


def test_the_month_is_read_strictly() -> None:
    assert Bulan.baca("2026-02") == (2026, 2)
    for teks in ("2026-13", "2026-00", "2026-1", "26-01", "Januari", "2026-01-05", "1000-01", ""):
        with pytest.raises(BulanTidakTerbaca):
            Bulan.baca(teks)


def test_a_month_that_has_not_begun_has_no_report() -> None:
    awal = wita(1, "00.00", 3)
    with pytest.raises(BulanBelumMulai):
        Bulan.baca("2026-03").sampai_kini(ZONA, awal)
    assert Bulan.baca("2026-03").sampai_kini(ZONA, awal + timedelta(seconds=1)).sampai > awal


def test_an_instant_that_was_not_believed_is_a_line_of_the_month_in_which_it_arrived() -> None:
    perjalanan = Perjalanan(PAUD, diajukan=wita(5, "09.00"))
    kini, disebut = wita(5, "09.00", 3), wita(30, "10.00")
    pengajuan = perjalanan.pengajuan.model_copy(update={"diajukan_pada": disebut})
    perjalanan.permohonan = daftarkan(pengajuan, perjalanan.termuat, "PAUD-2026-000001", kini)
    assert laporan(perjalanan, bulan="2026-01").keseluruhan == ()
    (baris,) = laporan(perjalanan, bulan="2026-03").saat
    assert (baris.nomor, baris.langkah, baris.putaran) == ("PAUD-2026-000001", 1, 1)
    assert (baris.disebut, baris.dihitung) == (disebut, kini)
    assert laporan(perjalanan, bulan="2026-04").saat == ()
