"""Processes with trial clocks of their own files beside `jam.json`, which the test holds to be the
true time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from shared.settings import Settings
from shared.store.clock_port import JamProses
from shared.store.mongo_clocks import MongoClockStore
from shared.store.motor_client import connect
from tests.pipeline.trap_office import SABAR_DETIK, Jam

PAGI = "2026-12-02 09.00"

StandingStill = Callable[[], Awaitable[list[JamProses]]]


def sendiri(settings: Settings, saat: str, nama: str = "lain") -> tuple[Settings, Jam]:
    """The settings of a process with a clock of its own."""
    assert settings.berkas_jam
    jam = Jam(settings.berkas_jam.with_name(f"{nama}.json")).ke(saat)
    return settings.model_copy(update={"berkas_jam": jam.berkas}), jam


def set_right(jam: Jam, benar: Jam) -> None:
    jam.write(jam.berkas, benar(), laju=1.0)


@asynccontextmanager
async def jam_proses(settings: Settings) -> AsyncIterator[StandingStill]:
    assert settings.mongodb_url
    client = connect(settings.mongodb_url.get_secret_value())
    store = MongoClockStore(client, settings.basis_data)

    async def berhenti() -> list[JamProses]:
        """Those that say of themselves that they stand still."""
        return [j for j in (await store.clocks()).proses if not j.sepakat]

    yield berhenti
    client.close()


async def sampai(terpenuhi: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(SABAR_DETIK):
        while not await terpenuhi():
            await asyncio.sleep(0.05)
