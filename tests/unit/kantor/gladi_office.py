"""An office of doubles: applications with a history, and the records a watchdog left."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from shared.books import KalenderBook
from shared.mutu_baku.kejadian import susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.store.memory import MemoryKalenderStore, MemoryPermohonanStore
from shared.store.memory_watch import MemoryOpsStore, MemoryWatchStore
from shared.store.watch_port import Klaim
from tests.unit.kalender.contoh import bawaan, wita
from tests.unit.kantor.doubles import kantor_of_doubles

KINI = wita("2026-01-09 12.00")


class Office:
    """Everything a command may read, and ways to write what a watchdog writes."""

    def __init__(self) -> None:
        self.permohonan = MemoryPermohonanStore()
        self.watch = MemoryWatchStore(self.permohonan)
        self.ops = MemoryOpsStore(self.permohonan)
        self.stores = kantor_of_doubles(
            self.permohonan,
            watch=self.watch,
            ops=self.ops,
            kalender=KalenderBook(bawaan(), MemoryKalenderStore()),
        )

    async def isi(self, semua: Iterable[Permohonan], sampai: datetime = KINI) -> None:
        """Each with the records of everything up to then, announced, and the sweep noted."""
        for permohonan in semua:
            await self.permohonan.insert(permohonan)
            for klaim in await self.klaim(permohonan, sampai):
                await self.catat(klaim)
        await self.ops.swept("satu", sampai)

    async def klaim(self, permohonan: Permohonan, sampai: datetime = KINI) -> list[Klaim]:
        sop = await self.stores.sop.version(permohonan.sop_versi)
        berlaku = await self.stores.kalender.berlaku()
        detik = timedelta(seconds=2)
        return [
            Klaim(
                kunci=k.kunci(permohonan.id),
                pelanggaran=susun_pelanggaran(permohonan, k, k.terjadi + detik),
                pemegang="satu",
                dipegang_pada=k.terjadi + detik,
                diumumkan_pada=k.terjadi + detik,
            )
            for k in kejadian(permohonan, sop.sop, berlaku, sampai)
        ]

    async def catat(self, klaim: Klaim) -> None:
        assert await self.watch.claim(klaim)
