"""Officers at their desks: what each fills in on the page of a case, and sends."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from playwright.async_api import Locator, expect

from tests.browser.layar import Layar


def keputusan(layar: Layar) -> Locator:
    return layar.page.locator("#keputusan")


async def buka_tugas(layar: Layar, pelaksana: str, nomor: str) -> None:
    """From the inbox, taken. Without scripts the page is looked at anew until the task is there."""
    await layar.buka(f"/kotak/{pelaksana}")
    ambil = layar.page.get_by_role("button", name=f"Ambil {nomor}")
    async with asyncio.timeout(30):
        while not layar.skrip and not await ambil.count():
            await layar.page.reload()
    await ambil.click()
    await expect(layar.page.get_by_role("heading", name="Keputusan")).to_be_visible()


async def terima(layar: Layar) -> None:
    await layar.page.locator("[name=putusan][value=terima]").check()


async def periksa_putusan(layar: Layar) -> None:
    await keputusan(layar).get_by_role("button", name="Periksa putusan").click()


async def kirim(layar: Layar, tombol: str = "Kirim putusan") -> None:
    """On the confirmation; pressed as impatient people do."""
    await layar.page.get_by_role("button", name=tombol).dblclick()
    await expect(layar.page.get_by_text("Putusan Anda diterapkan")).to_be_visible()


async def front_office(layar: Layar) -> None:
    await terima(layar)
    await periksa_putusan(layar)
    await expect(layar.page.get_by_role("alert")).to_contain_text("Belum dapat diputuskan")
    await layar.periksa("perkara-galat")
    for satu in await layar.page.get_by_label("Diterima", exact=True).all():
        await satu.check()


async def dinas_teknis(layar: Layar) -> None:
    page = layar.page
    await terima(layar)
    bapl = page.get_by_role("region", name="Berita Acara Pemeriksaan Lapangan (BAPL)")
    await bapl.get_by_label("Tanggal pemeriksaan").fill("2026-01-05")
    await bapl.get_by_label("Tim pemeriksa 1: Nama").fill("Rina Hayati, S.Pd.")
    await bapl.get_by_role("button", name="Tambah baris untuk Tim pemeriksa").click()
    await bapl.get_by_label("Tim pemeriksa 2: Nama").fill("Ahmad Fauzi")
    for satu in await bapl.get_by_label("Sesuai", exact=True).all():
        await satu.check()
    await bapl.get_by_label("Temuan di lapangan").fill("Ruang bersih dan terang.")
    await bapl.get_by_label("Layak diberi izin", exact=True).check()
    await bapl.get_by_role("button", name="Pratinjau").click()
    viewer = page.frame_locator("iframe[name=pratampil]")
    await expect(viewer.get_by_role("heading", name="Berita Acara")).to_be_visible()
    await expect(viewer.get_by_text("Belum lengkap")).to_have_count(0)
    await sisanya(page.get_by_role("region", name="Rekomendasi", exact=True))
    await layar.periksa("perkara-surat")


async def sisanya(surat: Locator) -> None:
    """Something in every field that is empty, the first of every choice."""
    for kotak in await surat.locator("textarea, input:not([type])").all():
        if not await kotak.input_value():
            await kotak.fill("Layak diberi izin.")
    for pilihan in await surat.locator("fieldset:has(input[type=radio])").all():
        await pilihan.locator("input[type=radio]").first.check()


MENGISI: Mapping[str, Callable[[Layar], Awaitable[None]]] = {
    "frontoffice": front_office,
    "dinasteknis": dinas_teknis,
}
"""What a desk fills in besides accepting."""
