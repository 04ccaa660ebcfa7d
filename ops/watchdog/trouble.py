"""Applications that cannot be watched: written down, and tried again with a growing pause.

However many they are, they cost little: each is tried less and less often, at most every
`LONGEST_PAUSE_SECONDS`. A watchdog that starts tries all of them once: what stopped the one before
it may be cured.
"""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from pydantic import ValidationError

from ops.watchdog.context import WatchContext
from shared.errors import AlurIzinError
from shared.log import get_logger
from shared.validation_text import rincian_galat

log = get_logger()

FIRST_PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 300.0
MOST_LETTERS = 300


class _Tries(NamedTuple):
    kali: int
    lagi_pada: float


def reason(galat: Exception) -> str:
    """Which error, in words that repeat nothing of what an applicant wrote."""
    if isinstance(galat, ValidationError):
        rincian = "; ".join(rincian_galat(galat))
    else:
        rincian = str(galat) if isinstance(galat, AlurIzinError) else ""
    nama = type(galat).__name__
    return (f"{nama}: {rincian}" if rincian else nama)[:MOST_LETTERS]


class Trouble:
    """`OpsStore.all_stuck` is what all watchdogs together know; when to try again is each one's
    own affair. Methods raise `StoreTidakTerjangkau`."""

    def __init__(self, context: WatchContext) -> None:
        self._context = context
        self._tries: dict[UUID, _Tries] = {}
        self._recorded: frozenset[UUID] = frozenset()

    async def refresh(self) -> None:
        macet = await self._context.ops.all_stuck()
        self._recorded = frozenset(UUID(satu.permohonan_id) for satu in macet)
        self._tries = {satu: t for satu, t in self._tries.items() if satu in self._recorded}

    def again(self) -> tuple[UUID, ...]:
        """Those whose pause is over."""
        return self.ripe(self._recorded)

    def ripe(self, permohonan_id: Iterable[UUID]) -> tuple[UUID, ...]:
        """Without those that have to wait; the order stays."""
        kini = self._context.monotonic()
        return tuple(
            satu
            for satu in permohonan_id
            if satu not in self._tries or self._tries[satu].lagi_pada <= kini
        )

    async def failed(self, permohonan_id: UUID, galat: Exception) -> None:
        kali = self._tries[permohonan_id].kali + 1 if permohonan_id in self._tries else 1
        jeda = min(FIRST_PAUSE_SECONDS * 2 ** (kali - 1), LONGEST_PAUSE_SECONDS)
        self._tries[permohonan_id] = _Tries(kali, self._context.monotonic() + jeda)
        alasan = reason(galat)
        log.warning("stuck", permohonan=str(permohonan_id), sebab=alasan, lagi_detik=jeda)
        await self._context.ops.stuck(str(permohonan_id), alasan, self._context.clock())
        self._recorded |= {permohonan_id}

    async def worked(self, permohonan_id: UUID) -> None:
        self._tries.pop(permohonan_id, None)
        if permohonan_id not in self._recorded:
            return
        await self._context.ops.unstuck(str(permohonan_id))
        self._recorded -= {permohonan_id}
        log.info("unstuck", permohonan=str(permohonan_id))
