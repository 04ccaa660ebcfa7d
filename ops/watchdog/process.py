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
from shared.akses import nama_pengguna
from shared.books import all_pelaksana, read_kalender
from shared.desk import Desk
from shared.errors import StoreTidakTerjangkau
from shared.kalender.model import Kalender
from shared.log import bind_contextvars, get_logger
from shared.process import KELUAR_BERES, KELUAR_GANGGUAN
from shared.rabbit.account import DETAK_DETIK
from shared.rabbit.browse import is_empty
from shared.rabbit.consume import is_consuming, open_broker, subscribe
from shared.rabbit.declare import BELUM_SIAP, TopologyKeeper, declare
from shared.rabbit.publish import RabbitPublisher
from shared.rabbit.service import service
from shared.readiness import wait_for
from shared.settings import Settings
from shared.sop.loader import KatalogSop, muat_folder
from shared.worker.pulse import Pulse
from shared.worker.sender_check import penjaga_of

log = get_logger()

HEARTBEAT_OF_LEASE = 0.4
"""A connection is given up after two heartbeats without a sign of life."""

JOURNAL_PREFETCH = 64
"""Copies in hand at once; they are marked together."""


def with_lease(rabbitmq_url: str, sewa_klaim_detik: float) -> str:
    """With a heartbeat so short that the broker gives up a watchdog that sleeps, or hangs, before
    the others take over its claims: what it still sends afterwards does not arrive, and the copies
    that it had in hand are the others'."""
    bagian = urlsplit(rabbitmq_url)
    pilihan = dict(parse_qsl(bagian.query))
    detik = max(int(sewa_klaim_detik * HEARTBEAT_OF_LEASE), 1)
    pilihan["heartbeat"] = str(min(detik, DETAK_DETIK))
    return urlunsplit(bagian._replace(query=urlencode(pilihan)))


@dataclass(frozen=True)
class Surroundings:
    """What a companion may be made of. `kalender` is the calendar of this process's own file."""

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

    Raises what `compose_watchdog` raises, `TidakSiap` when broker or store did not answer within
    `batas_mulai_detik`, `TopologiBentrok`, and whatever no waiting would have cured.
    """
    bind_contextvars(layanan=NAME)
    return await compose_watchdog(desks, settings, companions).run()


def compose_watchdog(
    desks: Mapping[str, Desk], settings: Settings, companions: Sequence[MakeCompanion] = ()
) -> "Watchdog":
    """To be called inside the event loop that is to run it. Raises `SopTidakSah` for a broken SOP
    file, `KalenderTidakSah` for a broken calendar and `ValueError` when a URL is not set."""
    if settings.rabbitmq_url is None or settings.mongodb_url is None:
        raise ValueError("RABBITMQ_URL dan MONGODB_URL harus diisi")
    katalog, kalender = muat_folder(settings.folder_sop, frozenset(desks)), read_kalender(settings)
    watchdog = Watchdog(
        settings,
        katalog,
        kalender,
        topology.topologi(all_pelaksana(katalog, desks)),
        (
            with_lease(settings.rabbitmq_url.get_secret_value(), settings.sewa_klaim_detik),
            settings.mongodb_url.get_secret_value(),
        ),
    )
    for make in companions:
        watchdog.accompany(make, katalog, kalender)
    return watchdog


class Watchdog:
    """One watchdog's process: what is connected to what. Any number may run."""

    def __init__(
        self,
        settings: Settings,
        katalog: KatalogSop,
        kalender: Kalender,
        topologi: topology.Topologi,
        urls: tuple[str, str],
    ) -> None:
        self._settings = settings
        self._topologi = topologi
        self._rabbitmq_url, self._mongodb_url = urls
        self._failure: BaseException | None = None
        self._broker = open_broker(self._rabbitmq_url, settings.batas_henti_detik)
        self._publisher = RabbitPublisher(
            self._broker,
            settings.batas_publish_detik,
            self._declare,
            nama_pengguna(self._rabbitmq_url),
        )
        self.context = open_context(
            settings, self._mongodb_url, (katalog, kalender), self._publisher
        )
        self._marker = Marker(self.context.watch, self.context.clock)
        self.ready = asyncio.Event()
        consuming = partial(is_consuming, self._broker)
        journal_is_empty = partial(is_empty, self._rabbitmq_url, topology.ANTREAN_JURNAL)
        self._duties = Duties(
            self.context,
            self._marker,
            settings.jeda_sapu_detik,
            Probes(consuming, journal_is_empty),
            self._failed,
        )
        keeper, pulse = (
            TopologyKeeper(consuming, self._declare),
            Pulse(settings.berkas_detak, consuming),
        )
        beside = self.context.companions
        self._app = service(
            [self._broker],
            started=[pulse.start, keeper.start, self._duties.start, self._ready, beside.start],
            stopping=[pulse.stop, self._halt, beside.stop, keeper.stop],
            stopped=[self.context.permohonan.close],
        )

    def accompany(self, make: MakeCompanion, katalog: KatalogSop, kalender: Kalender) -> None:
        around = Surroundings(self.context, self._settings, katalog, kalender, self._rabbitmq_url)
        self.context.companions.add(make(around))

    async def run(self) -> int:
        await self._wait_for_servers()
        penjaga = penjaga_of(self._settings, self._rabbitmq_url, ())
        reader = JournalReader(self._marker, self._publisher, penjaga)
        own = self._topologi.nama_antrean
        subscribe(self._broker, topology.ANTREAN_JURNAL, reader, JOURNAL_PREFETCH, own)
        kode = KELUAR_BERES if await self._app.run() else KELUAR_GANGGUAN
        if self._failure is not None:
            raise self._failure
        log.info("berhenti", kode=kode)
        return kode

    def stop(self) -> None:
        """Begin nothing new, finish what is in hand, and let `run` return."""
        self._app.exit()

    async def _ready(self) -> None:
        self.ready.set()
        log.info("siap", antrean=[topology.ANTREAN_JURNAL], nama=self.context.instance)

    async def _halt(self) -> None:
        await self._duties.stop(self._settings.batas_henti_detik)

    def _failed(self, galat: BaseException) -> None:
        self._failure = galat
        self.stop()

    async def _declare(self) -> None:
        await declare(self._rabbitmq_url, self._topologi)

    async def _prepare_store(self) -> None:
        for store in (self.context.permohonan, self.context.watch, self.context.ops):
            await store.prepare()
        await self.context.sop.keep()
        if (baru := await self.context.kalender.adopt()) is not None:
            log.info(
                "calendar_adopted", kalender=baru.versi, dari=str(baru.dari), alasan=baru.alasan
            )

    async def _wait_for_servers(self) -> None:
        batas, away = self._settings.batas_mulai_detik, (StoreTidakTerjangkau,)
        await asyncio.gather(
            wait_for("RabbitMQ", self._rabbitmq_url, self._declare, BELUM_SIAP, batas),
            wait_for("MongoDB", self._mongodb_url, self._prepare_store, away, batas),
        )
