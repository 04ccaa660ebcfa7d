"""Drafts decided in series, in a real browser: through three desks to SKs that the national service
has signed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from services.meja.process import Meja
from shared.settings import Settings
from tests.browser.kantor import masuk
from tests.browser.layar import Layar
from tests.browser.meja import buka_meja
from tests.builders import KURSUS, PAUD
from tests.kantor_bsre import KEPALA, KantorBsre, kantor_bsre
from tests.layanan_tanda_tangan import FRASA, NIK
from tests.letters import isian
from tests.office import Office, open_office
from tests.pegawai import akun_uji
from tests.pipeline.test_letters import sampai_dinas
from tests.workers import workers_here

KEPALA_DINAS = "kepaladinas"


@pytest.fixture
def luar(tmp_path: Path) -> Iterator[KantorBsre]:
    with kantor_bsre(tmp_path) as satu:
        yield satu


@pytest.fixture
def settings(settings: Settings, luar: KantorBsre) -> Settings:
    ubah = {"tanda_tangan": luar.pelaksana, "faktor_kedua": "tidak"}
    return settings.model_copy(update=ubah)


async def sampai_kabid(office: Office, kode: str) -> str:
    """A case with a draft that waits for the Kabid."""
    tugas = await sampai_dinas(office, kode)
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    tugas = await office.tugas("backoffice")
    assert (await office.putuskan(tugas, hasil=isian(tugas))).diterapkan
    return tugas.nomor


async def baca_semua(layar: Layar, pelaksana: str, banyak: int) -> None:
    """From the inbox; each draft is there to be seen before it is marked."""
    page = layar.page
    await layar.buka(f"/kotak/{pelaksana}")
    await expect(page.locator(".daftar-tugas tbody tr")).to_have_count(banyak)
    await page.get_by_role("link", name="Putuskan beruntun").click()
    await page.get_by_role("link", name="Baca draf").click()
    for ke in range(1, banyak + 1):
        await expect(page.get_by_text(f"Draf {ke} dari {banyak}")).to_be_visible()
        viewer = page.frame_locator("iframe[name=pratampil]")
        await expect(viewer.get_by_role("img").first).to_be_visible()
        if ke == 2 and pelaksana == "kabid":
            await layar.periksa("seri-baca")
        await page.get_by_role("button", name="Sudah dibaca").first.focus()
        await page.keyboard.press("Enter")
    await expect(page.get_by_text("Semua draf sudah dibaca")).to_be_visible()


async def putuskan(layar: Layar, banyak: int) -> None:
    page = layar.page
    await page.get_by_role("button", name="Putuskan yang dipilih").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(f"{banyak} permohonan")
    await page.get_by_role("button", name=f"Putuskan {banyak} permohonan").dblclick()
    await expect(page.get_by_role("heading", level=1)).to_have_text(f"{banyak} permohonan diputus")


async def test_both_sops_in_series_to_signed_sks(
    browser: Browser, settings: Settings, luar: KantorBsre, tmp_path: Path
) -> None:
    milik = settings.model_copy(update={"tanda_tangan": luar.alat_dengan()})
    async with workers_here(settings), open_office(settings) as office:
        nomor = [await sampai_kabid(office, kode) for kode in (PAUD, KURSUS, PAUD)]
        async with buka_meja(milik, tmp_path / "meja") as meja:
            await tiga_meja(browser, meja, luar, len(nomor))
        for satu in nomor:
            permohonan = await office.store.find_by_nomor(satu)
            assert permohonan is not None
            assert permohonan.hasil_untuk("surat-keputusan") is not None


async def tiga_meja(browser: Browser, meja: Meja, luar: KantorBsre, semua: int) -> None:
    ruang = meja.situs.ruang
    kabid = await akun_uji(ruang, "citra.dewi", "kabid")
    async with masuk(browser, meja.alamat, ruang, kabid) as layar:
        page = layar.page
        await layar.buka("/kotak/kabid")
        await expect(page.locator(".daftar-tugas tbody tr")).to_have_count(semua)
        await expect(page.get_by_role("link", name="Putuskan beruntun")).to_be_visible()
        await layar.buka("/seri/kabid")
        await expect(page.get_by_text("belum dibaca", exact=True)).to_have_count(semua)
        await layar.periksa("seri")
        await baca_semua(layar, "kabid", semua)
        await layar.periksa("seri-dibaca")
        await page.get_by_role("button", name="Putuskan yang dipilih").click()
        await expect(page.get_by_text(f"{semua} permohonan:")).to_be_visible()
        await layar.periksa("seri-putus")
        await page.go_back()
        await putuskan(layar, semua)
        await layar.periksa("seri-hasil")
    sekretaris = await akun_uji(ruang, "dedi.noor", "sekretaris")
    async with masuk(browser, meja.alamat, ruang, sekretaris, skrip=False) as layar:
        await baca_semua(layar, "sekretaris", semua)
        await putuskan(layar, semua)
    kepala = await akun_uji(ruang, "kepala.dinas", KEPALA_DINAS, petugas=KEPALA)
    async with masuk(browser, meja.alamat, ruang, kepala) as layar:
        page = layar.page
        await baca_semua(layar, KEPALA_DINAS, semua)
        await page.get_by_role("button", name="Putuskan yang dipilih").click()
        await page.get_by_label("NIK Anda").fill(NIK)
        await page.get_by_label("Frasa sandi").fill("keliru")
        await layar.periksa("seri-frasa")
        await page.get_by_role("button", name=f"Tandatangani {semua} permohonan").click()
        await expect(page.get_by_role("button", name="Lanjutkan 3 permohonan")).to_be_visible()
        await expect(page.get_by_text("Belum dicoba")).to_have_count(semua - 1)
        assert len(luar.pusat.diterima) == 1, "a wrong passphrase is tried once"
        await layar.periksa("seri-belum")
        await page.get_by_label("NIK Anda").fill(NIK)
        await page.get_by_label("Frasa sandi").fill(FRASA)
        await page.get_by_role("button", name="Lanjutkan 3 permohonan").click()
        await expect(page.get_by_text("ditandatangani")).to_have_count(semua)
        await layar.periksa("seri-sk")
