"""The figures of a week are those that the report of a month would have of that week."""

from datetime import date, timedelta

from shared.laporan.bulan import Jangka
from shared.laporan.mingguan import PenyusunMingguan, Seminggu, minggu_terakhir
from shared.laporan.tinjauan import Lingkup
from tests.builders import PAUD, Perjalanan
from tests.unit.laporan.report_case import (
    BERLAKU,
    ZONA,
    dikembalikan,
    kembalikan,
    lancar,
    laporan,
    wita,
)

JUMAT = wita(9, "12.00")


def mingguan(*perjalanan: Perjalanan, banyak: int = 3, hari: int = 9) -> tuple[Seminggu, ...]:
    kini = wita(hari, "12.00")
    semua = minggu_terakhir(kini, ZONA, banyak)
    susun = PenyusunMingguan(semua, Lingkup(Jangka(kini, kini), BERLAKU))
    for satu in perjalanan:
        susun.tambah(satu.permohonan, satu.sop)
    assert susun.tak_terhitung == 0
    return susun.hasil()


def test_weeks_begin_on_monday_in_the_office_s_zone_and_the_last_ends_now() -> None:
    lalu, ini = minggu_terakhir(JUMAT, ZONA, 2)
    assert (lalu.senin, ini.senin) == (date(2025, 12, 29), date(2026, 1, 5))
    assert ini.jangka == Jangka(wita(5, "00.00"), JUMAT)
    assert lalu.jangka == Jangka(wita(5, "00.00") - timedelta(days=7), wita(5, "00.00"))
    senin = wita(5, "00.00")
    assert minggu_terakhir(senin, ZONA, 1)[0].senin == date(2026, 1, 5)


def test_a_week_is_counted_as_the_report_counts_it() -> None:
    bulan = laporan(lancar(), dikembalikan(), kini=JUMAT)
    *sebelum, minggu = mingguan(lancar(), dikembalikan())
    assert minggu.keseluruhan == bulan.keseluruhan
    assert minggu.langkah == bulan.langkah
    assert minggu.alasan == bulan.alasan
    seluruh = minggu.seluruh(PAUD)
    assert seluruh is not None
    assert (seluruh.masuk, seluruh.sk, seluruh.selesai.tepat) == (2, 1, 1)
    for kosong in sebelum:
        assert [b.masuk + b.selesai.jumlah for b in kosong.keseluruhan] == [0]


def test_a_case_counts_in_the_week_in_which_it_came_and_in_that_in_which_it_ended() -> None:
    satu = Perjalanan(PAUD, diajukan=wita(5, "09.00"))
    kembalikan(satu, wita(14, "09.00"), akta_badan_hukum="Tidak terbaca")
    pertama, kedua = mingguan(satu, banyak=2, hari=16)
    masuk = [b.masuk for m in (pertama, kedua) if (b := m.seluruh(PAUD))]
    assert masuk == [1, 0]
    alasan = [sum(a.kali for a in m.alasan) for m in (pertama, kedua)]
    assert alasan == [0, 1]
    assert kedua.satu_langkah(PAUD, 2, "10 Menit") is not None
    assert kedua.satu_langkah(PAUD, 2, "99 Menit") is None
