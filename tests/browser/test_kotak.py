"""The inbox in a real browser, with cases that came by the queue."""

from playwright.async_api import Browser, expect

from services.meja.process import Meja
from shared.settings import Settings
from tests.browser.kantor import masuk
from tests.office import Office, open_office
from tests.pegawai import akun_uji
from tests.workers import workers_here

UTAMA = "frontoffice"


async def cases(office: Office, many: int) -> list[str]:
    answers = [await office.ajukan(await office.pengajuan()) for _ in range(many)]
    return [str(answer.nomor) for answer in answers]


async def test_a_task_is_seen_taken_put_back_and_freed_live_on_two_screens(
    browser: Browser, meja: Meja, settings: Settings
) -> None:
    ruang = meja.situs.ruang
    budi = await akun_uji(ruang, "budi.santoso", UTAMA)
    citra = await akun_uji(ruang, "citra.dewi", UTAMA)
    async with (
        workers_here(lambda _: settings),
        open_office(settings) as office,
        masuk(browser, meja.alamat, ruang, budi) as satu,
        masuk(browser, meja.alamat, ruang, citra) as dua,
    ):
        for layar in (satu, dua):
            await layar.buka("/")
            await expect(layar.page.get_by_text("Kotak ini kosong")).to_be_visible()
        await satu.periksa("kotak-kosong")
        nomor, lain = await cases(office, 2)
        for layar in (satu, dua):
            await expect(layar.page.get_by_role("link", name=nomor)).to_be_visible()
            await expect(layar.page.locator("#jelajah .jumlah").first).to_contain_text("2")
        await satu.periksa("kotak")
        await satu.page.get_by_role("button", name=f"Ambil {nomor}").click()
        await expect(satu.page.get_by_role("heading", name=nomor)).to_be_visible()
        await satu.periksa("perkara")
        row = dua.page.locator("tr", has_text=nomor)
        await expect(row).to_contain_text("Budi Santoso")
        await expect(row.get_by_role("button")).to_have_count(0)
        await satu.page.get_by_role("button", name="Kembalikan ke kotak").click()
        await expect(row.get_by_role("button", name="Ambil")).to_be_visible()
        await dua.page.get_by_role("searchbox", name="Cari").fill(lain)
        await expect(dua.page.get_by_role("link", name=nomor)).to_have_count(0)
        await expect(dua.page.get_by_role("link", name=lain)).to_be_visible()
        assert f"cari={lain}" in dua.page.url


async def test_without_scripts_a_task_is_found_and_taken(
    browser: Browser, meja: Meja, settings: Settings
) -> None:
    ruang = meja.situs.ruang
    budi = await akun_uji(ruang, "budi.santoso", UTAMA)
    async with workers_here(lambda _: settings), open_office(settings) as office:
        nomor, _ = await cases(office, 2)
        async with masuk(browser, meja.alamat, ruang, budi, skrip=False) as layar:
            page = layar.page
            await layar.buka(f"/kotak/{UTAMA}")
            await page.get_by_role("searchbox", name="Cari").fill(nomor)
            await page.get_by_role("button", name="Saring").click()
            await expect(page.get_by_text("1 tugas yang cocok")).to_be_visible()
            await page.get_by_role("button", name=f"Ambil {nomor}").click()
            await expect(page.get_by_role("heading", name=nomor)).to_be_visible()
            await page.get_by_role("button", name="Kembalikan ke kotak").click()
            await expect(page.get_by_role("heading", name="Front Office")).to_be_visible()
