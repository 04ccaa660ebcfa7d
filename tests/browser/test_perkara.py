"""One page a case, in a real browser."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, expect

from services.meja.process import Meja
from shared.contracts import DokumenBerkode, Verdik
from shared.kantor.kantor import Kantor
from shared.kantor.tugas import meja as meja_kantor
from shared.settings import Settings
from shared.tandatangan.susunan import tulis_uji_coba
from tests.browser.kantor import masuk
from tests.browser.layar import Layar
from tests.browser.meja_petugas import MENGISI, buka_tugas, kirim, periksa_putusan, terima
from tests.builders import KURSUS, LEMBAGA, PAUD, pengajuan, termuat
from tests.office import Office, open_office
from tests.pegawai import akun_uji
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
    budi = await akun_uji(ruang, "budi.santoso", UTAMA)
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


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return settings.model_copy(update={"tanda_tangan": tulis_uji_coba(tmp_path / "kunci")})


@asynccontextmanager
async def di_meja(
    browser: Browser, meja: Meja, pelaksana: str, nomor: str, *, skrip: bool
) -> AsyncIterator[Layar]:
    """An officer of this role, who has taken the case."""
    ruang, nama = meja.situs.ruang, f"petugas.{pelaksana}"
    siapa = await ruang.akun.find(nama) or await akun_uji(ruang, nama, pelaksana)
    async with masuk(browser, meja.alamat, ruang, siapa, skrip=skrip) as layar:
        await buka_tugas(layar, pelaksana, nomor)
        yield layar


@pytest.mark.parametrize(
    ("kode", "skrip"), [(PAUD, True), pytest.param(KURSUS, False, marks=pytest.mark.lama)]
)
async def test_a_case_goes_through_every_desk_to_the_signed_sk(
    browser: Browser, meja: Meja, settings: Settings, kode: str, skrip: bool
) -> None:
    sop = termuat(kode).sop
    async with workers_here(lambda _: settings), open_office(settings) as office:
        baru = await office.pengajuan(sop)
        dokumen = [await office.berkode(d.kode, naskah(d.kode)) for d in baru.dokumen]
        jawaban = await office.ajukan(baru.model_copy(update={"dokumen": tuple(dokumen)}))
        nomor = str(jawaban.nomor)
        *jalan, terakhir = [satu.pelaksana for satu in sop.langkah][1:-1]
        for ke, pelaksana in enumerate(jalan):
            async with di_meja(browser, meja, pelaksana, nomor, skrip=skrip) as layar:
                await MENGISI.get(pelaksana, terima)(layar)
                await periksa_putusan(layar)
                await expect(layar.page.get_by_role("heading", level=1)).to_contain_text(
                    "iteruskan"
                )
                if pelaksana in MENGISI:
                    await layar.periksa(f"konfirmasi-{pelaksana}")
                await kirim(layar)
                if ke == 0:
                    await layar.periksa("diputus")
        async with di_meja(browser, meja, terakhir, nomor, skrip=skrip) as layar:
            await terima(layar)
            await periksa_putusan(layar)
            tombol = "Beri nomor dan tanda tangani"
            await expect(layar.page.get_by_role("button", name=tombol)).to_be_visible()
            await layar.periksa("konfirmasi-sk")
            await kirim(layar, tombol)
            await expect(layar.page.get_by_text("SK nomor")).to_be_visible()
            viewer = layar.page.frame_locator("iframe[name=pratampil]")
            await expect(viewer.get_by_role("img").first).to_be_visible()
            await layar.periksa("diputus-sk")
        permohonan = await office.permohonan(jawaban)
        assert permohonan.langkah is not None
        assert permohonan.langkah.pelaksana == "pemohon"
        assert permohonan.hasil_untuk("surat-keputusan") is not None
        assert permohonan.urutan == len(sop.langkah) - 1, "each desk decided once"


async def test_without_scripts_a_case_is_returned_with_a_reason(
    browser: Browser, meja: Meja, settings: Settings
) -> None:
    ruang = meja.situs.ruang
    budi = await akun_uji(ruang, "budi.santoso", UTAMA)
    async with workers_here(lambda _: settings), open_office(settings) as office:
        jawaban = await office.ajukan(await office.pengajuan(termuat(PAUD).sop))
        async with masuk(browser, meja.alamat, ruang, budi, skrip=False) as layar:
            page = layar.page
            await buka_tugas(layar, UTAMA, str(jawaban.nomor))
            pertama, *lain = await page.locator(".verdik").all()
            for satu in lain:
                await satu.get_by_label("Diterima").check()
            await pertama.get_by_label("Harus diperbaiki").check()
            await pertama.get_by_label("Alasan").select_option("Halaman tidak lengkap")
            await page.locator("[name=putusan][value=tolak]").check()
            await periksa_putusan(layar)
            await expect(page.get_by_role("heading", level=1)).to_have_text(
                "Dikembalikan kepada pemohon: 1 dokumen"
            )
            await page.get_by_role("button", name="Kirim putusan").click()
            await expect(page.get_by_text("Putusan Anda diterapkan")).to_be_visible()
        permohonan = await office.permohonan(jawaban)
        assert permohonan.langkah is not None
        assert [p.alasan for p in permohonan.langkah.perbaikan] == ["Halaman tidak lengkap"]
