"""The metrics beside a watchdog: told by it what it does, and reading the rest for themselves."""

from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import Protocol

from ops.metrics.board_collector import BoardCollector
from ops.metrics.exposition import Exposition
from ops.metrics.figures import BoardFigures, Refresher, WatchFigures
from ops.metrics.instruments import Instruments
from ops.metrics.step_times import StepTimes
from ops.watchdog.process import MakeCompanion, Surroundings
from shared.contracts import Pelanggaran
from shared.kalender.berlaku import KalenderBerlaku
from shared.rabbit.events import EventFeed
from shared.settings import Settings
from shared.sop.model import SopTermuat


class _Part(Protocol):
    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class Metrics:
    """Nothing here waits for the watchdog, and the watchdog waits for nothing here."""

    def __init__(self, around: Surroundings, port: int) -> None:
        context, pasangan = around.context, tuple(_pasangan(around.katalog))
        self._instruments = Instruments(pasangan)
        papan = BoardCollector(pasangan)
        self._instruments.registry.register(papan)
        awal = KalenderBerlaku.selalu(around.kalender)
        langkah = StepTimes(self._instruments.langkah, context.kalender, awal, around.katalog)
        self._exposition = Exposition(
            self._instruments.registry, around.settings.alamat_metrik, port
        )
        self.feed = EventFeed(around.rabbitmq_url, langkah)
        self._parts: tuple[_Part, ...] = (
            self._exposition,
            self.feed,
            Refresher(BoardFigures(context.ops, context.clock, papan)),
            Refresher(WatchFigures(context, self._instruments)),
        )

    @property
    def port(self) -> int:
        return self._exposition.port

    async def start(self) -> None:
        for part in self._parts:
            await part.start()

    async def stop(self) -> None:
        for part in self._parts:
            await part.stop()

    def swept(self) -> None:
        """The watchdog has claimed everything that was due."""
        self._instruments.swept()

    def announced(self, pelanggaran: Pelanggaran) -> None:
        """The watchdog has announced it, and the broker has confirmed that."""
        self._instruments.announced(pelanggaran)


def metrics_companions(settings: Settings) -> tuple[MakeCompanion, ...]:
    """For `run_watchdog`; none where no port is set."""
    port = settings.port_metrik
    return () if port is None else (partial(Metrics, port=port),)


def _pasangan(katalog: Mapping[str, SopTermuat]) -> chain[tuple[str, str]]:
    return chain.from_iterable(
        ((nama, kode) for nama in termuat.sop.pelaksana) for kode, termuat in katalog.items()
    )
