"""Signing in, as a person does it."""

import pyotp
from playwright.async_api import Browser, Page, expect

from services.meja.process import Meja
from tests.browser.kantor import masuk
from tests.browser.layar import Layar
from tests.pegawai import akun_uji

SANDI_AWAL = "kuda lumping makan kaca"
SANDI_BARU = "perahu naik ke gunung"


async def sign_in(page: Page, nama: str, sandi: str) -> None:
    await page.get_by_label("Nama masuk").fill(nama)
    await page.get_by_label("Kata sandi").fill(sandi)
    await page.get_by_role("button", name="Masuk").click()


async def test_who_signs_comes_in_by_password_code_and_a_password_of_ones_own(
    layar: Layar, meja: Meja
) -> None:
    ruang, page = meja.situs.ruang, layar.page
    hashed = await ruang.sandi.hash(SANDI_AWAL)
    await akun_uji(ruang, "kepala.dinas", "kepaladinas", sandi=hashed, harus_ganti=True)
    await layar.buka("/kotak/kepaladinas")
    await sign_in(page, "kepala.dinas", "bukan ini sandinya")
    await expect(page.get_by_role("alert")).to_contain_text("Nama atau kata sandi keliru")
    await layar.periksa("masuk-keliru")
    await page.get_by_label("Kata sandi").fill(SANDI_AWAL)
    await page.get_by_role("button", name="Masuk").click()
    await expect(page.get_by_role("heading", name="Pasang kode dua langkah")).to_be_visible()
    await layar.periksa("pasang")
    await page.get_by_text("Tidak dapat memindai?").click()
    secret = (await page.locator("code.kunci").inner_text()).strip()
    await page.get_by_label("Kode", exact=True).fill(pyotp.TOTP(secret).now())
    await page.get_by_role("button", name="Pasang").click()
    await expect(page.get_by_role("heading", name="Kode pemulihan")).to_be_visible()
    await layar.periksa("pemulihan")
    await page.get_by_role("link", name="Sudah saya simpan").click()
    await expect(page.get_by_role("heading", name="Ganti kata sandi")).to_be_visible()
    await layar.periksa("ganti-sandi")
    await page.get_by_label("Kata sandi sekarang").fill(SANDI_AWAL)
    await page.get_by_label("Kata sandi baru", exact=True).fill(SANDI_BARU)
    await page.get_by_label("Ulangi kata sandi baru").fill(SANDI_BARU)
    await page.get_by_role("button", name="Ganti kata sandi").click()
    await expect(page.get_by_role("heading", name="Kepala Dinas")).to_be_visible()
    await layar.buka("/akun")
    await layar.periksa("akun")
    await page.locator("summary", has_text="Kepala Dinas").click()
    await page.get_by_role("button", name="Keluar").click()
    await sign_in(page, "kepala.dinas", SANDI_BARU)
    await expect(page.get_by_role("heading", name="Kode dua langkah")).to_be_visible()
    await layar.periksa("kode")


async def test_what_was_sent_when_the_session_had_ended_is_kept(
    browser: Browser, meja: Meja
) -> None:
    ruang = meja.situs.ruang
    hashed = await ruang.sandi.hash(SANDI_AWAL)
    budi = await akun_uji(ruang, "budi.santoso", "kabid", sandi=hashed)
    async with (
        masuk(browser, meja.alamat, ruang, budi) as layar,
        masuk(browser, meja.alamat, ruang, budi) as lain,
    ):
        page = layar.page
        await layar.buka("/akun")
        await lain.buka("/akun")
        await lain.page.get_by_role("button", name="Akhiri semua sesi lain").click()
        await expect(lain.page.get_by_text("Semua sesi lain sudah diakhiri")).to_be_visible()
        await page.get_by_role("button", name="Akhiri semua sesi lain").click()
        await expect(page.get_by_text("Isian Anda terbawa")).to_be_visible()
        await layar.periksa("sesi-berakhir")
        await sign_in(page, "budi.santoso", SANDI_AWAL)
        await expect(page.get_by_role("heading", name="Isian Anda masih ada")).to_be_visible()
        await layar.periksa("titipan")
        await page.get_by_role("button", name="Kirim lagi").click()
        await expect(page.get_by_text("Semua sesi lain sudah diakhiri")).to_be_visible()


async def test_who_has_no_desk_is_told_so(browser: Browser, meja: Meja) -> None:
    ruang = meja.situs.ruang
    siapa = await akun_uji(ruang, "dedi.noor")
    async with masuk(browser, meja.alamat, ruang, siapa) as layar:
        await layar.buka("/")
        await expect(layar.page.get_by_text("Belum ada meja untuk Anda")).to_be_visible()
        await layar.periksa("tanpa-meja")
