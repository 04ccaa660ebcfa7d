"""What stands around the desk in a test: accounts, people who have signed in, cases that wait."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser

from shared.akun.model import Akun, Hak
from shared.contracts.parts import Petugas
from shared.kantor.masuk import Asal, begin
from shared.kantor.ruang import Ruang
from tests.browser.layar import Layar, buka_layar


async def akun(
    ruang: Ruang, nama: str, *peran: str, hak: tuple[Hak, ...] = (), **ubah: Any
) -> Akun:
    """An account without a password, that owes nothing; "kabid.satu" is Kabid Satu."""
    isi: dict[str, Any] = {
        "nama": nama,
        "petugas": Petugas(id=f"dn-{nama}", nama=nama.replace(".", " ").title()),
        "peran": peran,
        "hak": hak,
        "dibuat_pada": ruang.wall(),
    }
    made = Akun(**(isi | ubah))
    assert await ruang.akun.add(made)
    return made


@asynccontextmanager
async def masuk(
    browser: Browser, alamat: str, ruang: Ruang, siapa: Akun, *, skrip: bool = True
) -> AsyncIterator[Layar]:
    """A screen of somebody who has signed in, past the page that asks for it."""
    hasil = await begin(ruang, siapa, Asal("127.0.0.1", "Uji"), dua_langkah=True)
    async with buka_layar(browser, alamat, skrip=skrip) as layar:
        cookie = {"name": "sesi", "value": hasil.token, "url": alamat, "httpOnly": True}
        await layar.page.context.add_cookies([cookie])  # type: ignore[list-item]
        yield layar
