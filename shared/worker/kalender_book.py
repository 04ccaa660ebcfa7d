"""The calendars of the office, as they are in force now (docs/kalender.md).

The store has the word: a process that was started with another file goes by what is in force
until a watchdog adopts the new one, so that all reckon alike.
"""

import time
from datetime import timedelta

from shared.clock import Clock, system_clock
from shared.errors import AlurIzinError
from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.kalender.model import Kalender
from shared.kalender.perubahan import perubahan
from shared.kalender.salinan import baca_salinan, tulis_salinan
from shared.store.watch_port import CatatanMasa, KalenderStore

SEGAR_DETIK = 15.0
"""For so long a process may go by a calendar that has been replaced: the watchdog projects anew
what was reckoned by the old one."""

BERLAKU_SESUDAH = timedelta(seconds=5)
"""From its adoption until a calendar is in force: by then every watchdog that asks knows of it, and
none has claimed anything, by the calendar before, that came about later."""

_MILIDETIK = timedelta(milliseconds=1)


class KalenderHilang(AlurIzinError):
    """The store says that a calendar was in force, and does not have it."""


class KalenderBook:
    """`sendiri` is the calendar of this process's own file."""

    def __init__(
        self,
        sendiri: Kalender,
        store: KalenderStore,
        clock: Clock = system_clock,
        segar_detik: float = SEGAR_DETIK,
    ) -> None:
        self._sendiri = sendiri
        self._store = store
        self._clock = clock
        self._segar_detik = segar_detik
        self._kenal: dict[str, Kalender] = {sendiri.versi: sendiri}
        self._berlaku: KalenderBerlaku | None = None
        self._diambil = 0.0

    async def keep(self) -> None:
        """To be called before work begins: an office that has no calendar yet gets this one."""
        if not await self._store.masa():
            await self._store.save_kalender(self._sendiri.versi, tulis_salinan(self._sendiri))
            await self._store.adopt(CatatanMasa(0, self._sendiri.versi, AWAL, ()))
        await self.segarkan()

    async def adopt(self) -> CatatanMasa | None:
        """Put this process's own calendar in force from `BERLAKU_SESUDAH` on; None when it is the
        last one already, or when another process was quicker. What is open moves with it."""
        await self.keep()
        tercatat = await self._store.masa()
        if tercatat[-1].versi == self._sendiri.versi:
            return None
        # A clock that was set back must not put a calendar in force before the one it replaces.
        dari = max(self._clock() + BERLAKU_SESUDAH, tercatat[-1].dari + _MILIDETIK)
        alasan = perubahan(await self._kalender(tercatat[-1].versi), self._sendiri, dari)
        await self._store.save_kalender(self._sendiri.versi, tulis_salinan(self._sendiri))
        baru = CatatanMasa(tercatat[-1].urutan + 1, self._sendiri.versi, dari, alasan)
        diterima = await self._store.adopt(baru)
        await self.segarkan()
        return baru if diterima else None

    async def berlaku(self) -> KalenderBerlaku:
        """Not older than `segar_detik`. Raises `KalenderHilang`."""
        usia = time.monotonic() - self._diambil
        if self._berlaku is None or usia > self._segar_detik:
            return await self.segarkan()
        return self._berlaku

    async def segarkan(self) -> KalenderBerlaku:
        """As the store has it now."""
        tercatat = await self._store.masa()
        if not tercatat:
            return KalenderBerlaku.selalu(self._sendiri)
        masa = [Masa(satu.dari, await self._kalender(satu.versi)) for satu in tercatat]
        self._berlaku, self._diambil = KalenderBerlaku(tuple(masa)), time.monotonic()
        return self._berlaku

    async def catatan(self) -> tuple[CatatanMasa, ...]:
        """What was in force from when, and why it was changed."""
        return await self._store.masa()

    async def _kalender(self, versi: str) -> Kalender:
        if versi not in self._kenal:
            salinan = await self._store.load_kalender(versi)
            if salinan is None:
                raise KalenderHilang(versi)
            self._kenal[versi] = baca_salinan(salinan)
        return self._kenal[versi]
