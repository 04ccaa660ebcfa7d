"""Plots: where things stand in them, and the same figures as a table."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from services.meja.papan.gambar import Deret, Gambar, angka
from shared.kantor.mingguan import PapanMingguan, susun_mingguan
from shared.permohonan import Permohonan
from tests.builders import PAUD
from tests.unit.laporan.report_case import dikembalikan, lancar, wita
from tests.unit.meja.kantor import KantorUji

LABEL = tuple(f"{n} Jan" for n in range(1, 13))


@pytest.fixture
async def kantor() -> KantorUji:
    satu = KantorUji()
    satu.kini = wita(9, "12.00")
    for perjalanan in (lancar(), dikembalikan()):
        await satu.simpan(perjalanan.permohonan)
    return satu


async def halaman(kantor: KantorUji, kueri: str = "") -> str:
    dedi = await kantor.petugas("dedi.noor", hak=("penyelia",))
    async with await kantor.peramban(dedi) as browser:
        return (await browser.get(f"/papan/mingguan?{kueri}")).text


def tabel(page: str, judul: str) -> list[list[str]]:
    bagian = page.partition(f'aria-label="Tabel {judul}"')[2].partition("</table>")[0]
    return [re.findall(r">([^<>]+)</t[hd]>", baris) for baris in bagian.split("<tr>")[1:]]


async def test_every_plot_has_its_figures_in_a_table(kantor: KantorUji) -> None:
    page = await halaman(kantor, f"sop={PAUD}")
    judul, *minggu = tabel(page, "Permohonan masuk dan selesai")
    assert judul == ["Minggu mulai", "SK terbit", "Ditolak", "Masuk"]
    assert len(minggu) == 12
    assert minggu[-1] == ["5 Jan", "1", "0", "2"]
    assert tabel(page, "Selesai tepat waktu")[-1] == ["5 Jan", "100"]
    assert tabel(page, "Lama seluruhnya")[-1] == ["5 Jan", "4,09", "4,09"]
    assert tabel(page, "2. Front Office")[-1] == ["5 Jan", "8", "10,4"]
    assert tabel(page, "2. Front Office")[1] == ["20 Okt", "–", "–"]
    assert "batas 5 hari" in page
    assert "batas 10 menit" in page
    assert page.count('role="img"') == page.count("</figure>") - page.count("Belum ada yang")


async def test_the_span_of_weeks_is_chosen_and_nonsense_is_the_usual(kantor: KantorUji) -> None:
    banyak = {"4": 4, "26": 26, "12": 12, "x": 12, "": 12}
    for kueri, n in banyak.items():
        page = await halaman_lagi(kantor, f"sop={PAUD}&minggu={kueri}")
        assert len(tabel(page, "Selesai tepat waktu")) == n + 1


async def halaman_lagi(kantor: KantorUji, kueri: str) -> str:
    siapa = await kantor.ruang.akun.find("eka.putri")
    siapa = siapa or await kantor.petugas("eka.putri", hak=("penyelia",))
    async with await kantor.peramban(siapa) as browser:
        return (await browser.get(f"/papan/mingguan?{kueri}")).text


async def test_why_cases_went_back_is_told_by_requirement(kantor: KantorUji) -> None:
    page = await halaman(kantor, f"sop={PAUD}")
    bagian = page.partition('id="judul-kembali"')[2].partition("</section>")[0]
    assert re.findall(r'<td class="kanan">(\d+)</td>', bagian) == ["1"]


async def test_while_the_first_figures_are_reckoned_the_page_says_so_and_asks_again(
    kantor: KantorUji, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanjut = asyncio.Event()

    async def lambat() -> AsyncIterator[Permohonan]:
        await lanjut.wait()
        for satu in list[Permohonan]():
            yield satu

    monkeypatch.setattr(kantor.store, "scan", lambat)
    papan = PapanMingguan(kantor.ruang.kantor)
    assert await papan.lihat(sabar_detik=0) is None
    lanjut.set()
    assert await papan.lihat() is not None
    await papan.close()
    kantor.situs.__dict__["mingguan"] = tidak = PapanMingguan(kantor.ruang.kantor)
    monkeypatch.setattr(tidak, "lihat", _belum)
    page = await halaman(kantor)
    assert 'http-equiv="refresh"' in page
    assert "Angka sedang dihitung" in page


async def _belum() -> None:
    return None


async def test_figures_are_kept_for_a_while(kantor: KantorUji) -> None:
    papan = PapanMingguan(kantor.ruang.kantor)
    pertama = await papan.lihat()
    assert pertama is not None
    assert await papan.lihat() is pertama
    assert (await susun_mingguan(kantor.ruang.kantor, 2)).tak_terhitung == 0


def gambar(**isi: object) -> Gambar:
    return Gambar("uji", "Uji", "buah", LABEL, **isi)  # type: ignore[arg-type]


def test_bars_stand_on_each_other_and_the_axis_reaches_over_them() -> None:
    satu = gambar(
        batang=(Deret("A", "penuh", (3, *[0] * 11)), Deret("B", "garis-garis", (4, *[0] * 11)))
    )
    assert [t.kata for t in satu.sumbu] == ["0", "2", "4", "6", "8"]
    a, b = satu.kotak
    assert (a.y + a.tinggi, b.y + b.tinggi) == (100, a.y)
    assert a.kata == "A, minggu 1 Jan: 3 buah"


def test_a_week_without_a_figure_leaves_a_gap() -> None:
    (kurva,) = gambar(garis=(Deret("A", "bulat", (1, 2, None, 4, *[None] * 8)),)).kurva
    assert (len(kurva.titik), len(kurva.ruas)) == (3, 1)


def test_nothing_at_all_is_no_plot_and_no_time_is_one() -> None:
    nihil = Deret("A", "penuh", [0] * 12)
    assert gambar(batang=(nihil,), garis=(nihil,)).kosong
    assert gambar(garis=(Deret("A", "bulat", [None] * 12),), batas=5).kosong
    assert not gambar(garis=(nihil,), batas=5).kosong


def test_cases_are_counted_in_whole_figures() -> None:
    satu = gambar(batang=(Deret("A", "penuh", [2] * 12),), utuh=True)
    assert [t.kata for t in satu.sumbu] == ["0", "1", "2"]


def test_labels_are_few_and_the_last_week_has_one() -> None:
    bawah = gambar(garis=(Deret("A", "bulat", [1] * 12),)).bawah
    assert [t.kata for t in bawah] == ["3 Jan", "6 Jan", "9 Jan", "12 Jan"]


@pytest.mark.parametrize("terbesar", [0.02, 0.7, 1, 4.99, 5, 10, 99, 101, 2500])
def test_the_axis_has_a_few_round_steps(terbesar: float) -> None:
    sumbu = gambar(garis=(Deret("A", "bulat", [terbesar] * 12),)).sumbu
    assert 2 <= len(sumbu) <= 6
    assert sumbu[-1].di == 0


def test_figures_are_written_as_people_here_write_them() -> None:
    assert [angka(n) for n in (None, 0, 1234.5, 0.25, 10)] == ["–", "0", "1.234,5", "0,25", "10"]
