"""Everything that an audit reads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from izin.cli.servers import open_store_client
from shared.clock import Clock, clock_of
from shared.settings import Settings
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoAuditStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.port import AuditStore, DokumenStore, PermohonanStore
from shared.store.watch_port import WatchStore


@dataclass(frozen=True)
class AuditStores:
    permohonan: PermohonanStore
    dokumen: DokumenStore
    watch: WatchStore
    audit: AuditStore
    clock: Clock


@asynccontextmanager
async def open_audit(settings: Settings) -> AsyncIterator[AuditStores]:
    """Settings from `with_servers`. Raises `Unreachable`."""
    clock = clock_of(settings.berkas_jam)
    async with open_store_client(settings) as client:
        yield AuditStores(
            permohonan=MongoPermohonanStore(client, settings.basis_data),
            dokumen=GridFsDokumenStore(client, settings.basis_data),
            watch=MongoWatchStore(client, settings.basis_data, clock),
            audit=MongoAuditStore(client, settings.basis_data),
            clock=clock,
        )
