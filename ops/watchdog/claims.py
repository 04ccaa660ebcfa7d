"""Claims that their holder never announced: taken over, looked at again, and announced.

Whether the one that died had still managed to publish is in the journal. So nothing is taken over
before the journal was found empty twice, some time apart: what was in somebody's hands at the
first look is marked by the second, and what was on its way has arrived.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from ops.watchdog.context import Look, WatchContext, look_now
from ops.watchdog.crew import Crew
from ops.watchdog.inspector import Finding, Inspector
from ops.watchdog.journal import IsEmpty
from ops.watchdog.stopping import Stopping
from shared.log import get_logger
from shared.store.watch_port import Klaim

log = get_logger()

GRACE_SECONDS = 3.0
"""Some times as long as a copy is held by one that cannot mark it, and longer than a store that has
come back needs to be found again."""


class Recovery:
    def __init__(
        self,
        context: WatchContext,
        crew: Crew,
        inspector: Inspector,
        journal_is_empty: IsEmpty,
        stopping: Stopping,
    ) -> None:
        self._context = context
        self._crew = crew
        self._inspector = inspector
        self._holdings = inspector.holdings
        self._journal_is_empty = journal_is_empty
        self._stopping = stopping

    async def once(self) -> bool:
        """Raises an outage, and `KalenderHilang`."""
        if not await self._overdue() or not await self._journal_is_empty():
            return False
        await self._stopping.pause(GRACE_SECONDS)
        if self._stopping or not await self._journal_is_empty():
            return False
        if klaim := await self._overdue():
            look = await look_now(self._context)
            await self._crew.through(klaim, partial(self._finish, look, klaim))
        return False

    async def _overdue(self) -> Mapping[UUID, Sequence[Klaim]]:
        """By application, each in the order of time; without those that cannot be watched now."""
        sebelum = self._context.wall() - timedelta(seconds=self._context.sewa_klaim_detik)
        per_permohonan: dict[UUID, list[Klaim]] = defaultdict(list)
        for satu in await self._context.watch.unannounced(sebelum):
            if self._holdings.settled(satu):
                continue
            per_permohonan[satu.pelanggaran.permohonan_id].append(satu)
        for milik in per_permohonan.values():
            milik.sort(key=lambda k: k.pelanggaran.terjadi_pada)
        return {satu: per_permohonan[satu] for satu in self._crew.trouble.ripe(per_permohonan)}

    async def _finish(
        self, look: Look, klaim: Mapping[UUID, Sequence[Klaim]], permohonan_id: UUID
    ) -> None:
        """The inspection first: what has come about is fenced by it."""
        finding = await self._inspector.inspect(permohonan_id, look)
        for satu in klaim[permohonan_id]:
            await self._settle(satu, finding)

    async def _settle(self, klaim: Klaim, finding: Finding) -> None:
        """What has not come about after all is given back: its holder died between claim and
        fence, and the step was closed in time."""
        held = await self._holdings.take(klaim)
        if held is None:
            return
        if klaim.kunci in finding.kunci:
            if await self._holdings.announce(held):
                log.info("announced_for_another", kunci=klaim.kunci, pemegang=klaim.pemegang)
        else:
            await self._holdings.release(held)
            log.info("claim_released", kunci=klaim.kunci, pemegang=klaim.pemegang)
