"""Tells people that karantina is not empty: once when it begins, and once a day while it lasts."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from ops.notifier.errors import GagalKirim
from shared.clock import Clock
from shared.errors import StoreTidakTerjangkau
from shared.every import Every
from shared.log import get_logger
from shared.store.watch_port import KabarStore, KeadaanKarantina, OpsStore

log = get_logger()

EVERY_SECONDS = 10.0
AGAIN_AFTER = timedelta(days=1)


class PeringatanKarantina(NamedTuple):
    """`kunci` is the same for the same warning to the same channel, however often it is tried."""

    kunci: str
    pesan: int
    sejak: datetime


class Warner(Protocol):
    async def send_karantina(self, peringatan: PeringatanKarantina) -> None:
        """Raises `GagalKirim` when it did not arrive."""


class KarantinaWarnings(Every):
    """Reads the watchdogs' last look. Any number may run: each warning is claimed in the store, and
    one that could not be given is given later."""

    def __init__(
        self,
        ops: OpsStore,
        store: KabarStore,
        channels: Sequence[tuple[str, Warner]],
        clock: Clock,
        every_seconds: float = EVERY_SECONDS,
    ) -> None:
        super().__init__(
            self.once, every_seconds, outages=(StoreTidakTerjangkau,), waits="peringatan_menunggu"
        )
        self._ops = ops
        self._store = store
        self._channels = channels
        self._clock = clock

    async def once(self) -> None:
        """Raises `StoreTidakTerjangkau`."""
        seen = await self._ops.karantina()
        if seen is not None and seen.sejak is not None:
            await asyncio.gather(*(self._warn(nama, way, seen) for nama, way in self._channels))

    async def _warn(self, nama: str, way: Warner, seen: KeadaanKarantina) -> None:
        kini = self._clock()
        sejak = seen.sejak or kini
        kunci = f"{nama}/karantina/{sejak.isoformat()}/{(kini - sejak) // AGAIN_AFTER}"
        if not await self._store.claim_warning(kunci, kini):
            return
        try:
            await way.send_karantina(PeringatanKarantina(kunci, seen.pesan, sejak))
        except GagalKirim as galat:
            log.warning("peringatan_tertunda", saluran=nama, sebab=str(galat))
        else:
            await self._store.warned(kunci, self._clock())
            log.info("peringatan_karantina", saluran=nama, pesan=seen.pesan)
