"""The claims of one watchdog: taken by a unique key, held for a time, announced or given back.

A claim is held for `sewa_klaim_detik`; whoever is to announce it has to do so within that time,
afterwards others may take it over. So a watchdog that slept too long, by its own monotonic clock,
first takes its claim anew, and finds out whether somebody else has it by now.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from ops.watchdog.context import WatchContext
from ops.watchdog.journal import Marker
from shared.contracts import Pelanggaran
from shared.errors import BrokerTidakTerjangkau
from shared.log import get_logger
from shared.mutu_baku.kejadian import kiriman_pelanggaran, kunci_pelanggaran
from shared.store.watch_port import Klaim

log = get_logger()

RENEW_AFTER = 0.4
GIVE_UP_AFTER = 0.8
"""Parts of the time for which a claim is held. A publish that was not confirmed by then may still
arrive: the rest is left for that, so that it is in the journal before anyone takes over."""


class Held(NamedTuple):
    """A claim of ours; `sejak` is monotonic, read before the claim was written."""

    klaim: Klaim
    sejak: float


class Holdings:
    """Methods raise `StoreTidakTerjangkau`; a claim that is not released or announced because of
    that is found again by whoever takes over."""

    def __init__(self, context: WatchContext, marker: Marker) -> None:
        self._context = context
        self._marker = marker

    def settled(self, klaim: Klaim) -> bool:
        """Announced, as far as this process knows, and about to be marked."""
        return self._marker.waiting(klaim.kunci)

    async def claim(self, pelanggaran: Pelanggaran) -> Held | None:
        """None when it is claimed already."""
        sejak, pada = self._now()
        kunci = kunci_pelanggaran(pelanggaran)
        klaim = Klaim(kunci, pelanggaran, self._context.instance, dipegang_pada=pada)
        return Held(klaim, sejak) if await self._context.watch.claim(klaim) else None

    async def take(self, klaim: Klaim) -> Held | None:
        """Instead of its holder, which may be ourselves. None when somebody was quicker, or when
        it is announced by now."""
        sejak, pada = self._now()
        instance = self._context.instance
        if not await self._context.watch.take_over(klaim, instance, pada):
            return None
        return Held(replace(klaim, pemegang=instance, dipegang_pada=pada), sejak)

    async def release(self, held: Held) -> None:
        await self._context.watch.release(held.klaim)

    async def announce(self, held: Held) -> bool:
        """Publish and mark. False when the claim is not ours any more.

        Raises `BrokerTidakTerjangkau` when it was not confirmed. Then nobody knows whether it
        arrived, and it is not published again before the journal has been read.
        """
        sendiri = await self._still_ours(held)
        if sendiri is None:
            return False
        try:
            async with asyncio.timeout(self._left(sendiri)):
                await self._context.publisher.send(kiriman_pelanggaran(sendiri.klaim.pelanggaran))
        except TimeoutError as galat:
            raise BrokerTidakTerjangkau("pengumuman tidak dipastikan pada waktunya") from galat
        self._context.companions.announced(sendiri.klaim.pelanggaran)
        await self._marker.mark(sendiri.klaim.kunci)
        return True

    async def _still_ours(self, held: Held) -> Held | None:
        lama = self._context.monotonic() - held.sejak
        if lama <= RENEW_AFTER * self._context.sewa_klaim_detik:
            return held
        diperbarui = await self.take(held.klaim)
        if diperbarui is None:
            log.warning("claim_lost", kunci=held.klaim.kunci, detik=round(lama, 1))
        return diperbarui

    def _left(self, held: Held) -> float:
        sampai = held.sejak + GIVE_UP_AFTER * self._context.sewa_klaim_detik
        return max(sampai - self._context.monotonic(), 0.0)

    def _now(self) -> tuple[float, datetime]:
        return self._context.monotonic(), self._context.wall()
