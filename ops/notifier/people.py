"""Alerts to people, through Apprise."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from ops.notifier.aturan_eskalasi import Eskalasi
from ops.notifier.layanan_apprise import Layanan
from ops.notifier.quarantine import PeringatanKarantina
from ops.notifier.saluran import SaluranApprise
from ops.notifier.surat import Penulis, Surat, surat_eskalasi, surat_karantina, surat_uji
from shared.clock import Clock
from shared.contracts import Pelanggaran


def _satu_utas() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="kabar")


@dataclass
class PeopleSender:
    """Apprise blocks: each channel has a thread of its own, so that a service that hangs holds up
    its own channel only."""

    saluran: SaluranApprise
    layanan: Layanan
    penulis: Penulis
    clock: Clock
    utas: ThreadPoolExecutor = field(default_factory=_satu_utas)

    async def send(self, kabar: Sequence[Pelanggaran]) -> None:
        await self._kirim(self.penulis.surat(kabar, self.saluran.rincian_maks))

    async def send_test(self) -> None:
        await self._kirim(surat_uji(self.saluran.nama, self.clock(), self.penulis.zona))

    async def send_karantina(self, peringatan: PeringatanKarantina) -> None:
        await self._kirim(surat_karantina(peringatan, self.penulis.zona))

    async def send_eskalasi(self, semua: Sequence[Eskalasi]) -> None:
        await self._kirim(surat_eskalasi(semua, self.penulis, self.saluran.rincian_maks))

    async def close(self) -> None:
        self.utas.shutdown(wait=False, cancel_futures=True)

    async def _kirim(self, surat: Surat) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self.utas, self.layanan.kirim, surat)
