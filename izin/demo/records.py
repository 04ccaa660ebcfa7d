"""The stores that the demo reads, beside what its people are told on the wire."""

from datetime import datetime

from izin.demo.checks.wire import Pengumuman
from izin.demo.time_evidence import BuktiWaktu
from shared.books import KalenderBook
from shared.kalender.model import Kalender
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoKalenderStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import Client


class Arsip:
    """To be made inside the event loop that uses it."""

    def __init__(self, client: Client, basis_data: str, kalender: Kalender) -> None:
        self.permohonan = MongoPermohonanStore(client, basis_data)
        self.dokumen = GridFsDokumenStore(client, basis_data)
        self.jaga = MongoWatchStore(client, basis_data)
        self._ops = MongoOpsStore(client, basis_data)
        self._kalender = KalenderBook(kalender, MongoKalenderStore(client, basis_data))

    async def tutup(self) -> None:
        await self.permohonan.close()

    async def semua_diumumkan(self, sesudah: datetime, pengumuman: int) -> bool:
        """Whether the watchdog has looked after that instant and left nothing to be claimed or
        announced, and so many announcements are all there must be."""
        sapuan = await self._ops.last_sweep()
        if sapuan is None or sapuan <= sesudah or await self.jaga.due(sesudah):
            return False
        klaim = [satu async for satu in self.jaga.records()]
        diumumkan = sum(satu.diumumkan_pada is not None for satu in klaim)
        return diumumkan == len(klaim) <= pengumuman

    async def bukti_waktu(
        self, jangka: tuple[datetime, datetime], pengumuman: tuple[Pengumuman, ...]
    ) -> BuktiWaktu:
        mulai, kini = jangka
        klaim = [satu async for satu in self.jaga.records()]
        return BuktiWaktu(
            mulai=mulai,
            kini=kini,
            berlaku=await self._kalender.segarkan(),
            gangguan=await self._ops.outages(mulai, kini),
            klaim=tuple(sorted(klaim, key=lambda k: (k.pelanggaran.terjadi_pada, k.kunci))),
            pengumuman=pengumuman,
            sapuan=await self._ops.last_sweep(),
        )
