"""The board in a real browser, with cases that move."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from playwright.async_api import Browser, expect

from services.meja.process import Meja
from shared.permohonan import Permohonan
from shared.settings import Settings
from tests.browser.kantor import masuk
from tests.builders import KURSUS, PAUD, Perjalanan, termuat
from tests.office import Office, open_office
from tests.pegawai import akun_uji
from tests.stores import berjaga, klaim, pelanggaran
from tests.unit.laporan.report_case import kembalikan, lalui
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


def sejarah(kini: datetime) -> Iterator[Permohonan]:
    """A case or more in each of twelve weeks, some late, some sent back, some refused."""
    sop = termuat(PAUD).sop
    for ke in range(24):
        mulai = kini - timedelta(weeks=11 - ke // 2, days=1 + ke % 2 * 3)
        satu = Perjalanan(PAUD, diajukan=mulai, pengajuan_id=f"riwayat-{ke:04d}")
        if not ke % 5:
            kode = sop.persyaratan[ke % len(sop.persyaratan)].kode.replace("-", "_")
            kembalikan(satu, mulai + timedelta(minutes=3), **{kode: "Tidak terbaca"})
        else:
            jam = [0.1, 0.2, 40 + 9 * (ke % 4), 41 + 9 * (ke % 4), 78, 79, 80, 81]
            lalui(satu, *(mulai + timedelta(hours=n) for n in jam))
        yield satu.permohonan.model_copy(update={"nomor": f"PAUD-2026-{ke + 1:06d}"})


async def test_weeks_are_plots_with_tables(browser: Browser, meja: Meja) -> None:
    ruang = meja.situs.ruang
    dedi = await akun_uji(ruang, "dedi.noor", hak=("penyelia",))
    async with masuk(browser, meja.alamat, ruang, dedi) as layar:
        for satu in sejarah(ruang.kantor.clock()):
            await ruang.kantor.permohonan.insert(satu)
        await layar.buka(f"/papan/mingguan?sop={PAUD}")
        gambar = layar.page.get_by_role("img", name="Permohonan masuk dan selesai")
        await expect(gambar).to_be_visible()
        await layar.page.get_by_text("Angka Lama seluruhnya dalam tabel").click()
        await layar.periksa("mingguan")
        await layar.buka(f"/papan/mingguan?sop={KURSUS}&minggu=4")
        await layar.periksa("mingguan-kosong")
        await layar.buka("/papan/laporan")
        await layar.periksa("laporan")
        async with layar.page.expect_download() as unduhan:
            await layar.page.get_by_role("link", name="PDF").click()
        assert (await unduhan.value).suggested_filename.endswith(".pdf")


async def test_a_screen_on_the_wall_shows_figures_and_no_case(browser: Browser, meja: Meja) -> None:
    ruang = meja.situs.ruang
    layar_dinding = await akun_uji(ruang, "layar.loket", hak=("layar",))
    async with masuk(browser, meja.alamat, ruang, layar_dinding) as layar:
        page = layar.page
        await layar.buka("/")
        await expect(page.get_by_role("heading", name="Papan pelayanan")).to_be_visible()
        kini = ruang.kantor.clock()
        for ke in range(9):
            satu = Perjalanan(PAUD, pengajuan_id=f"terbuka-{ke:04d}").sampai(ke % 6 + 2).permohonan
            satu = satu.model_copy(update={"nomor": f"PAUD-2026-{ke + 1:06d}"})
            saat = kini + timedelta(minutes=10 * ke - 25)
            jaga = {"mendekati": saat - timedelta(minutes=15), "jatuh_tempo": saat}
            await ruang.kantor.permohonan.insert(berjaga(satu, **jaga))
        await expect(page.locator(".layar-angka dd").first).to_have_text("9")
        await layar.periksa("layar")
        assert "PAUD-2026" not in await page.content()
        await page.set_viewport_size({"width": 1920, "height": 1080})
        await page.emulate_media(color_scheme="dark")
        await layar.potret("layar-1920")
        ukuran = "() => document.scrollingElement.scrollHeight - window.innerHeight"
        assert await page.evaluate(ukuran) <= 0, "nobody scrolls a wall"
