"""The board in a real browser, with cases that move."""

from playwright.async_api import Browser, expect

from services.meja.process import Meja
from shared.settings import Settings
from tests.browser.kantor import masuk
from tests.builders import PAUD, termuat
from tests.office import Office, open_office
from tests.pegawai import akun_uji
from tests.stores import klaim, pelanggaran
from tests.workers import workers_here

UTAMA = "frontoffice"


async def cases(office: Office, many: int) -> list[str]:
    sop = termuat(PAUD).sop
    answers = [await office.ajukan(await office.pengajuan(sop)) for _ in range(many)]
    return [str(answer.nomor) for answer in answers]


async def test_who_leads_sees_what_waits_live_and_opens_a_case(
    browser: Browser, meja: Meja, settings: Settings
) -> None:
    ruang = meja.situs.ruang
    dedi = await akun_uji(ruang, "dedi.noor", hak=("penyelia",))
    async with (
        workers_here(lambda _: settings),
        open_office(settings) as office,
        masuk(browser, meja.alamat, ruang, dedi) as layar,
    ):
        page = layar.page
        await layar.buka("/papan")
        await layar.periksa("papan-kosong")
        menunggu = page.get_by_role("link", name="menunggu di Front Office")
        await expect(menunggu).to_have_count(0)
        nomor, _ = await cases(office, 2)
        await expect(menunggu).to_contain_text("2")
        await layar.periksa("papan")
        await menunggu.click()
        await expect(page.get_by_role("link", name=nomor)).to_be_visible()
        await layar.periksa("papan-daftar")
        await page.get_by_label("Meja", exact=True).select_option("Kabid Perizinan")
        await expect(page.get_by_text("Tidak ada perkara yang cocok")).to_be_visible()
        await page.get_by_label("Meja", exact=True).select_option("Semua meja")
        await page.get_by_role("link", name=nomor).click()
        await expect(page.get_by_role("heading", name=nomor)).to_be_visible()


async def test_an_alert_comes_live_and_whoever_saw_it_stands_there(
    browser: Browser, meja: Meja
) -> None:
    ruang = meja.situs.ruang
    kini, watch = ruang.kantor.clock(), ruang.kantor.watch
    dedi = await akun_uji(ruang, "dedi.noor", hak=("penyelia",))
    eka = await akun_uji(ruang, "eka.putri", hak=("penyelia",))
    async with (
        masuk(browser, meja.alamat, ruang, dedi) as satu,
        masuk(browser, meja.alamat, ruang, eka, skrip=False) as dua,
    ):
        page = satu.page
        await satu.buka("/papan/peringatan")
        await expect(page.get_by_text("Tidak ada peringatan dalam 7 hari")).to_be_visible()
        await satu.periksa("peringatan-kosong")
        for tingkat in ("mendekati", "terlampaui", "kembali_ujung_batas"):
            isi = pelanggaran(tingkat=tingkat, terdeteksi_pada=kini, keterangan="putaran ke-3")
            assert await watch.claim(klaim(isi))
        tombol = page.get_by_role("button", name="Saya sudah melihat Terlampaui")
        await expect(tombol).to_be_visible()
        await satu.periksa("peringatan")
        await tombol.click()
        await expect(page.get_by_text("sudah Anda lihat")).to_have_count(1)
        await dua.buka("/papan/peringatan")
        await expect(dua.page.get_by_text("Dilihat Dedi Noor")).to_have_count(1)
        await dua.page.get_by_role("button", name="3 peringatan di halaman ini").click()
        await expect(dua.page.get_by_text("sudah Anda lihat")).to_have_count(3)
        await expect(page.get_by_text("Eka Putri")).to_have_count(3)
        await satu.periksa("peringatan-dilihat")
