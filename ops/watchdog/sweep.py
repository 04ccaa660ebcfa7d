"""One sweep: everything that has fallen due, all of it, in an order of this watchdog's own."""

import random
from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from ops.watchdog.context import Look, WatchContext, look_now
from ops.watchdog.crew import Crew
from ops.watchdog.inspector import Inspector
from ops.watchdog.projection import Projection
from shared.errors import BrokerTidakTerjangkau

Able = Callable[[], Awaitable[bool]]

SWEPT_EVERY_SECONDS = 1.0
TROUBLE_EVERY_SECONDS = 10.0


class Sweep:
    """`name` is what the sweeps of this watchdog are written down under; `able` says whether its
    announcements would arrive and be marked: nothing is claimed that could not be announced."""

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
