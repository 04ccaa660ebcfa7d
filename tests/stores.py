"""All stores of an office at once, and claims to put into them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from pymongo import MongoClient

from shared.contracts import Pelanggaran
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.permohonan import Jaga, Permohonan
from shared.store.clock_port import ClockStore
from shared.store.mongo_clocks import MongoClockStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoAuditStore, MongoKalenderStore
from shared.store.mongo_reports import MongoReportStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import connect
from shared.store.port import AuditStore, PermohonanStore
from shared.store.report_port import ReportStore
from shared.store.watch_port import KalenderStore, Klaim, OpsStore, WatchStore
from tests.builders import KURSUS, PAGI

SATU_MENIT = timedelta(minutes=1)
VERSI_KALENDER = "a" * 64

Documents = MongoClient[dict[str, Any]]


@dataclass(frozen=True)
class Stores:
    permohonan: PermohonanStore
    watch: WatchStore
    kalender: KalenderStore
    ops: OpsStore
    clocks: ClockStore
    laporan: ReportStore
    audit: AuditStore


@asynccontextmanager
async def mongo_stores(mongodb_url: str, basis_data: str) -> AsyncIterator[Stores]:
    client = connect(mongodb_url)
    stores = Stores(
        permohonan=MongoPermohonanStore(client, basis_data),
        watch=MongoWatchStore(client, basis_data),
        kalender=MongoKalenderStore(client, basis_data),
        ops=MongoOpsStore(client, basis_data),
        clocks=MongoClockStore(client, basis_data),
        laporan=MongoReportStore(client, basis_data),
        audit=MongoAuditStore(client, basis_data),
    )
    await stores.permohonan.prepare()
    await stores.watch.prepare()
    await stores.ops.prepare()
    await stores.clocks.prepare()
    yield stores
    await stores.permohonan.close()


@contextmanager
def raw_documents(mongodb_url: str) -> Iterator[Documents]:
    """Past the stores: for documents that AlurIzin would not write."""
    with Documents(mongodb_url) as client:
        yield client


def berjaga(permohonan: Permohonan, **ubah: Any) -> Permohonan:
    """The application with a watch; only what a test changes needs to be said."""
    isi: dict[str, Any] = {"pada": PAGI, "sampai": PAGI, "kalender": VERSI_KALENDER} | ubah
    return permohonan.model_copy(update={"jaga": Jaga(**isi)})


def pelanggaran(permohonan_id: UUID | None = None, **ubah: Any) -> Pelanggaran:
    isi: dict[str, Any] = {
        "tingkat": "terlampaui",
        "cakupan": "langkah",
        "permohonan_id": permohonan_id or uuid4(),
        "nomor": "IKP-2026-000001",
        "sop": KURSUS,
        "sop_versi": "b" * 64,
        "langkah": 3,
        "putaran": 1,
        "pelaksana": "backoffice",
        "batas": "15 menit",
        "mulai_pada": PAGI,
        "jatuh_tempo": PAGI + 15 * SATU_MENIT,
        "terjadi_pada": PAGI + 15 * SATU_MENIT,
        "terdeteksi_pada": PAGI + 16 * SATU_MENIT,
    }
    return Pelanggaran(**(isi | ubah))


def klaim(
    isi: Pelanggaran | None = None, pemegang: str = "satu", dipegang_pada: datetime = PAGI
) -> Klaim:
    isi = isi or pelanggaran()
    return Klaim(kunci_pelanggaran(isi), isi, pemegang, dipegang_pada)
