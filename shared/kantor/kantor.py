"""An office as its screens open it: everything that it keeps, and its books."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from shared.books import KalenderBook, SopBook
from shared.certificate_words import sebab_sertifikat
from shared.clock import Clock, clock_of
from shared.connection_words import sebab_sambungan
from shared.contracts.parts import CaraTandaTangan
from shared.desk import Desk
from shared.errors import StoreTidakTerjangkau
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.kantor.errors import PenyimpananTidakTerjangkau, SertifikatPenyimpananDitolak
from shared.readiness import alamat
from shared.settings import Settings
from shared.sop.loader import muat_folder
from shared.store.clock_port import ClockStore
from shared.store.mongo_clocks import MongoClockStore
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import (
    MongoAuditStore,
    MongoKalenderStore,
    MongoKarantinaStore,
)
from shared.store.mongo_reports import MongoReportStore
from shared.store.mongo_sk import MongoSkStore
from shared.store.mongo_surat import MongoSuratStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import Client, connect
from shared.store.port import AuditStore, DokumenStore, PermohonanStore
from shared.store.report_port import ReportStore
from shared.store.sk_port import SkStore
from shared.store.surat_port import SuratStore
from shared.store.watch_port import KarantinaStore, OpsStore, WatchStore
from shared.surat.loader import KatalogSurat, muat_surat
from shared.tandatangan.susunan import TandaTanganKantor, baca_susunan

PATIENCE_MS = 5000
"""Somebody waits in front of a screen: half a minute of silence is worse than an answer."""


@dataclass(frozen=True)
class Stores:
    """Everything that an office and its watchdogs keep, and the office's clock. Opening them
    leaves their preparation to the workers."""

    permohonan: PermohonanStore
    dokumen: DokumenStore
    watch: WatchStore
    ops: OpsStore
    audit: AuditStore
    karantina: KarantinaStore
    clocks: ClockStore
    laporan: ReportStore
    sk: SkStore
    letters: SuratStore
    clock: Clock


@dataclass(frozen=True)
class Kantor(Stores):
    """The stores with the books to read them by. A screen writes in neither book: `keep` and
    `adopt` are for workers and watchdogs."""

    settings: Settings
    desks: Mapping[str, Desk]
    sop: SopBook
    kalender: KalenderBook
    surat: KatalogSurat
    """This process's own: a screen reads no letters of versions before."""

    tanda_tangan: TandaTanganKantor | None = None

    @property
    def way(self) -> CaraTandaTangan | None:
        """How SKs are signed here; None where this process was not told."""
        return self.tanda_tangan.cara if self.tanda_tangan else None

    @property
    def has_service(self) -> bool:
        """Whether this process may have SKs signed by the national service."""
        return self.tanda_tangan is not None and self.tanda_tangan.ada_layanan

    def nama(self, pelaksana: str) -> str:
        """What people call it; the key of one that has no desk here."""
        desk = self.desks.get(pelaksana)
        return desk.nama if desk else pelaksana


@asynccontextmanager
async def open_stores(settings: Settings) -> AsyncIterator[Stores]:
    """Raises `PenyimpananTidakTerjangkau`, also for an outage while they are open, and `ValueError`
    without MONGODB_URL."""
    async with open_store_client(settings) as client:
        yield _stores(client, settings)


@asynccontextmanager
async def open_kantor(settings: Settings, desks: Mapping[str, Desk]) -> AsyncIterator[Kantor]:
    """As `open_stores`; raises `SopTidakSah`, `KalenderTidakSah` and `SuratTidakSah` too."""
    kantor_on = read_kantor(settings, desks)
    async with open_store_client(settings) as client:
        yield kantor_on(client)


class KantorOn(Protocol):
    """What is left to give: the store's client, and a clock where it is not read from the
    settings alone."""

    def __call__(self, client: Client, clock: Clock | None = None) -> Kantor: ...


def read_kantor(settings: Settings, desks: Mapping[str, Desk]) -> KantorOn:
    """The office's files, read before the store is asked for. Raises as `open_kantor` for the
    files."""
    kalender = baca_berkas(settings.kalender, LIBUR_INDONESIA)
    katalog = muat_folder(settings.folder_sop, frozenset(desks))
    surat = muat_surat(settings.folder_surat)
    signing = baca_susunan(settings.tanda_tangan) if settings.tanda_tangan else None

    def kantor_on(client: Client, clock: Clock | None = None) -> Kantor:
        stores = _stores(client, settings, clock)
        masa = MongoKalenderStore(client, settings.basis_data)
        return Kantor(
            **vars(stores),
            settings=settings,
            desks=desks,
            sop=SopBook(katalog, stores.permohonan),
            kalender=KalenderBook(kalender, masa, stores.clock),
            surat=surat,
            tanda_tangan=signing,
        )

    return kantor_on


@asynccontextmanager
async def open_store_client(settings: Settings) -> AsyncIterator[Client]:
    """A client that has been answered. Raises as `open_stores`."""
    url = settings.named_mongodb_url()
    store = MongoPermohonanStore(client := connect(_impatient(url)), settings.basis_data)
    try:
        await store.ping()
        yield client
    except StoreTidakTerjangkau as galat:
        if sebab := sebab_sertifikat(galat.__cause__ or galat):
            raise SertifikatPenyimpananDitolak(alamat(url), sebab) from galat
        raise PenyimpananTidakTerjangkau(
            alamat(url), sebab_sambungan(galat.__cause__ or galat)
        ) from galat
    finally:
        await store.close()


def _stores(client: Client, settings: Settings, clock: Clock | None = None) -> Stores:
    nama, clock = settings.basis_data, clock or clock_of(settings.berkas_jam)
    return Stores(
        permohonan=MongoPermohonanStore(client, nama),
        dokumen=GridFsDokumenStore(client, nama),
        watch=MongoWatchStore(client, nama, clock),
        ops=MongoOpsStore(client, nama),
        audit=MongoAuditStore(client, nama),
        karantina=MongoKarantinaStore(client, nama),
        clocks=MongoClockStore(client, nama),
        laporan=MongoReportStore(client, nama),
        sk=MongoSkStore(client, nama),
        letters=MongoSuratStore(client, nama),
        clock=clock,
    )


def _impatient(url: str) -> str:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    for name in ("serverSelectionTimeoutMS", "connectTimeoutMS"):
        options.setdefault(name, str(PATIENCE_MS))
    return urlunsplit(parts._replace(path=parts.path or "/", query=urlencode(options)))
