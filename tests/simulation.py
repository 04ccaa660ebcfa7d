"""Officers who accept everything, over the real wire, whatever goes away meanwhile."""

import asyncio
from collections import Counter
from contextlib import suppress

from izin.registry import discover_desks
from shared.contracts import Jawaban, Putusan, Tugas
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.rabbit.errors import ClientError
from tests.office import Office

BATAS_DETIK = 200


class Simulation:
    """They repeat a decision until they have an answer."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.berakhir: Counter[str] = Counter()

    async def decide(self, tugas: Tugas, putusan: Putusan) -> Jawaban:
        while True:
            with suppress(ClientError, BrokerTidakTerjangkau):
                return await self.office.client.decide(putusan, wait_seconds=3)
            await asyncio.sleep(0.2)

    async def prepare(self, tugas: Tugas) -> Putusan:
        """Its files are uploaded, however often the store is away."""
        while True:
            with suppress(StoreTidakTerjangkau):
                return await self.office.putusan(tugas)
            await asyncio.sleep(0.2)

    async def desk(self, pelaksana: str) -> None:
        async with self.office.client.tasks(pelaksana, prefetch=5) as diterima:
            async for satu in diterima:
                tugas = satu.tugas
                jawaban = await self.decide(tugas, await self.prepare(tugas))
                assert jawaban.diterapkan or jawaban.kode == "sudah_diputus", jawaban
                with suppress(ClientError):
                    await satu.done()
                if tugas.tindakan == "serahkan":
                    self.berakhir[tugas.nomor] = 1

    async def until_all_have_ended(self, jumlah: int) -> None:
        desks = [asyncio.create_task(self.desk(nama)) for nama in discover_desks()]
        try:
            async with asyncio.timeout(BATAS_DETIK):
                while len(self.berakhir) < jumlah:
                    await asyncio.sleep(0.1)
                    for desk in desks:
                        if desk.done():
                            desk.result()
        finally:
            for desk in desks:
                desk.cancel()
