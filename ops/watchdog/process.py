"""The composition root of a watchdog process."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ops.watchdog import NAME
from ops.watchdog.context import Companion, WatchContext
from ops.watchdog.duties import Duties, Probes, open_context
from ops.watchdog.holdings import JournalReader, Marker
from shared import topology
from shared.akses import dilihat, hak_layanan
from shared.books import all_pelaksana, read_kalender
from shared.desk import Desk
from shared.errors import StoreTidakTerjangkau
from shared.kalender.model import Kalender
from shared.log import bind_contextvars, get_logger
from shared.process import Process
from shared.rabbit.account import Account
from shared.rabbit.browse import is_empty
from shared.rabbit.connection import DETAK_DETIK
from shared.rabbit.consume import is_consuming, subscribe
from shared.readiness import wait_for
from shared.settings import Settings
from shared.sop.loader import KatalogSop, muat_folder
from shared.worker.sender_check import penjaga_of

log = get_logger()

HEARTBEAT_OF_LEASE = 0.4
"""A connection is given up after two heartbeats without a sign of life."""

JOURNAL_PREFETCH = 64
"""Copies in hand at once; they are marked together."""


def with_lease(rabbitmq_url: str, sewa_klaim_detik: float) -> str:
    """With a heartbeat so short that the broker gives up a watchdog that sleeps, or hangs, before
    the others take over its claims: its later messages do not arrive, and the copies that it had
    in hand are the others'."""
    bagian = urlsplit(rabbitmq_url)
    pilihan = dict(parse_qsl(bagian.query))
    detik = max(int(sewa_klaim_detik * HEARTBEAT_OF_LEASE), 1)
    pilihan["heartbeat"] = str(min(detik, DETAK_DETIK))
    return urlunsplit(bagian._replace(query=urlencode(pilihan)))


@dataclass(frozen=True)
class Surroundings:
    """The parts for making a companion. `kalender` is the calendar of this process's own file."""

    context: WatchContext
    settings: Settings
    katalog: KatalogSop
    kalender: Kalender
    rabbitmq_url: str


MakeCompanion = Callable[[Surroundings], Companion]


async def run_watchdog(
    desks: Mapping[str, Desk], settings: Settings, companions: Sequence[MakeCompanion] = ()
) -> int:
    """Watch until SIGTERM or SIGINT; returns the process's exit code.

    Raises the errors of `compose_watchdog`, `TidakSiap` when broker or store did not answer within
    `batas_mulai_detik`, `TopologiBentrok`, and each error that waiting could not cure.
    """
    bind_contextvars(layanan=NAME)
    return await compose_watchdog(desks, settings, companions).run()


def compose_watchdog(
    desks: Mapping[str, Desk], settings: Settings, companions: Sequence[MakeCompanion] = ()
) -> "Watchdog":
    """To be called inside the event loop that is to run it. Raises `SopTidakSah` for a broken SOP
    file, `KalenderTidakSah` for a broken calendar and `ValueError` when a URL is not set."""
    url = with_lease(settings.named_rabbitmq_url(), settings.sewa_klaim_detik)
    katalog, kalender = muat_folder(settings.folder_sop, frozenset(desks)), read_kalender(settings)
    topologi = topology.topologi(all_pelaksana(katalog, desks))
    account = Account(url, topologi, settings, dilihat([hak_layanan(NAME)]))
    watchdog = Watchdog(settings, katalog, kalender, account)
    for make in companions:
        watchdog.accompany(make, katalog, kalender)
    return watchdog


class Watchdog:
    """One watchdog's process, its parts connected. Any number may run."""

    def __init__(
        self, settings: Settings, katalog: KatalogSop, kalender: Kalender, account: Account
    ) -> None:
        self._settings = settings
        self._account = account
        self._mongodb_url = settings.named_mongodb_url()
        self._publisher = account.publisher()
        self.context = open_context(settings, self._mongodb_url, katalog, kalender, self._publisher)
        self._guards = [self.context.guard] if self.context.guard else []
        self._marker = Marker(self.context.watch, self.context.clock)
        consuming = partial(is_consuming, account.broker)
        journal_is_empty = partial(is_empty, account.url, topology.ANTREAN_JURNAL)
        duties = Duties(
            self.context, self._marker, settings, Probes(consuming, journal_is_empty), self._failed
        )
        self._process = Process(
            [account],
            [*self._guards, duties, self.context.companions],
            settings,
            consuming=self._consuming,
            close=self.context.permohonan.close,
            announce=self._announce,
        )
        self.ready, self.stop = self._process.ready, self._process.stop

    def accompany(self, make: MakeCompanion, katalog: KatalogSop, kalender: Kalender) -> None:
        around = Surroundings(self.context, self._settings, katalog, kalender, self._account.url)
        self.context.companions.add(make(around))

    async def run(self) -> int:
        return await self._process.run(self._wait, self._subscribe)

    def _subscribe(self) -> None:
        penjaga = penjaga_of(self._settings, self._account.url, ())
        reader = JournalReader(self._marker, self._publisher, penjaga)
        own = self._account.topologi.nama_antrean
        subscribe(self._account.broker, topology.ANTREAN_JURNAL, reader, JOURNAL_PREFETCH, own)

    async def _consuming(self) -> bool:
        """By a clock that agrees: without one it does not sweep."""
        return all(guard.agreed for guard in self._guards) and await is_consuming(
            self._account.broker
        )

    def _announce(self) -> None:
        log.info("siap", antrean=[topology.ANTREAN_JURNAL], nama=self.context.instance)

    def _failed(self, galat: BaseException) -> None:
        self._process.fail(galat)

    async def _wait(self) -> None:
        batas, away = self._settings.batas_mulai_detik, (StoreTidakTerjangkau,)
        store = wait_for("MongoDB", self._mongodb_url, self._prepare_store, away, batas)
        await asyncio.gather(self._account.wait(), store)

    async def _prepare_store(self) -> None:
        for guard in self._guards:
            await guard.join()
        for store in (self.context.permohonan, self.context.watch, self.context.ops):
            await store.prepare()
        await self.context.sop.keep()
        if (baru := await self.context.kalender.adopt()) is not None:
            log.info(
                "calendar_adopted", kalender=baru.versi, dari=str(baru.dari), alasan=baru.alasan
            )
