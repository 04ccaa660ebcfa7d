"""The metrics beside a watchdog: told by it what it does, and reading the rest for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from ops.metrics.board_collector import BoardCollector
from ops.metrics.exposition import Exposition
from ops.metrics.figures import BoardFigures, Refresher, WatchFigures
from ops.metrics.instruments import Instruments
from ops.metrics.step_times import StepTimes
from shared.clock import Clock
from shared.contracts import Pelanggaran
from shared.kalender.berlaku import KalenderBerlaku
from shared.sop.model import SopTermuat
from shared.store.port import PermohonanStore
from shared.store.watch_port import OpsStore, WatchStore
from shared.worker.event_feed import EventFeed
from shared.worker.kalender_book import KalenderBook


@dataclass(frozen=True)
class Sources:
    """Where figures come from. `awal` are the calendars to go by before the store was asked."""

    permohonan: PermohonanStore
    watch: WatchStore
    ops: OpsStore
    kalender: KalenderBook
    awal: KalenderBerlaku
    katalog: Mapping[str, SopTermuat]
    clock: Clock
    rabbitmq_url: str


class _Part(Protocol):
    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class Metrics:
    """Nothing here waits for the watchdog, and the watchdog waits for nothing here."""

    def __init__(self, sources: Sources, alamat: str, port: int) -> None:
        pasangan = tuple(_pasangan(sources.katalog))
        self._instruments = Instruments(pasangan)
        papan = BoardCollector(pasangan)
        self._instruments.registry.register(papan)
        langkah = StepTimes(
            self._instruments.langkah, sources.kalender, sources.awal, sources.katalog
        )
        stores = (sources.watch, sources.ops, sources.permohonan)
        self._exposition = Exposition(self._instruments.registry, alamat, port)
        self._feed = EventFeed(sources.rabbitmq_url, langkah)
        self._parts: tuple[_Part, ...] = (
            self._exposition,
            self._feed,
            Refresher(BoardFigures(sources.ops, sources.clock, papan)),
            Refresher(WatchFigures(stores, sources.clock, self._instruments)),
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


def _pasangan(katalog: Mapping[str, SopTermuat]) -> chain[tuple[str, str]]:
    return chain.from_iterable(
        ((nama, kode) for nama in termuat.sop.pelaksana) for kode, termuat in katalog.items()
    )
