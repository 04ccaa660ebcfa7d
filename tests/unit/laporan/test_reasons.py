"""Why applications went back to their applicants, and how many were right the first time."""

import pytest

from shared.laporan.model import BarisAlasan, Laporan
from shared.laporan.pengembalian import PANJANG_MAKS, TEKS_MAKS, samarkan
from tests.builders import PAUD, Perjalanan, kode_wajib, termuat
from tests.unit.laporan.report_case import (
    kembalikan,
    lalui,
    lancar,
    laporan,
    lengkapi,
    wita,
)

NIB, AKTA = "nib", "akta-badan-hukum"


def alasan(isi: Laporan, kode: str) -> BarisAlasan:
    (baris,) = [satu for satu in isi.alasan if satu.kode == kode]
    return baris


def berulang(*teks: str) -> Perjalanan:
    """Sent back once for each text, then on the way."""
    perjalanan = Perjalanan(PAUD, diajukan=wita(5, "09.00"))
    for ke, satu in enumerate(teks):
        kembalikan(perjalanan, wita(6 + ke, "09.00"), nib=satu)
        lengkapi(perjalanan, wita(6 + ke, "10.00"))
    return lalui(perjalanan, wita(28, "09.00"))


def test_returns_and_applications_are_counted_for_each_persyaratan() -> None:
    satu = Perjalanan(PAUD, diajukan=wita(5, "09.00"))
    kembalikan(satu, wita(6, "09.00"), nib="buram", akta_badan_hukum="kedaluwarsa")
    lengkapi(satu, wita(6, "10.00"))
    kembalikan(satu, wita(7, "09.00"), nib="masih buram")
    dua = kembalikan(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(8, "09.00"), nib="buram")
    isi = laporan(satu, dua)
    nib, akta = alasan(isi, NIB), alasan(isi, AKTA)
    assert (nib.kali, nib.permohonan) == (3, 2)
    assert [(t.teks, t.kali) for t in nib.alasan] == [("buram", 2), ("masih buram", 1)]
    assert (akta.kali, akta.permohonan) == (1, 1)
    assert nib.nama == next(p.nama for p in satu.sop.persyaratan if p.kode == NIB)


def test_every_persyaratan_has_its_line_also_when_nothing_was_wrong_with_it() -> None:
    isi = laporan(lancar())
    kode = [satu.kode for satu in isi.alasan]
    assert kode == [satu.kode for satu in termuat(PAUD).sop.persyaratan]
    assert not any(satu.kali for satu in isi.alasan)
    assert {satu.sekali_benar_persen for satu in isi.alasan} == {100}


def test_right_the_first_time_is_of_what_was_finished_and_looks_back_beyond_the_month() -> None:
    lambat = Perjalanan(PAUD, diajukan=wita(5, "09.00"))
    kembalikan(lambat, wita(5, "09.05"), nib="buram")
    lengkapi(lambat, wita(5, "10.00"))
    lalui(lambat, wita(5, "10.01"), wita(5, "10.02"))
    lambat.pada(wita(3, "09.00", 2)).putus("tolak", catatan="tidak layak")
    februari = laporan(lambat, bulan="2026-02")
    nib = alasan(februari, NIB)
    assert (nib.kali, nib.selesai, nib.sekali_benar) == (0, 1, 0)
    assert alasan(februari, AKTA).sekali_benar == 1
    assert februari.keseluruhan[0].sekali_benar == 0
    assert not any(satu.ke_pemohon for satu in februari.pengembalian)
    januari = laporan(lambat, lancar())
    assert (alasan(januari, NIB).selesai, alasan(januari, NIB).sekali_benar) == (1, 1)


def test_a_return_for_nothing_but_a_note_is_counted_as_such() -> None:
    perjalanan = kembalikan(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.05"))
    (baris,) = [satu for satu in laporan(perjalanan).alasan if satu.jenis == "catatan"]
    assert (baris.kode, baris.kali, baris.alasan[0].teks) == ("", 1, "lihat catatan ini")


def test_what_was_missing_is_a_reason_too() -> None:
    kurang = kode_wajib(termuat(PAUD).sop)[0]
    perjalanan = Perjalanan(PAUD, [kurang], wita(5, "09.00"))
    perjalanan.pada(wita(5, "09.05")).putus("tolak", catatan="")
    assert alasan(laporan(perjalanan), kurang).alasan[0].teks == "belum dilampirkan"


def test_only_so_many_texts_are_kept_and_the_rest_is_counted() -> None:
    teks = [f"alasan {huruf}" for huruf in "abcdefg"]
    baris = alasan(laporan(berulang(*teks, "alasan g")), NIB)
    assert [t.teks for t in baris.alasan] == ["alasan g", *(f"alasan {h}" for h in "abcd")]
    assert len(baris.alasan) == TEKS_MAKS
    assert baris.alasan_lain == 2
    assert baris.kali == sum(t.kali for t in baris.alasan) + baris.alasan_lain == 8


@pytest.mark.parametrize(
    ("teks", "terbaca"),
    [
        ("NIK 6372000000000001 keliru", "NIK ••• keliru"),
        ("hubungi 0811-0000-0000 ya", "hubungi ••• ya"),
        ("telepon +62 811 000 0000.", "telepon •••."),
        ("kirim ke siti@contoh.id saja", "kirim ke ••• saja"),
        ("NIP 19800101 200501 1 001", "NIP •••"),
        ("telepon (0511) 4772569 mati", "telepon ••• mati"),
        ("WA 0812/3456/7890", "WA •••"),
        ("NIK 6372_0000_0000_0001", "NIK •••"),
        ("0812\u200b3456\u20137890", "•••"),
        ("rapat 05/01/2026 09.10 batal", "rapat 05/01/2026 09.10 batal"),
        ("akta nomor 12 tahun 2026", "akta nomor 12 tahun 2026"),
        ("tanggal 05-01-2026", "tanggal 05-01-2026"),
        ("sama dengan PAUD-2026-000041", "sama dengan PAUD-2026-000041"),
        ("dua\nbaris\tdan  spasi", "dua baris dan spasi"),
    ],
)
def test_numbers_and_addresses_of_people_are_not_repeated(teks: str, terbaca: str) -> None:
    assert samarkan(teks) == terbaca


def test_a_long_text_is_cut() -> None:
    assert samarkan("a " * 500) == ("a " * 500)[: PANJANG_MAKS - 1] + "…"
