"""One real Chromium for all tests of a process; each test has a profile and a desk of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from services.meja.process import Meja
from shared.settings import Settings
from tests.browser.layar import Layar, buka_layar
from tests.browser.meja import buka_meja

HERE = "tests/browser/"
expect.set_options(timeout=30_000)  # a machine that is busy
CHROMIUM = "/usr/bin/chromium"
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""No page reaches beyond this machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All in one loop: the browser lives in it."""
    for item in items:
        if item.nodeid.startswith(HERE):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[NOWHERE])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def meja(settings: Settings, tmp_path: Path) -> AsyncIterator[Meja]:
    """A desk in this process, on a broker and a store of this test's own."""
    async with buka_meja(settings, tmp_path) as meja:
        yield meja


@pytest_asyncio.fixture(loop_scope="session")
async def layar(browser: Browser, meja: Meja) -> AsyncIterator[Layar]:
    """A person at the desk, with scripts."""
    async with buka_layar(browser, meja.alamat) as layar:
        yield layar


@pytest_asyncio.fixture(loop_scope="session")
async def layar_tanpa_skrip(browser: Browser, meja: Meja) -> AsyncIterator[Layar]:
    async with buka_layar(browser, meja.alamat, skrip=False) as layar:
        yield layar
