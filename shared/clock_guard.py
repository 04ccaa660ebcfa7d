"""A process's clock, which is read only while it agrees with the store's.

Every few seconds the guard compares. In between, the machine's clock is held against its uptime,
which nobody can set: a clock that jumps is noticed by the very reading that would have used it, and
compared again before it is used. So no decision costs a round trip, and none is sealed by a clock
that is wrong by more than `IZIN_BATAS_SELISIH_JAM_DETIK`.
"""

import asyncio
import os
import socket
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from shared.clock import Clock, JamTidakTerbaca, TrialClock, system_clock, uptime_seconds
from shared.clock_agreement import Hasil, Pembacaan, Rentang, bandingkan
from shared.errors import JamTidakSepakat, StoreTidakTerjangkau
from shared.every import Every
from shared.log import get_logger
from shared.store.clock_port import JAM_SISTEM, ClockStore, JamProses

log = get_logger()

EVERY_SECONDS = 5.0

JUMP_SECONDS = 1.0
"""Clocks that NTP keeps are slewed, or stepped by less."""

FAREWELL_SECONDS = 1.0
"""A process that ends does not wait for a store that is away."""

_BELUM = "jam belum dibandingkan dengan jam penyimpanan"


class _Look(NamedTuple):
    """`shown` is the office's time, `wall` the machine's; both at `uptime`."""

    uptime: float
    wall: datetime
    shown: datetime
    laju: float

    def jumped(self, since: "_Look") -> bool:
        return self._beyond((self.wall - since.wall).total_seconds(), since, 1.0)

    def moved(self, since: "_Look") -> bool:
        """The trial clock was set."""
        return self._beyond((self.shown - since.shown).total_seconds(), since, since.laju)

    def _beyond(self, passed: float, since: "_Look", laju: float) -> bool:
        expected = (self.uptime - since.uptime) * laju
        return abs(passed - expected) > JUMP_SECONDS * max(1.0, laju)


class ClockGuard(Every):
    """One in each process. `clock` and `wall` raise `JamTidakSepakat` while they must not be
    used: the office's time, and the machine's."""

    def __init__(
        self,
        nama: str,
        store: ClockStore,
        berkas_jam: Path | None,
        batas_detik: float,
        *,
        system: Clock = system_clock,
        uptime: Callable[[], float] = uptime_seconds,
    ) -> None:
        super().__init__(
            self.compare,
            EVERY_SECONDS,
            outages=(StoreTidakTerjangkau, JamTidakTerbaca),
            waits="clock_not_compared",
            pause_first=True,
        )
        host = socket.gethostname()
        self._proses = f"{host}/{os.getpid()}/{uuid.uuid4().hex[:8]}"
        self._sebutan = f"{nama} ({host})"
        self._store = store
        self._trial = TrialClock(berkas_jam) if berkas_jam else None
        self._batas_detik = batas_detik
        self._system = system
        self._uptime = uptime
        self._sebab = _BELUM
        self._agreed_at: _Look | None = None
        self._memimpin = False
        self._comparing: asyncio.Task[None] | None = None

    @property
    def agreed(self) -> bool:
        """By the last comparison, and no jump since."""
        return not self._sebab

    def clock(self) -> datetime:
        """Raises `JamTidakSepakat`, and `JamTidakTerbaca` without the file of a trial clock."""
        return self._checked().shown

    def wall(self) -> datetime:
        """As `clock`."""
        return self._checked().wall

    async def join(self) -> None:
        """Before a process begins its work. Raises `JamTidakSepakat` and `StoreTidakTerjangkau`."""
        await self._store.prepare()
        await self.compare()
        self._checked()

    async def stop(self) -> None:
        await super().stop()
        if self._comparing is not None:
            self._comparing.cancel()
            await asyncio.gather(self._comparing, return_exceptions=True)
        if self._sebab not in ("", _BELUM):
            with suppress(StoreTidakTerjangkau, TimeoutError):
                async with asyncio.timeout(FAREWELL_SECONDS):
                    await self._store.forget(self._proses)

    async def compare(self) -> None:
        """Ask the store once, and go by what it says. Raises `StoreTidakTerjangkau`."""
        while True:
            before = self._look()
            store = await self._store.time()
            after = self._look()
            semua = await self._store.clocks()
            baca = Pembacaan(
                proses=self._proses,
                sistem=Rentang(before.wall, after.wall),
                jam=JAM_SISTEM if self._trial is None else self._trial.tanda,
                tampak=Rentang(before.shown, after.shown),
                laju=after.laju,
                store=store,
                terpercaya=self._sebab in ("", _BELUM),
                melompat=self._set_since(after),
            )
            hasil = bandingkan(baca, semua, self._batas_detik)
            if hasil.acuan is None or await self._store.refer(hasil.acuan, semua.acuan):
                break
        # First its own mind: from here on nothing is decided by a wrong clock.
        self._settle(hasil, after)
        await self._store.tell(
            JamProses(
                self._proses,
                self._sebutan,
                baca.petunjuk,
                round(hasil.selisih_detik, 3),
                self.agreed,
            )
        )

    def _settle(self, hasil: Hasil, look: _Look) -> None:
        before, self._sebab, self._memimpin = self._sebab, hasil.sebab, hasil.memimpin
        self._agreed_at = None if hasil.sebab else look
        if hasil.sebab and hasil.sebab != before:
            log.error(
                "clock_disagrees",
                sebab=hasil.sebab,
                selisih_detik=round(hasil.selisih_detik, 1),
                akibat="tidak memutuskan dan tidak menyapu sampai sepakat",
            )
        elif before not in ("", _BELUM) and not hasil.sebab:
            log.warning("clock_agrees", sebelumnya=before)

    def _set_since(self, look: _Look) -> bool:
        """Whether a clock jumped since it last agreed, and no reading has noticed yet."""
        last = self._agreed_at
        return last is not None and (look.jumped(last) or look.moved(last))

    def _checked(self) -> _Look:
        """What it shows now. Raises `JamTidakSepakat`."""
        look, last = self._look(), self._agreed_at
        if last is None:
            raise JamTidakSepakat(self._sebab)
        if look.jumped(last) or (look.moved(last) and not self._memimpin):
            self._sebab, self._agreed_at = "jam melompat, belum dibandingkan lagi", None
            log.warning("clock_jumped", sejak_detik=round(look.uptime - last.uptime, 1))
            self._compare_soon()
            raise JamTidakSepakat(self._sebab)
        if look.moved(last):
            self._agreed_at = look
        return look

    def _compare_soon(self) -> None:
        if self._comparing is None or self._comparing.done():
            self._comparing = asyncio.get_running_loop().create_task(self._again())

    async def _again(self) -> None:
        await self._turn()

    def _look(self) -> _Look:
        """Raises `JamTidakTerbaca`."""
        uptime, wall = self._uptime(), self._system()
        if self._trial is None:
            return _Look(uptime, wall, wall, 1.0)
        return _Look(uptime, wall, self._trial.at(wall), self._trial.laju)
