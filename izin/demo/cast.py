"""Everybody who acts or watches in the demo, as coroutines that run until they are cancelled."""

import asyncio
from collections.abc import AsyncIterator, Iterable

from izin.client import open_client
from izin.demo.applicant import ajukan_semua
from izin.demo.board import Papan
from izin.demo.officers import Meja, baca_pemberitahuan
from izin.demo.scenario import Skenario
from izin.demo.world import Dunia
from shared.contracts import Peristiwa

# Two pairs of hands a desk: tasks of one role are really decided side by side.
_PETUGAS_SEMEJA = 2
_PEMOHON_BERSAMAAN = 3


async def meja(pelaksana: str, rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client, asyncio.TaskGroup() as bersama:
        satu_meja = Meja(pelaksana, client, dunia)
        for _ in range(_PETUGAS_SEMEJA):
            bersama.create_task(satu_meja.layani())


async def portal(rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client:
        await baca_pemberitahuan(client, dunia)


async def para_pemohon(rabbitmq_url: str, skenario: Iterable[Skenario], dunia: Dunia) -> None:
    """Ends when everything is submitted and answered."""
    antrean = iter(skenario)
    async with open_client(rabbitmq_url) as client, asyncio.TaskGroup() as bersama:
        for _ in range(_PEMOHON_BERSAMAAN):
            bersama.create_task(ajukan_semua(client, antrean, dunia))


async def ikuti(fakta: AsyncIterator[Peristiwa], papan: Papan) -> None:
    async for peristiwa in fakta:
        papan.catat(peristiwa)
