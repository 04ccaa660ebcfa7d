"""Everybody who acts or watches in the demo, as coroutines that run until they are cancelled."""

import asyncio
from collections.abc import AsyncIterator, Iterable

from izin.client import open_client
from izin.demo.applicant import ajukan
from izin.demo.board import Papan
from izin.demo.checks.wire import Pengumuman
from izin.demo.officers import Meja
from izin.demo.portal import baca_pemberitahuan
from izin.demo.scenario import Skenario
from izin.demo.world import Dunia
from shared.contracts import Peristiwa

_BERSAMAAN = 3


async def meja(pelaksana: str, rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client:
        await Meja(pelaksana, client, dunia).layani()


async def portal(rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client:
        await baca_pemberitahuan(client, dunia)


async def para_pemohon(rabbitmq_url: str, skenario: Iterable[Skenario], dunia: Dunia) -> None:
    """Ends when everything is submitted and answered."""
    tangan = asyncio.Semaphore(_BERSAMAAN)
    async with open_client(rabbitmq_url) as client, asyncio.TaskGroup() as bersama:
        for satu in skenario:
            bersama.create_task(ajukan(client, satu, dunia, tangan))


async def ikuti(fakta: AsyncIterator[Peristiwa], papan: Papan) -> None:
    async for peristiwa in fakta:
        papan.catat(peristiwa)


async def pantau(peringatan: AsyncIterator[Pengumuman], papan: Papan, dunia: Dunia) -> None:
    """Ops: reads every alert as it comes."""
    async for satu in peringatan:
        dunia.catatan.pengumuman.append(satu)
        papan.peringatkan(satu.pelanggaran)
