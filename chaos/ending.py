"""When nothing is killed any more: the office finishes, and everything runs dry."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from chaos.checker.notes import Violation
from chaos.scene import CommandFailed, Scene
from chaos.store_look import StoreLook
from shared import topology
from shared.errors import BrokerTidakTerjangkau
from shared.rabbit.browse import is_empty

DRAIN_SECONDS = 90.0
STALLED_SECONDS = 12.0
"""With no task on any desk and no message in any queue for so long, nothing will move again."""

MOST_NAMED = 5

AGREES = "pengumuman tercatat sama dengan yang diturunkan dari riwayat"
LATER = "kantor dapat menyelesaikan semuanya"


class Ending:
    def __init__(self, scene: Scene, look: StoreLook, settle_seconds: float) -> None:
        self._scene, self._look = scene, look
        self._seconds = settle_seconds
        self._drain_seconds = min(DRAIN_SECONDS, settle_seconds)
        self._moved = time.monotonic()

    async def settle(self) -> list[Violation]:
        """Officers finish what is open; then claims are announced, and queues run dry."""
        found: list[Violation] = []
        await self._until(self._over, self._seconds)
        if not await self._nothing_open():
            hands = "; ".join(self._scene.office.in_hand()[:MOST_NAMED]) or "tidak ada"
            what = f"{self._look.running} permohonan masih berjalan; di tangan petugas: {hands}"
            found.append(Violation(LATER, "sesudah gangguan berakhir", what))
        if not await self._until(self._all_announced, self._drain_seconds):
            found.append(Violation(LATER, "watchdog", "masih ada yang belum diumumkan"))
        await self._until(self._dry, self._drain_seconds)
        self._scene.stage.figures.note("kantor selesai")
        return found

    async def compare_breaches(self) -> list[Violation]:
        """The product's own comparison; the checker has its own view of the announcements."""
        try:
            await self._scene.izin("gladi", "--json")
        except CommandFailed as error:
            return [Violation(AGREES, "izin gladi", str(error)[-1500:])]
        return []

    async def _until(self, what: Callable[[], Awaitable[bool]], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._scene.office.check()
            if await what():
                return True
            await asyncio.sleep(0.5)
        return False

    async def _over(self) -> bool:
        """Everything has ended; or nothing moves any more, for a good while."""
        if await self._nothing_open():
            return True
        still = self._look.running is not None and self._scene.office.busy == 0
        if not still or not await self._dry():
            self._moved = time.monotonic()
        return time.monotonic() - self._moved > STALLED_SECONDS

    async def _nothing_open(self) -> bool:
        return await self._look.refresh() == 0 and self._scene.office.busy == 0

    async def _all_announced(self) -> bool:
        return await self._look.unannounced() == 0

    async def _dry(self) -> bool:
        names = [topology.ANTREAN_JURNAL, topology.ANTREAN_PEMBERITAHUAN] + [
            name(role)
            for role in self._scene.office.desks
            for name in (topology.antrean_berkas, topology.antrean_putusan, topology.antrean_tugas)
        ]
        return all([await self._is_empty(name) for name in names])

    async def _is_empty(self, name: str) -> bool:
        """A queue that is not there is empty, too."""
        try:
            return await is_empty(self._scene.stage.rabbitmq_url, name)
        except BrokerTidakTerjangkau as away:
            return "NOT_FOUND" in str(away)
