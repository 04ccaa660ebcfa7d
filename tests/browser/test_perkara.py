"""One page a case, in a real browser."""

import io

from PIL import Image
from playwright.async_api import Browser, expect

from services.meja.process import Meja
from shared.contracts import DokumenBerkode, Verdik
from shared.kantor.kantor import Kantor
from shared.kantor.tugas import meja as meja_kantor
from shared.settings import Settings
from tests.browser.kantor import akun, masuk
from tests.builders import LEMBAGA, PAUD, pengajuan, termuat
from tests.office import Office, open_office
from tests.tandatangan import naskah
from tests.workers import workers_here

UTAMA = "frontoffice"


def foto(lebar: int = 640, tinggi: int = 400) -> bytes:
    keluar = io.BytesIO()
    Image.linear_gradient("L").resize((lebar, tinggi)).convert("RGB").save(keluar, "JPEG")
    return keluar.getvalue()


async def kembali_satu_putaran(office: Office, kantor: Kantor) -> str:
    """Sent back for one document, and corrected, with another name of the institution."""
    sop = termuat(PAUD).sop
    pertama = await office.pengajuan(sop)
    gambar = next(p.kode for p in sop.persyaratan if p.wajib and "image/jpeg" in p.media)
    isi = {gambar: foto()}
    dokumen = [
        await office.berkode(d.kode, isi.get(d.kode, naskah(d.kode))) for d in pertama.dokumen
    ]
    jawaban = await office.ajukan(pertama.model_copy(update={"dokumen": tuple(dokumen)}))
    tugas = await meja_kantor(kantor, UTAMA).task_of(str(jawaban.nomor))
    verdik = tuple(
        Verdik(kode=d.kode, diterima=ke > 0, alasan="" if ke else "Halaman kedua tidak terbaca")
        for ke, d in enumerate(tugas.dokumen)
    )
    await office.putuskan(tugas, "tolak", verdik=verdik, catatan="Pindai ulang akta.")
    baru: list[DokumenBerkode] = [
        await office.berkode(tugas.dokumen[0].kode, naskah("pindaian baru"))
    ]
    perbaikan = pengajuan(
        sop,
        baru,
        pengajuan_id=f"{pertama.pengajuan_id}-2",
        nomor=jawaban.nomor,
        putaran=2,
        diajukan_pada=pertama.diajukan_pada,
        lembaga=LEMBAGA.model_copy(update={"nama": "PAUD Melati Banjarbaru"}),
    )
    await office.ajukan(perbaikan)
    return str(jawaban.nomor)


async def test_a_case_is_read_with_its_documents_in_place(
    browser: Browser, meja: Meja, settings: Settings
) -> None:
    ruang = meja.situs.ruang
    budi = await akun(ruang, "budi.santoso", UTAMA)
    async with workers_here(lambda _: settings), open_office(settings) as office:
        nomor = await kembali_satu_putaran(office, ruang.kantor)
        async with masuk(browser, meja.alamat, ruang, budi) as layar:
            page = layar.page
            await layar.buka(f"/kotak/{UTAMA}")
            await page.get_by_role("link", name=nomor).click()
            viewer = page.frame_locator("iframe[name=pratampil]")
            await expect(viewer.get_by_role("img", name="Halaman 1 dari 1")).to_be_visible()
            await layar.periksa("perkara")
            await page.get_by_role("link", name=termuat(PAUD).sop.persyaratan[0].nama).first.click()
            await expect(viewer.get_by_role("img").first).to_be_visible()
            await layar.buka(f"/perkara/{UTAMA}/{nomor}")
            frame = page.frame(name="pratampil")
            assert frame is not None
            await layar.buka(frame.url)
            await page.get_by_role("link", name="Putar").click()
            await layar.periksa("penampil")
