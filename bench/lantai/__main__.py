"""`python -m bench.lantai CARA PELAKSANA...`: a floor's process for these roles, until SIGTERM."""

import asyncio
import signal
import sys
from typing import Any

import aio_pika
from motor.motor_asyncio import AsyncIOMotorClient

from bench.lantai.berkelompok import Berkelompok
from bench.lantai.biasa import Biasa
from bench.lantai.meja import Cara, Meja
from bench.pola.rekam import rekam
from shared import topology
from shared.settings import Settings
from shared.store.indeks import PERMOHONAN

CARA: dict[str, type[Biasa] | type[Berkelompok]] = {"biasa": Biasa, "berkelompok": Berkelompok}


async def main(cara: str, *pelaksana: str) -> None:
    settings = Settings()
    assert settings.rabbitmq_url and settings.mongodb_url
    client: Any = AsyncIOMotorClient(settings.mongodb_url.get_secret_value(), tz_aware=True)
    basis_data = client[settings.basis_data]
    penulis: Cara = CARA[cara](basis_data, basis_data[PERMOHONAN])
    koneksi = await aio_pika.connect(settings.rabbitmq_url.get_secret_value())
    async with koneksi:
        meja = Meja(rekam(), penulis, await koneksi.channel(on_return_raises=True))
        await meja.siapkan()
        for antrean in [a for nama in pelaksana for a in _antrean(nama)]:
            saluran = await koneksi.channel(publisher_confirms=False)
            await saluran.set_qos(settings.prefetch)
            queue = await saluran.get_queue(antrean, ensure=False)
            await queue.consume(meja.terima)
        sys.stdout.write("siap\n")
        sys.stdout.flush()
        await _sampai_diminta_berhenti()


def _antrean(pelaksana: str) -> tuple[str, str]:
    return topology.antrean_berkas(pelaksana), topology.antrean_putusan(pelaksana)


async def _sampai_diminta_berhenti() -> None:
    berhenti = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, berhenti.set)
    await berhenti.wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
