"""The contents of the board: the desks now and then, the rest at every look."""

import asyncio
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple

from shared.clock import Clock, system_clock
from shared.kalender.model import Kalender
from shared.kantor.kantor import Kantor
from shared.mutu_baku.papan import Papan, Penghitung
from shared.store.clock_port import HIDUP, JamProses
from shared.store.watch_port import KeadaanKarantina, Klaim, Macet, OpsStore

# The board from the store. It reads every running application: so it reads seldom, and without
# holding up others.
BAGIAN_WAKTU = 20
"""Reading takes at most one part in so many of the time."""

_SEKALIGUS = 200


class Bacaan(NamedTuple):
    """`lama_detik`: the time of the reading, rests not counted. `nomor`: of the applications that
    were asked for, and are running."""

    papan: Papan
    lama_detik: float
    nomor: Mapping[str, str]


async def baca_papan(
    store: OpsStore, clock: Clock, dicari: Container[str] = (), istirahat: float = 0.0
) -> Bacaan:
    """`dicari`: ids of applications. `istirahat`: how many times as long as it reads it leaves the
    store to others, now and then on the way. Raises `StoreTidakTerjangkau`."""
    penghitung = Penghitung(clock())
    nomor: dict[str, str] = {}
    lama, mulai, banyak = 0.0, monotonic(), 0
    async for satu in store.open_steps():
        penghitung.tambah(satu)
        if (permohonan_id := str(satu.permohonan_id)) in dicari:
            nomor[permohonan_id] = satu.nomor
        banyak += 1
        if not banyak % _SEKALIGUS:
            sebagian = monotonic() - mulai
            lama += sebagian
            await asyncio.sleep(istirahat * sebagian)
            mulai = monotonic()
    return Bacaan(penghitung.papan(), lama + monotonic() - mulai, nomor)


def jeda_baca(diinginkan_detik: float, lama_detik: float) -> float:
    """How long to wait before the next reading: the more there is to read, the longer."""
    return max(diinginkan_detik, BAGIAN_WAKTU * lama_detik)


STALE_SECONDS = 5.0
"""A watchdog that sweeps says so about once a second."""

MOST_ALERTS = 20

UNSEEN_AFTER = timedelta(minutes=1)
"""A watchdog looks at karantina several times a minute."""


@dataclass(frozen=True)
class Snapshot:
    """`kini` is the office's time of this look, the desks may be a little older. `laju`: how much
    faster than life the clock runs. `nomor`: of those that are stuck, by id."""

    kini: datetime
    laju: float
    kalender: Kalender
    papan: Papan
    kabar: tuple[Klaim, ...]
    disapu: datetime | None
    macet: tuple[Macet, ...]
    nomor: dict[str, str]
    karantina: KeadaanKarantina | None = None
    """As seen within the last minute; None without such a look."""

    jam: tuple[JamProses, ...] = ()
    """The processes that stand still because their clocks disagree with the office's."""

    @property
    def sweeping(self) -> bool:
        """Whether any watchdog has swept within the last few seconds."""
        if self.disapu is None:
            return False
        return (self.kini - self.disapu).total_seconds() <= STALE_SECONDS * self.laju


class Looker:
    """Reads the desks in the background as soon as they may be read again: a look never waits for
    them, except for the first time."""

    def __init__(
        self, kantor: Kantor, clock: Clock, pause_seconds: float, laju: float = 1.0
    ) -> None:
        self._kantor = kantor
        self._clock = clock
        self._pause_seconds = pause_seconds
        self._laju = laju
        self._bacaan: Bacaan | None = None
        self._reading: asyncio.Task[Bacaan] | None = None
        self._again_at = 0.0

    async def look(self) -> Snapshot:
        """Raises `StoreTidakTerjangkau`, and `KalenderHilang`."""
        macet = await self._kantor.ops.all_stuck()
        bacaan = await self._desks(frozenset(satu.permohonan_id for satu in macet))
        return Snapshot(
            kini=self._clock(),
            laju=self._laju,
            kalender=(await self._kantor.kalender.berlaku()).terkini,
            papan=bacaan.papan,
            kabar=await self._kantor.watch.latest(MOST_ALERTS),
            disapu=await self._kantor.ops.last_sweep(),
            macet=macet,
            nomor=dict(bacaan.nomor),
            karantina=await self._karantina(),
            jam=await self._wrong_clocks(),
        )

    async def _karantina(self) -> KeadaanKarantina | None:
        """Its instants are real time's."""
        seen = await self._kantor.ops.karantina()
        fresh = seen is not None and system_clock() - seen.dilihat_pada <= UNSEEN_AFTER
        return seen if fresh else None

    async def _wrong_clocks(self) -> tuple[JamProses, ...]:
        kini = await self._kantor.clocks.time()
        semua = (await self._kantor.clocks.clocks()).proses
        return tuple(j for j in semua if not j.sepakat and abs(kini - j.petunjuk.pada) <= HIDUP)

    async def close(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _desks(self, dicari: frozenset[str]) -> Bacaan:
        if self._reading is None and monotonic() >= self._again_at:
            reading = baca_papan(self._kantor.ops, self._clock, dicari)
            self._reading = asyncio.create_task(reading)
        if self._reading is not None:
            # A reading that takes a moment is worth waiting for.
            await asyncio.wait({self._reading}, timeout=self._patience())
        if self._reading is not None and self._reading.done():
            selesai, self._reading = self._reading, None
            self._bacaan = selesai.result()
            pause = jeda_baca(self._pause_seconds, self._bacaan.lama_detik)
            self._again_at = monotonic() + pause
        assert self._bacaan is not None  # noqa: S101 - without one, it was waited for
        return self._bacaan

    def _patience(self) -> float | None:
        return None if self._bacaan is None else self._pause_seconds / 2


async def clock_rate(clock: Clock, seconds: float = 0.1) -> float:
    """How many of the clock's seconds pass in a real one, at least 1."""
    began, shown = monotonic(), clock()
    await asyncio.sleep(seconds)
    return max((clock() - shown).total_seconds() / (monotonic() - began), 1.0)
