"""An office with as many open applications as a measurement wants, on private servers."""

import itertools
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from pymongo.errors import NetworkTimeout

from izin.registry import discover_desks
from ops.watchdog.context import WatchContext
from ops.watchdog.duties import open_context
from ops.watchdog.holdings import Holdings, Marker
from ops.watchdog.inspector import Inspector
from ops.watchdog.rounds import Crew, Stopping, Trouble
from ops.watchdog.sweep import Sweep
from shared.books import all_pelaksana, read_kalender
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.model import Kalender
from shared.mutu_baku.jaga import jagai
from shared.permohonan import Permohonan
from shared.rabbit.consume import open_broker
from shared.rabbit.declare import declare
from shared.rabbit.publish import RabbitPublisher
from shared.settings import Settings
from shared.sop.loader import muat_folder
from shared.store.codec import to_document
from shared.store.indeks import PERMOHONAN
from shared.store.motor_client import connect
from shared.topology import topologi
from tests.builders import KURSUS, Perjalanan

KINI = datetime.fromisoformat("2026-01-05T09:09:00+08:00")
BATCH = 100
"""Documents written at once: the embedded store pauses for its checkpoints."""

TRIES = 3


@dataclass
class Office:
    settings: Settings
    kalender: Kalender
    context: WatchContext
    sweep: Sweep
    terbuka: int = 0

    def __post_init__(self) -> None:
        assert self.settings.mongodb_url
        self._client = connect(self.settings.mongodb_url.get_secret_value())
        self._koleksi = self._client[self.settings.basis_data][PERMOHONAN]
        self._urut = itertools.count(1)

    def example(self, diajukan: datetime) -> Permohonan:
        perjalanan = Perjalanan(KURSUS, diajukan=diajukan)
        berlaku = KalenderBerlaku.selalu(self.kalender)
        return jagai(perjalanan.permohonan, perjalanan.sop, berlaku)

    async def insert(self, contoh: Permohonan, jumlah: int) -> None:
        """Alike but for what has to be unique."""
        isi = to_document(contoh)
        for mulai in range(0, jumlah, BATCH):
            banyak = min(BATCH, jumlah - mulai)
            await self._write([self._own(isi) for _ in range(banyak)])
        self.terbuka += jumlah

    async def _write(self, documents: list[dict[str, Any]]) -> None:
        """What a batch that timed out has written already is written over."""
        for lagi in reversed(range(TRIES)):
            try:
                await self._koleksi.insert_many(documents)
            except NetworkTimeout:
                if not lagi:
                    raise
                await self._koleksi.delete_many({"_id": {"$in": [d["_id"] for d in documents]}})
            else:
                return

    def _own(self, isi: dict[str, Any]) -> dict[str, Any]:
        id_ = uuid.uuid4()
        nomor = f"{str(isi['nomor']).rpartition('-')[0]}-{next(self._urut):06d}"
        return {**isi, "_id": str(id_), "nomor": nomor, "pengajuan_id": [id_.hex]}

    async def open_up_to(self, jumlah: int) -> None:
        """Applications of which nothing falls due for hours."""
        mulai = time.monotonic()
        await self.insert(self.example(KINI - timedelta(seconds=30)), jumlah - self.terbuka)
        print(f"{self.terbuka} permohonan terbuka (ditulis {time.monotonic() - mulai:.0f} detik)")


@asynccontextmanager
async def open_office(settings: Settings) -> AsyncIterator[Office]:
    assert settings.rabbitmq_url and settings.mongodb_url
    desks = discover_desks()
    katalog, kalender = muat_folder(settings.folder_sop, frozenset(desks)), read_kalender(settings)
    url, semua = settings.rabbitmq_url.get_secret_value(), topologi(all_pelaksana(katalog, desks))
    declare_all = partial(declare, url, semua)
    await declare_all()
    async with open_broker(url, 10) as broker:
        publisher = RabbitPublisher(broker, 30, declare_all)
        mongodb_url = settings.mongodb_url.get_secret_value()
        context = open_context(settings, mongodb_url, katalog, kalender, publisher)
        assert context.guard
        await context.guard.join()
        for store in (context.permohonan, context.watch, context.ops):
            await store.prepare()
        await context.sop.keep()
        await context.kalender.keep()
        yield Office(settings, kalender, context, _sweep(context))
        await context.permohonan.close()


def _sweep(context: WatchContext) -> Sweep:
    async def able() -> bool:
        return True

    crew = Crew(Trouble(context), Stopping())
    inspector = Inspector(context, Holdings(context, Marker(context.watch, context.clock)))
    return Sweep(context, "bench", crew, inspector, able)
