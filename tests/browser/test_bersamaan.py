"""A form that outlives its session, two officers at one step, and a case that comes back corrected:
through the web, with the applicant's part over the wire."""

import asyncio

from playwright.async_api import Browser, Page, expect

from services.meja.process import Meja
from shared.kantor.tugas import meja as meja_kantor
from shared.settings import Settings
from tests.browser.kantor import masuk
from tests.browser.layar import Layar
from tests.browser.meja_petugas import buka_tugas, kirim, periksa_putusan, terima
from tests.builders import PAUD, pengajuan, termuat
from tests.office import Office, open_office
from tests.pegawai import akun_uji
from tests.tandatangan import naskah
from tests.workers import workers_here

UTAMA = "frontoffice"
SANDI = "perahu naik ke gunung"
CATATAN = "Akta tidak terbaca;\nmohon dipindai ulang."


async def kembalikan(page: Page) -> None:
    """The first document, with the reason of the office's list."""
    await expect(page.locator("#keputusan")).to_be_visible()
    for satu in await page.get_by_label("Diterima", exact=True).all():
        await satu.check()
    await page.get_by_label("Harus diperbaiki").first.check()
    await page.get_by_label("Alasan").first.select_option("Halaman tidak lengkap")
    await page.locator("[name=putusan][value=tolak]").check()
    await page.get_by_label("Catatan").last.fill(CATATAN)


async def sesi_berakhir(layar: Layar) -> None:
    """In the middle of the form; it goes on where it was."""
    page = layar.page
    await page.context.clear_cookies(name="sesi")
    await periksa_putusan(layar)
    await expect(page.get_by_text("Sesi Anda sudah berakhir")).to_be_visible()
    await layar.periksa("sesi-berakhir-formulir")
    await page.get_by_label("Nama masuk").fill("budi.santoso")
    await page.get_by_label("Kata sandi").fill(SANDI)
    await page.get_by_role("button", name="Masuk", exact=True).click()
    await expect(page.locator("#keputusan")).to_be_visible()
    await expect(page.get_by_label("Catatan").last).to_have_value(CATATAN)
    await expect(page.get_by_label("Harus diperbaiki").first).to_be_checked()


async def test_a_session_ends_two_decide_and_the_correction_comes_back(
    browser: Browser, meja: Meja, settings: Settings
) -> None:
    ruang = meja.situs.ruang
    hashed = await ruang.sandi.hash(SANDI)
    budi = await akun_uji(ruang, "budi.santoso", UTAMA, sandi=hashed)
    citra = await akun_uji(ruang, "citra.dewi", UTAMA, hak=("penyelia",))
    async with (
        workers_here(settings),
        open_office(settings) as office,
        masuk(browser, meja.alamat, ruang, budi) as satu,
        masuk(browser, meja.alamat, ruang, citra) as dua,
    ):
        pertama = await office.pengajuan(termuat(PAUD).sop)
        jawaban = await office.ajukan(pertama)
        nomor = str(jawaban.nomor)
        await buka_tugas(satu, UTAMA, nomor)
        await kembalikan(satu.page)
        await sesi_berakhir(satu)
        await periksa_putusan(satu)
        judul = "Dikembalikan kepada pemohon: 1 dokumen"
        await expect(satu.page.get_by_role("heading", level=1)).to_have_text(judul)
        await dua.buka(f"/perkara/{UTAMA}/{nomor}")
        await dua.page.get_by_role("button", name="Bebaskan").click()
        await dua.page.get_by_role("button", name="Ambil").click()
        await kembalikan(dua.page)
        await periksa_putusan(dua)
        await expect(dua.page.get_by_role("heading", level=1)).to_have_text(judul)
        tombol = [p.page.get_by_role("button", name="Kirim putusan") for p in (satu, dua)]
        await asyncio.gather(*(satu.click() for satu in tombol))
        await expect(dua.page.get_by_text("Putusan Anda diterapkan")).to_be_visible()
        await expect(satu.page.get_by_role("heading", name=nomor)).to_be_visible()
        await expect(satu.page.get_by_text("Citra Dewi").first).to_be_visible()
        await satu.buka(f"/perkara/{UTAMA}/{nomor}/putuskan")
        await expect(satu.page.get_by_text("Citra Dewi lebih dahulu")).to_contain_text(judul)
        await satu.periksa("didahului")
        await perbaiki(office, meja, pertama.pengajuan_id, nomor)
        await diperiksa_lagi(satu, nomor)
        assert (await office.permohonan(jawaban)).urutan == 4, "each step was decided once"


async def perbaiki(office: Office, meja: Meja, lama: str, nomor: str) -> None:
    """What was asked for, by the applicant."""
    permohonan = await meja.situs.kantor.permohonan.find_by_nomor(nomor)
    assert permohonan is not None and permohonan.langkah is not None
    (diminta,) = permohonan.langkah.perbaikan
    assert diminta.alasan == "Halaman tidak lengkap"
    perbaikan = pengajuan(
        termuat(PAUD).sop,
        [await office.berkode(diminta.kode, naskah("pindaian baru"))],
        pengajuan_id=f"{lama}-2",
        nomor=nomor,
        putaran=2,
        diajukan_pada=permohonan.riwayat[0].ditutup_pada,
    )
    assert (await office.ajukan(perbaikan)).diterapkan
    await meja_kantor(meja.situs.kantor, UTAMA).task_of(nomor)


async def diperiksa_lagi(layar: Layar, nomor: str) -> None:
    page = layar.page
    await layar.buka(f"/kotak/{UTAMA}")
    await expect(page.get_by_text("putaran 2")).to_be_visible()
    await buka_tugas(layar, UTAMA, nomor)
    await expect(page.get_by_text("diganti pada putaran ini")).to_be_visible()
    for satu in await page.get_by_label("Diterima", exact=True).all():
        await satu.check()
    await terima(layar)
    await periksa_putusan(layar)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Diteruskan")
    await kirim(layar)
