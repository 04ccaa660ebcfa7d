"""One application: its events are claimed, fenced, and announced, in this order.

The fence is `jaga.sampai`, moved by compare-and-set. Before that write a decision may still close
the step earlier, and then the claimed event has not come about; after it a step can only close
later than the fence. So events are announced once the fence stands, and a claim in vain is given
back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from ops.watchdog.context import Look, WatchContext, look_now
from ops.watchdog.holdings import Held, Holdings, IsEmpty
from ops.watchdog.rounds import Crew, Stopping
from shared.errors import AlurIzinError
from shared.log import get_logger
from shared.mutu_baku.jaga import geser_jaga, jagai, teruskan_jaga
from shared.mutu_baku.kejadian import Kejadian, susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.store.watch_port import Klaim

log = get_logger()


class JagaTidakMaju(AlurIzinError):
    """Due, but without a new event, and setting the watch again would not change it."""


class Finding(NamedTuple):
    """An application as it was left, None when there is none. `kunci` are the keys of all its
    events; `moved` says that its open deadline was projected again."""

    permohonan: Permohonan | None
    kunci: frozenset[str]
    moved: bool = False


class Inspector:
    def __init__(self, context: WatchContext, holdings: Holdings) -> None:
        self._context = context
        self.holdings = holdings

    async def inspect(self, permohonan_id: UUID, look: Look) -> Finding:
        """Safe to repeat, and to run in several watchdogs at once. Raises the fault of a broken
        application; and on an outage, after which it can be done again."""
        held: dict[str, Held] = {}
        while True:
            finding, written = await self._once(permohonan_id, look, held)
            if written:
                break
        for satu in held.values():
            await self.holdings.announce(satu)
        return finding

    async def _once(
        self, permohonan_id: UUID, look: Look, held: dict[str, Held]
    ) -> tuple[Finding, bool]:
        """False when somebody else wrote meanwhile: then it has to be read again."""
        permohonan = await self._context.permohonan.find(permohonan_id)
        if permohonan is None:
            await self._withdraw(held, {})
            return Finding(None, frozenset()), True
        sop = (await self._context.sop.version(permohonan.sop_versi)).sop
        semua = kejadian(permohonan, sop, look.berlaku, look.kini)
        ada = {k.kunci(permohonan_id): k for k in semua}
        await self._withdraw(held, ada)
        baru = self._watch_anew(permohonan, sop, look, ada)
        if baru is None:
            return Finding(permohonan, frozenset(ada)), True
        await self._claim(permohonan, ada, held)
        written = await self._context.watch.watch(baru, permohonan)
        return Finding(baru, frozenset(ada), _moved(permohonan, baru)), written

    async def _withdraw(self, held: dict[str, Held], ada: Mapping[str, Kejadian]) -> None:
        for kunci in [k for k in held if k not in ada]:
            await self.holdings.release(held.pop(kunci))

    async def _claim(
        self, permohonan: Permohonan, ada: Mapping[str, Kejadian], held: dict[str, Held]
    ) -> None:
        for kunci, satu in ada.items():
            if kunci in held or not _beyond_the_fence(permohonan, satu):
                continue
            pelanggaran = susun_pelanggaran(permohonan, satu, self._context.clock())
            if (milik := await self.holdings.claim(pelanggaran)) is not None:
                held[kunci] = milik

    def _watch_anew(
        self, permohonan: Permohonan, sop: Sop, look: Look, ada: Mapping[str, Kejadian]
    ) -> Permohonan | None:
        """The application with its watch moved on; None when it stands where it should."""
        lama = permohonan.jaga
        baru = permohonan
        if lama is None or lama.kalender != look.berlaku.terkini.versi:
            baru = geser_jaga(permohonan, sop, look.berlaku, look.kini)
        if lewat := [k for k in ada.values() if _beyond_the_fence(permohonan, k)]:
            baru = teruskan_jaga(baru, sop, look.berlaku, lewat[-1].terjadi)
        if baru is permohonan and lama and lama.pada is not None and lama.pada < look.kini:
            baru = jagai(permohonan, sop, look.berlaku)
            if baru.jaga == lama:
                raise JagaTidakMaju(f"jatuh tempo {lama.pada.isoformat()}, tanpa kejadian")
        return None if baru is permohonan else baru


def _beyond_the_fence(permohonan: Permohonan, satu: Kejadian) -> bool:
    return permohonan.jaga is None or satu.terjadi > permohonan.jaga.sampai


def _moved(lama: Permohonan, baru: Permohonan) -> bool:
    semula = lama.jaga.digeser if lama.jaga else ()
    return baru.jaga is not None and len(baru.jaga.digeser) > len(semula)


GRACE_SECONDS = 3.0
"""Some times as long as a copy is held by one that cannot mark it, and longer than a store that has
come back needs to be found again."""


class Recovery:
    """Claims that their holder never announced: taken over, looked at again, and announced.

    The journal tells whether the one that died had still managed to publish. So claims are taken
    over once the journal was found empty twice, some time apart: by the second look a copy that
    was in another's hands at the first is marked, and a copy on its way has arrived.
    """

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
        """The inspection first: it fences the events."""
        finding = await self._inspector.inspect(permohonan_id, look)
        for satu in klaim[permohonan_id]:
            await self._settle(satu, finding)

    async def _settle(self, klaim: Klaim, finding: Finding) -> None:
        """Gives back a claim whose event has not come about after all: its holder died between
        claim and fence, and the step was closed in time."""
        held = await self._holdings.take(klaim)
        if held is None:
            return
        if klaim.kunci in finding.kunci:
            if await self._holdings.announce(held):
                log.info("announced_for_another", kunci=klaim.kunci, pemegang=klaim.pemegang)
        else:
            await self._holdings.release(held)
            log.info("claim_released", kunci=klaim.kunci, pemegang=klaim.pemegang)
