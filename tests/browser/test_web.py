"""`izin web` as a stranger meets it: one command, a page, an account; ended hard, and started
again. `IZIN_GAMBAR` names a folder for the pictures of README and docs."""

import asyncio
import io
import os
import re
import signal
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, expect

from tests.browser.layar import Layar, buka_layar
from tests.integration.cli.office import READY_SECONDS, STOP_SECONDS, Office, office
from tests.integration.cli.test_supervisor import alive, below, gone

READY = "Ctrl-C untuk berhenti."
LOWEST = {"frontoffice": 4, "backoffice": 5, "dinasteknis": 4, "kabid": 2, "kepaladinas": 4}
"""How many cases lie there."""


async def _until(office: Office, text: str) -> str:
    async with asyncio.timeout(READY_SECONDS):
        while text not in office.said():
            assert office.process.poll() is None, office.said()
            await asyncio.sleep(0.1)
    return office.said()


def _told(said: str) -> tuple[str, str]:
    """The address and the password."""
    address = re.search(r"Buka (http://127\.0\.0\.1:\d+/)", said)
    password = re.search(r"Kata sandi semuanya: (\S+)", said)
    assert address and password, said
    return address[1], password[1]


async def _masuk(layar: Layar, nama: str, sandi: str) -> None:
    await layar.buka("/masuk")
    await layar.page.get_by_label("Nama").fill(nama)
    await layar.page.get_by_label("Kata sandi", exact=True).fill(sandi)
    await layar.page.get_by_role("button", name="Masuk").click()
    await expect(layar.page).to_have_url(re.compile(r"/kotak/"))


async def _cases(layar: Layar) -> int:
    return await layar.page.locator("main a[href^='/perkara/']").count()


async def _at_work(layar: Layar) -> None:
    await _gambar(layar, "meja-kotak")
    await layar.periksa("web-kotak")
    await layar.page.get_by_role("button", name=re.compile("^Ambil ")).first.click()
    await expect(layar.page.get_by_role("heading", name="Keputusan")).to_be_visible()
    await _gambar(layar, "meja")
    await layar.periksa("web-perkara")


async def _looked_into(layar: Layar) -> None:
    """Who leads others reads who opened what an officer has just opened."""
    await layar.buka("/kotak/dinasteknis")
    await layar.page.locator("main a[href^='/perkara/']").first.click()
    await expect(layar.page.get_by_role("heading", name="Siapa yang membuka")).to_be_visible()
    await layar.periksa("web-dibuka")


async def _gambar(layar: Layar, nama: str) -> None:
    if folder := os.environ.get("IZIN_GAMBAR"):
        await layar.page.set_viewport_size({"width": 1280, "height": 800})
        picture = Image.open(io.BytesIO(await layar.page.screenshot()))
        picture.quantize(128, dither=Image.Dither.NONE).save(
            Path(folder) / f"{nama}.png", optimize=True
        )


@pytest.mark.lama
async def test_a_stranger_is_in_with_one_command_and_finds_it_again(
    browser: Browser, tmp_path: Path
) -> None:
    env = {"RABBITMQ_URL": "", "MONGODB_URL": "", "IZIN_FOLDER_DATA": str(tmp_path / "data")}
    with office(env, tmp_path, command=("web",)) as first:
        alamat, sandi = _told(await _until(first, READY))
        for nama, lowest in LOWEST.items():
            async with buka_layar(browser, alamat) as layar:
                await _masuk(layar, nama, sandi)
                assert await _cases(layar) >= lowest
                if nama == "dinasteknis":
                    await _at_work(layar)
        async with buka_layar(browser, alamat) as layar:
            await _masuk(layar, "penyelia", sandi)
            await _looked_into(layar)
        processes = below(first.process.pid)
        first.process.kill()
        first.process.wait()
        async with asyncio.timeout(STOP_SECONDS):
            while not gone(processes):
                await asyncio.sleep(0.1)
    assert not [pid for pid in processes if alive(pid)]
    (tmp_path / "semua.log").unlink()
    with office(env, tmp_path, command=("web",)) as again:
        alamat, same = _told(said := await _until(again, READY))
        assert same == sandi
        assert "Mengisi" not in said
        async with buka_layar(browser, alamat) as layar:
            await _masuk(layar, "frontoffice", sandi)
            assert await _cases(layar) >= LOWEST["frontoffice"]
        again.process.send_signal(signal.SIGINT)
        assert await asyncio.to_thread(again.process.wait, STOP_SECONDS) == 0
