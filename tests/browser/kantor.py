"""What stands around the desk in a test: people who have signed in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser

from shared.akun.model import Akun
from shared.kantor.ruang import Ruang
from tests.browser.layar import Layar, buka_layar
from tests.pegawai import token_sesi


@asynccontextmanager
async def masuk(
    browser: Browser, alamat: str, ruang: Ruang, siapa: Akun, *, skrip: bool = True
) -> AsyncIterator[Layar]:
    """A screen of somebody who has signed in, past the page that asks for it."""
    token = await token_sesi(ruang, siapa)
    async with buka_layar(browser, alamat, skrip=skrip) as layar:
        cookie = {"name": "sesi", "value": token, "url": alamat, "httpOnly": True}
        await layar.page.context.add_cookies([cookie])  # type: ignore[list-item]
        yield layar
