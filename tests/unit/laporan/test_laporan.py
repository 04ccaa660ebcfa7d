"""A week of an office, worked out by hand: two applications, seen on Friday at noon."""

from shared.laporan.model import Laporan, Sebaran
from tests.unit.laporan.report_case import (
    dikembalikan,
    lancar,
    langkah,
    laporan,
    wita,
)

KINI = wita(9, "12.00")


def sepekan() -> Laporan:
    return laporan(lancar(), dikembalikan(), kini=KINI)


def menit(median: float, p90: float, terlama: float) -> Sebaran:
    return Sebaran(median_menit=median, p90_menit=p90, terlama_menit=terlama)


def test_a_step_that_was_sent_back_is_one_limit_and_takes_the_time_of_both_openings() -> None:
    baris = langkah(sepekan(), 2)
    assert baris.batas == "10 Menit"
    assert (baris.selesai.jumlah, baris.selesai.tepat, baris.selesai.terlambat) == (2, 1, 1)
    # 5 minutes, and 8 before the return with 3 after it; the night between belongs to nobody here
    assert baris.selesai.lama == menit(8, 10.4, 11)
    assert baris.terbuka.jumlah == 0
    assert baris.kepatuhan_persen == 50


def test_closing_exactly_at_the_due_instant_is_on_time() -> None:
    baris = langkah(sepekan(), 3)
    assert (baris.selesai.tepat, baris.selesai.terlambat) == (2, 0)
    assert baris.selesai.lama == menit(6.5, 9.3, 10)
    assert langkah(sepekan(), 6).selesai.terlambat == 1


def test_a_limit_in_hari_is_told_in_minutes_and_in_its_hari() -> None:
    baris = langkah(sepekan(), 4)
    assert baris.selesai.tepat == 1
    assert baris.selesai.lama == Sebaran(
        median_menit=1800,
        p90_menit=1800,
        terlama_menit=1800,
        median_hari=4,
        p90_hari=4,
        terlama_hari=4,
    )


def test_what_is_open_is_shown_apart_with_the_time_it_has_taken_so_far() -> None:
    terbuka = langkah(sepekan(), 4).terbuka
    assert (terbuka.jumlah, terbuka.tertunda, terbuka.mendekati, terbuka.lewat) == (1, 0, 0, 0)
    # Tuesday 10.06-16.00 less the break, two whole days, Friday 07.30-11.30
    assert terbuka.lama.median_menit == 294 + 450 + 450 + 240
    assert terbuka.lama.median_hari == round(4 * 1434 / 1800, 2)


def test_a_role_has_the_steps_of_all_its_desks_together() -> None:
    baris = {satu.pelaksana: satu for satu in sepekan().pelaksana}
    assert [*baris] == [
        *("frontoffice", "backoffice", "dinasteknis", "kabid", "sekretaris", "kepaladinas")
    ]
    assert baris["backoffice"].selesai.jumlah == 3
    assert baris["backoffice"].selesai.lama == menit(10, 10, 10)
    assert baris["dinasteknis"].selesai.lama.median_hari is None


def test_the_whole_ends_when_the_office_is_done() -> None:
    (baris,) = sepekan().keseluruhan
    assert (baris.bawaan, baris.masuk, baris.sk, baris.ditolak) == (0, 2, 1, 0)
    assert (baris.selesai.jumlah, baris.selesai.tepat) == (1, 1)
    # From Monday 09.00 until Kepala Dinas has signed on Friday 09.41
    assert baris.selesai.lama.median_menit == 15 + 1800 + 26
    assert baris.selesai.lama.median_hari == round(5 * 1841 / 2250, 2)
    assert baris.nyata.median_menit == 4 * 24 * 60 + 41
    assert (baris.terbuka.jumlah, baris.terbuka.tertunda) == (1, 0)
    assert baris.terbuka.lama.median_menit == 8 + 3 + 3 + 1434
    assert (baris.sekali_benar, baris.sekali_benar_persen) == (1, 100)


def test_the_applicant_s_steps_are_measured_and_are_nobody_s_of_the_office() -> None:
    mengajukan, menerima = sepekan().pemohon
    assert (mengajukan.langkah, menerima.langkah) == (1, 9)
    # Two submissions without a beginning, and a correction: Monday 09.08 to Tuesday 10.00
    assert (mengajukan.selesai.jumlah, mengajukan.selesai.terlambat) == (3, 1)
    assert mengajukan.selesai.lama.terlama_menit == 352 + 150
    assert mengajukan.nyata.terlama_menit == 24 * 60 + 52
    assert menerima.selesai.lama == menit(2, 2, 2)
    assert "pemohon" not in {satu.pelaksana for satu in sepekan().pelaksana}


def test_every_minute_of_the_applications_has_an_owner() -> None:
    isi = sepekan()
    milik = {(satu.pemilik, satu.jenis): satu for satu in isi.waktu}
    assert milik["pemohon", "pemohon"].menit == 24 * 60 + 52 + 2
    assert milik["frontoffice", "menunggu"].menit == 5 + 8 + 3
    assert milik["backoffice", "menunggu"].permohonan == 2
    assert milik["dinasteknis", "menunggu"].menit_kantor == 1800 + 1434
    semua = (4 * 24 * 60 + 43) + (4 * 24 * 60 + 180)
    assert sum(satu.menit for satu in isi.waktu) == semua
    assert round(sum(satu.persen for satu in isi.waktu), 1) == 100


def test_the_alerts_are_those_that_were_raised() -> None:
    isi = sepekan()
    jumlah = {(satu.langkah, satu.tingkat): satu.jumlah for satu in isi.peringatan}
    assert jumlah == {
        (2, "mendekati"): 1,
        (2, "selesai_terlambat"): 1,
        (2, "terlampaui"): 1,
        (3, "mendekati"): 1,
        (4, "mendekati"): 1,
        (5, "mendekati"): 1,
        (6, "mendekati"): 1,
        (6, "selesai_terlambat"): 1,
        (6, "terlampaui"): 1,
        (7, "mendekati"): 1,
        (8, "mendekati"): 1,
        (None, "mendekati"): 1,
    }
    assert isi.pencocokan.turunan == 12


def test_each_limit_that_was_not_kept_is_named() -> None:
    isi = sepekan()
    assert [(satu.langkah, satu.menit_kantor, satu.menit_kelebihan) for satu in isi.lewat] == [
        (2, 11, 1),
        (6, 6, 1),
    ]
    fo, kabid = isi.lewat
    assert fo.jatuh_tempo == wita(6, "10.02")
    assert (kabid.jatuh_tempo, kabid.selesai) == (wita(9, "09.30"), wita(9, "09.31"))


def test_what_the_report_is_about_stands_in_it() -> None:
    isi = sepekan().tentang
    assert (isi.bulan, isi.zona, isi.berjalan) == ("2026-01", "Asia/Makassar", True)
    assert (isi.dari, isi.sampai, isi.dibuat) == (wita(1, "00.00"), KINI, KINI)
    assert [satu.permohonan for satu in isi.sop] == [2]
    assert [satu.dari for satu in isi.kalender] == [None]
    assert laporan(lancar()).tentang.berjalan is False


def test_steps_at_which_nothing_was_done_have_nothing_to_say() -> None:
    baris = langkah(laporan(dikembalikan(), kini=KINI), 8)
    assert baris.selesai.jumlah == baris.terbuka.jumlah == 0
    assert (baris.selesai.lama, baris.kepatuhan_persen) == (Sebaran(), None)
