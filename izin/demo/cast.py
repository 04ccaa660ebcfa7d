"""Everybody who acts or watches in the demo, as coroutines that run until they are cancelled."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import contextmanager

from izin.demo.applicant import Bawaan, ajukan, siapkan_dokumen
from izin.demo.board import Papan
from izin.demo.checks.wire import Pengumuman
from izin.demo.officers import Meja
from izin.demo.portal import baca_pemberitahuan
from izin.demo.scenario import Skenario
from izin.demo.world import Dunia
from shared.contracts import DokumenBerkode, Peristiwa
from shared.rabbit.client import open_client

_BERSAMAAN = 3


async def meja(pelaksana: str, rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client:
        await Meja(pelaksana, client, dunia).layani()


async def portal(rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client:
        await baca_pemberitahuan(client, dunia)


@contextmanager
def bersiap(skenario: Iterable[Skenario], dunia: Dunia) -> Iterator[Mapping[str, Bawaan]]:
    """The applicants prepare their documents, few at once, for as long as the block lasts; by
    permohonan_id. The store must answer."""
    tangan = asyncio.Semaphore(_BERSAMAAN)
    bawaan = {
        satu.permohonan_id: asyncio.create_task(_siapkan(satu, dunia, tangan)) for satu in skenario
    }
    try:
        yield bawaan
    finally:
        for berkas in bawaan.values():
            berkas.cancel()


async def _siapkan(
    skenario: Skenario, dunia: Dunia, tangan: asyncio.Semaphore
) -> tuple[DokumenBerkode, ...]:
    async with tangan:
        return await siapkan_dokumen(skenario, dunia)


async def para_pemohon(rabbitmq_url: str, bawaan: Mapping[str, Bawaan], dunia: Dunia) -> None:
    """Ends when everything is submitted and answered."""
    async with open_client(rabbitmq_url) as client, asyncio.TaskGroup() as bersama:
        for id_, berkas in bawaan.items():
            bersama.create_task(ajukan(client, dunia.skenario[id_], dunia, berkas))


async def ikuti(fakta: AsyncIterator[Peristiwa], papan: Papan) -> None:
    async for peristiwa in fakta:
        papan.catat(peristiwa)


async def pantau(peringatan: AsyncIterator[Pengumuman], papan: Papan, dunia: Dunia) -> None:
    """Ops: reads every alert as it comes."""
    async for satu in peringatan:
        dunia.catatan.pengumuman.append(satu)
        papan.peringatkan(satu.pelanggaran)
