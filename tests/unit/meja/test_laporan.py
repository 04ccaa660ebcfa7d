"""The report of a month at the desk: the page, the workbook and the paper say the same."""

import io
import zipfile

import httpx
import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.builders import KURSUS, PAUD
from tests.unit.laporan.report_case import dikembalikan, lancar, wita
from tests.unit.meja.kantor import KantorUji

JALAN = "/papan/laporan"


@pytest.fixture
async def kantor() -> KantorUji:
    satu = KantorUji()
    satu.kini = wita(9, "12.00")
    for perjalanan in (lancar(), dikembalikan()):
        await satu.simpan(perjalanan.permohonan)
    return satu


async def penyelia(kantor: KantorUji) -> httpx.AsyncClient:
    return await kantor.peramban(await kantor.petugas("dedi.noor", hak=("penyelia",)))


async def test_the_running_month_is_shown_first_with_what_was_done_and_what_is_open(
    kantor: KantorUji,
) -> None:
    async with await penyelia(kantor) as browser:
        page = (await browser.get(JALAN)).text
    assert "Laporan Januari 2026" in page
    assert "bulan masih berjalan" in page
    assert "selesai 1: 1 SK, 0 ditolak" in page
    assert "2. Front Office" in page
    assert "10,4 mnt" in page
    assert "Batas yang terlewati" in page
    assert '<option value="2025-12">Desember 2025</option>' in page


async def test_one_sop_alone(kantor: KantorUji) -> None:
    async with await penyelia(kantor) as browser:
        paud = (await browser.get(f"{JALAN}?sop={PAUD}")).text
        kursus = (await browser.get(f"{JALAN}?sop={KURSUS}")).text
    assert "selesai 1: 1 SK" in paud
    assert "selesai 0: 0 SK" in kursus


@pytest.mark.parametrize("kueri", ["bulan=2026-02", "bulan=x", "bulan=2026-13"])
async def test_a_month_that_is_none_or_has_not_begun_is_not_there(
    kantor: KantorUji, kueri: str
) -> None:
    async with await penyelia(kantor) as browser:
        assert (await browser.get(f"{JALAN}?{kueri}")).status_code == 404
        jalan = f"{JALAN}/berkas?bentuk=pdf&{kueri}"
        assert (await browser.get(jalan)).status_code == 404
        assert (await browser.get(f"{JALAN}/berkas?bentuk=exe")).status_code == 404


async def test_the_first_report_of_a_past_month_is_kept_and_told_of(kantor: KantorUji) -> None:
    kantor.kini = wita(3, "09.00", bulan=2)
    async with await penyelia(kantor) as browser:
        page = (await browser.get(f"{JALAN}?bulan=2026-01")).text
    assert "tidak berubah sejak itu" in page
    assert await kantor.ruang.kantor.laporan.first("2026-01/semua") is not None


async def test_the_workbook_and_the_paper_go_out_as_files(kantor: KantorUji) -> None:
    async with await penyelia(kantor) as browser:
        buku = await browser.get(f"{JALAN}/berkas?bentuk=xlsx&sop={PAUD}")
        kertas = await browser.get(f"{JALAN}/berkas?bentuk=pdf")
        lagi = await browser.get(f"{JALAN}/berkas?bentuk=pdf")
    assert buku.headers["content-disposition"] == (
        f'attachment; filename="laporan-2026-01-{PAUD}.xlsx"'
    )
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(buku.content)).namelist()
    assert kertas.headers["content-type"] == "application/pdf"
    assert kertas.content == lagi.content, "the same figures, the same bytes"
    teks = pypdfium2.PdfDocument(kertas.content)[0].get_textpage().get_text_range()
    assert "Laporan mutu baku 2026-01" in teks
    assert "2. Front Office" in teks
    assert "10,4 mnt" in teks
