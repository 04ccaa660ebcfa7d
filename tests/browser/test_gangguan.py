"""Broker and store go away and come back while a page is open."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect
from pydantic import SecretStr

from shared.embedded import Servers
from shared.settings import Settings
from tests.browser.kantor import masuk
from tests.browser.layar import tab_baru
from tests.browser.meja import buka_meja
from tests.office import open_office
from tests.pegawai import akun_uji
from tests.workers import workers_here

MEJA = "frontoffice"


async def test_an_open_inbox_is_live_again_after_store_and_broker_were_away(
    browser: Browser, own_servers: Servers, tmp_path: Path
) -> None:
    settings = Settings(
        rabbitmq_url=SecretStr(own_servers.rabbitmq_url),
        mongodb_url=SecretStr(own_servers.mongodb_url),
        batas_mulai_detik=60,
    )
    assert own_servers.rabbit and own_servers.store
    async with (
        workers_here(settings, MEJA),
        buka_meja(settings, tmp_path) as meja,
        open_office(settings) as office,
    ):
        ruang = meja.situs.ruang
        budi = await akun_uji(ruang, "budi.santoso", MEJA)
        async with masuk(browser, meja.alamat, ruang, budi) as layar:
            page = layar.page
            await layar.buka(f"/kotak/{MEJA}")
            first = await office.ajukan(await office.pengajuan())
            await expect(page.get_by_role("link", name=str(first.nomor))).to_be_visible()
            await asyncio.to_thread(own_servers.store.kill)
            lain = await tab_baru(page.context, meja.alamat)
            assert await lain.buka(f"/kotak/{MEJA}") == 503
            await lain.periksa("503")
            await lain.page.close()
            await expect(page.get_by_role("link", name=str(first.nomor))).to_be_visible()
            await asyncio.to_thread(own_servers.store.start)
            await asyncio.to_thread(own_servers.rabbit.kill)
            await asyncio.to_thread(own_servers.rabbit.start)
            second = await office.ajukan(await office.pengajuan())
            link = page.get_by_role("link", name=str(second.nomor))
            await expect(link).to_be_visible(timeout=90_000)
            await page.get_by_role("button", name=f"Ambil {second.nomor}").click()
            await expect(page.get_by_role("heading", name=str(second.nomor))).to_be_visible()
            # Asked for by themselves while the store was away.
            layar.keluhan[:] = [one for one in layar.keluhan if "503" not in one]
