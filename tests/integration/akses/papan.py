"""The board with the desk's own account: looked at in a browser, an alert seen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx

from shared.akses import layanan
from shared.akses.pengguna import WATCHDOG
from shared.clock import system_clock
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import Client, connect
from tests.integration.akses.servers import BASIS_DATA, SecureOffice
from tests.stores import klaim, pelanggaran
from tests.unit.meja.situs import token


@asynccontextmanager
async def store_of(kantor: SecureOffice, akun: str) -> AsyncIterator[Client]:
    client = connect(kantor.env(akun)["MONGODB_URL"])
    yield client
    client.close()


async def looks_at_the_board(kantor: SecureOffice, browser: httpx.AsyncClient) -> None:
    lalu = f"{system_clock().replace(day=1) - timedelta(days=1):%Y-%m}"
    for jalan in ("/papan", "/papan/daftar", f"/papan/laporan?bulan={lalu}"):
        assert (await browser.get(jalan)).status_code == 200, jalan
    async with store_of(kantor, layanan(WATCHDOG)) as client:
        satu = klaim(pelanggaran(terdeteksi_pada=system_clock()))
        assert await MongoWatchStore(client, BASIS_DATA).claim(satu)
    page = (await browser.get("/papan/peringatan")).text
    data = {"csrf": token(page), "kunci": satu.kunci}
    assert (await browser.post("/papan/peringatan", data=data)).status_code == 303
