"""The duties of a watchdog: it sweeps, and it finishes claims that others left behind."""

import asyncio
import socket
import uuid
from typing import NamedTuple

from ops.watchdog import NAME
from ops.watchdog.context import WatchContext
from ops.watchdog.holdings import Holdings, IsEmpty, Marker
from ops.watchdog.inspector import Inspector, Recovery
from ops.watchdog.rounds import Crew, Failed, Rounds, Stopping, Trouble
from ops.watchdog.sweep import Able, Sweep
from shared.books import KalenderBook, SopBook
from shared.clock_guard import ClockGuard
from shared.kalender.model import Kalender
from shared.rabbit.delivery import Publisher
from shared.settings import Settings
from shared.sop.loader import KatalogSop
from shared.store.mongo_clocks import MongoClockStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoKalenderStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import connect

LOOKS_PER_LEASE = 4.0


def open_context(
    settings: Settings,
    mongodb_url: str,
    katalog: KatalogSop,
    kalender: Kalender,
    publisher: Publisher,
) -> WatchContext:
    """Over the real stores. The name is new for every process: one that comes back does not take
    itself for the one that was killed. Its clocks can be read once `guard` has joined."""
    client, basis_data = connect(mongodb_url), settings.basis_data
    permohonan = MongoPermohonanStore(client, basis_data)
    kalender_store = MongoKalenderStore(client, basis_data)
    guard = ClockGuard(
        NAME,
        MongoClockStore(client, basis_data),
        settings.berkas_jam,
        settings.batas_selisih_jam_detik,
    )
    return WatchContext(
        instance=f"{socket.gethostname()}/{uuid.uuid4().hex[:12]}",
        permohonan=permohonan,
        watch=MongoWatchStore(client, basis_data, guard.clock),
        ops=MongoOpsStore(client, basis_data),
        kalender_store=kalender_store,
        kalender=KalenderBook(kalender, kalender_store, guard.clock),
        sop=SopBook(katalog, permohonan),
        publisher=publisher,
        sewa_klaim_detik=settings.sewa_klaim_detik,
        clock=guard.clock,
        wall=guard.wall,
        guard=guard,
    )


class Probes(NamedTuple):
    """`able`: announcements would arrive, and their copies be read."""

    able: Able
    journal_is_empty: IsEmpty


class Duties:
    """`failed` is told of errors that waiting cannot cure."""

    def __init__(
        self,
        context: WatchContext,
        marker: Marker,
        settings: Settings,
        probes: Probes,
        failed: Failed,
    ) -> None:
        self._within_seconds = settings.batas_henti_detik
        self._stopping = stopping = Stopping()
        crew = Crew(Trouble(context), stopping)
        inspector = Inspector(context, Holdings(context, marker))
        sweep = Sweep(context, socket.gethostname(), crew, inspector, probes.able)
        recovery = Recovery(context, crew, inspector, probes.journal_is_empty, stopping)
        jeda = context.sewa_klaim_detik / LOOKS_PER_LEASE
        self._rounds = (
            Rounds("sapuan", sweep.once, settings.jeda_sapu_detik, failed, stopping),
            Rounds("ambil alih", recovery.once, jeda, failed, stopping),
        )

    async def start(self) -> None:
        for satu in self._rounds:
            await satu.start()

    async def stop(self) -> None:
        """Finish the work in hand, or cut it off when that takes too long; begin no more."""
        self._stopping.request()
        await asyncio.gather(*(satu.stop(self._within_seconds) for satu in self._rounds))
