"""Everything an office and its watchdogs keep, for commands that only look."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from izin.cli.catalogue import load_catalogue
from izin.cli.servers import open_store_client
from shared.books import KalenderBook, SopBook
from shared.clock import clock_of
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.settings import Settings
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoKalenderStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.port import PermohonanStore
from shared.store.watch_port import OpsStore, WatchStore


@dataclass(frozen=True)
class OfficeStores:
    """Nothing is written by whoever has it: neither `keep` nor `adopt` of the books is for it."""

    permohonan: PermohonanStore
    watch: WatchStore
    ops: OpsStore
    sop: SopBook
    kalender: KalenderBook


@asynccontextmanager
async def open_office(settings: Settings) -> AsyncIterator[OfficeStores]:
    """Settings from `with_servers`. Raises `Unreachable`, `SopTidakSah` and `KalenderTidakSah`."""
    kalender = baca_berkas(settings.kalender, LIBUR_INDONESIA)
    katalog, clock = load_catalogue(settings), clock_of(settings.berkas_jam)
    async with open_store_client(settings) as client:
        permohonan = MongoPermohonanStore(client, settings.basis_data)
        yield OfficeStores(
            permohonan=permohonan,
            watch=MongoWatchStore(client, settings.basis_data, clock),
            ops=MongoOpsStore(client, settings.basis_data),
            sop=SopBook(katalog, permohonan),
            kalender=KalenderBook(kalender, MongoKalenderStore(client, settings.basis_data), clock),
        )
