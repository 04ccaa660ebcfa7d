"""One sweep: everything that has fallen due, all of it, in an order of this watchdog's own."""

import random
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from ops.watchdog.context import Look, WatchContext, look_now
from ops.watchdog.inspector import Inspector
from ops.watchdog.rounds import Crew
from shared.errors import BrokerTidakTerjangkau
from shared.log import get_logger

log = get_logger()

INTERVAL_SECONDS = 5.0
PORTION = 200


class Projection:
    """Open applications that were counted by another calendar than the one in force, or never.

    They are looked for now and then, and at once when the calendar has changed: a worker may
    write down a watch by the old calendar for some seconds after that (`SEGAR_DETIK` of
    `shared.books`). They are taken in portions, so that applications that fall due meanwhile are
    not kept waiting.
    """

    def __init__(self, context: WatchContext, order: random.Random) -> None:
        self._context = context
        self._order = order
        self._versi: str | None = None
        self._lagi_pada = 0.0
        self._menunggu: deque[UUID] = deque()
        self._pindah = 0

    @property
    def more(self) -> bool:
        return bool(self._menunggu)

    async def portion(self, look: Look) -> tuple[UUID, ...]:
        """The next ones to be looked at. Raises `StoreTidakTerjangkau`."""
        if self._looks(look):
            await self._look_for(look)
        return tuple(self._menunggu.popleft() for _ in range(min(PORTION, len(self._menunggu))))

    def moved(self) -> None:
        """One open deadline was moved."""
        self._pindah += 1

    async def count(self) -> None:
        """Write down how many were moved. Raises `StoreTidakTerjangkau`, and counts on."""
        if not self._pindah:
            return
        pindah, masa = self._pindah, await self._context.kalender_store.masa()
        await self._context.kalender_store.count_moved(masa[-1].urutan, pindah)
        self._pindah -= pindah
        log.info("deadlines_moved", jumlah=pindah, kalender=masa[-1].versi)

    def _looks(self, look: Look) -> bool:
        berubah = look.berlaku.terkini.versi != self._versi
        return berubah or (not self._menunggu and self._context.monotonic() >= self._lagi_pada)

    async def _look_for(self, look: Look) -> None:
        terkini = look.berlaku.terkini.versi
        lama = {satu.kalender.versi for satu in look.berlaku.masa} - {terkini}
        ditemukan: list[UUID] = []
        for versi in (None, *sorted(lama)):
            ditemukan += await self._context.watch.reckoned_by(versi)
        self._order.shuffle(ditemukan)
        self._menunggu = deque(ditemukan)
        self._versi = terkini
        self._lagi_pada = self._context.monotonic() + INTERVAL_SECONDS
        if ditemukan:
            log.info("to_be_projected", jumlah=len(ditemukan), kalender=terkini)


Able = Callable[[], Awaitable[bool]]

SWEPT_EVERY_SECONDS = 1.0
TROUBLE_EVERY_SECONDS = 10.0


class Sweep:
    """The sweeps of this watchdog are written down under `name`; `able` says whether its
    announcements would arrive and be marked: only then it claims."""

    def __init__(
        self, context: WatchContext, name: str, crew: Crew, inspector: Inspector, able: Able
    ) -> None:
        self._context = context
        self._name = name
        self._crew = crew
        self._inspector = inspector
        self._trouble = crew.trouble
        self._able = able
        self._order = random.Random(context.instance)  # noqa: S311 - an order, not a secret
        self._projection = Projection(context, self._order)
        self._swept_at: float | None = None
        self._trouble_at: float | None = None

    async def once(self) -> bool:
        """True when there is more to do at once. Raises an outage, and `KalenderHilang`."""
        if not await self._able():
            raise BrokerTidakTerjangkau("jurnal tidak dapat dibaca")
        look = await look_now(self._context)
        await self._refresh_trouble()
        jatuh_tempo = list(await self._context.watch.due(look.kini))
        self._order.shuffle(jatuh_tempo)
        lain = (*await self._projection.portion(look), *self._trouble.again())
        semua = self._trouble.ripe(dict.fromkeys((*jatuh_tempo, *lain)))
        selesai = await self._crew.through(semua, partial(self._inspect, look))
        await self._projection.count()
        if selesai and not self._projection.more:
            await self._say_swept(look)
        return self._projection.more

    async def _inspect(self, look: Look, permohonan_id: UUID) -> None:
        finding = await self._inspector.inspect(permohonan_id, look)
        if finding.moved:
            self._projection.moved()

    async def _refresh_trouble(self) -> None:
        if self._passed(self._trouble_at, TROUBLE_EVERY_SECONDS):
            await self._trouble.refresh()
            self._trouble_at = self._context.monotonic()

    async def _say_swept(self, look: Look) -> None:
        self._context.companions.swept()
        if self._passed(self._swept_at, SWEPT_EVERY_SECONDS):
            await self._context.ops.swept(self._name, look.kini)
            self._swept_at = self._context.monotonic()

    def _passed(self, since: float | None, seconds: float) -> bool:
        return since is None or self._context.monotonic() - since >= seconds
