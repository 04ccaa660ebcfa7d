"""The composition root of one worker process."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from shared.akses import nama_pengguna
from shared.clock import clock_of
from shared.contracts import Berkas, Pengajuan, Putusan
from shared.desk import Desk, buku_aturan
from shared.errors import StoreTidakTerjangkau
from shared.kalender.errors import KalenderTidakSah
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.kalender.model import Kalender
from shared.readiness import wait_for
from shared.settings import Settings
from shared.sop.loader import KatalogSop, muat_folder
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_kalender import MongoKalenderStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.motor_client import connect
from shared.topology import (
    PELAKSANA_PEMOHON,
    PELAKSANA_PENERIMA,
    Topologi,
    antrean_berkas,
    antrean_putusan,
    topologi,
)
from shared.worker.context import WorkerContext
from shared.worker.decisions import DecisionHandler
from shared.worker.dossiers import DossierHandler
from shared.worker.kalender_book import KalenderBook
from shared.worker.petugas_book import PetugasBook
from shared.worker.pulse import Pulse
from shared.worker.rabbit_consumer import open_broker, subscribe
from shared.worker.rabbit_liveness import is_consuming
from shared.worker.rabbit_publisher import RabbitPublisher
from shared.worker.rabbit_service import service
from shared.worker.role_pulse import RolePulse
from shared.worker.sender_check import penjaga_of
from shared.worker.shell import Route, Shell
from shared.worker.sop_book import SopBook
from shared.worker.submissions import SubmissionHandler
from shared.worker.topology_keeper import TopologyKeeper
from shared.worker.topology_setup import BELUM_SIAP, declare

log = structlog.get_logger()

KELUAR_BERES = 0
KELUAR_GANGGUAN = 75
"""EX_TEMPFAIL of sysexits.h: the servers stayed away; whoever supervises should start us again."""

DETAK_DETIK = 10


def with_heartbeat(rabbitmq_url: str) -> str:
    """A hung broker is noticed after about three heartbeats; aio-pika's default is a minute."""
    if "heartbeat=" in rabbitmq_url:
        return rabbitmq_url
    return f"{rabbitmq_url}{'&' if '?' in rabbitmq_url else '?'}heartbeat={DETAK_DETIK}"


def read_kalender(settings: Settings) -> Kalender:
    """The calendar of this process's own file. Raises `KalenderTidakSah`, also when its zone is
    not that of the settings: the year of a nomor and the office's day would not agree."""
    kalender = baca_berkas(settings.kalender, LIBUR_INDONESIA)
    if kalender.zona.key != settings.zona_waktu:
        masalah = f"zona {kalender.zona.key} bukan IZIN_ZONA_WAKTU ({settings.zona_waktu})"
        raise KalenderTidakSah(str(settings.kalender), [masalah])
    return kalender


def open_petugas(settings: Settings, pelaksana: Collection[str]) -> PetugasBook | None:
    """None where the office keeps no register. Raises `DaftarPetugasTidakSah`."""
    if settings.daftar_petugas is None:
        return None
    return PetugasBook(settings.daftar_petugas, ZoneInfo(settings.zona_waktu), pelaksana)


def all_pelaksana(katalog: KatalogSop, desks: Mapping[str, Desk]) -> frozenset[str]:
    dalam_sop = {p for termuat in katalog.values() for p in termuat.sop.pelaksana}
    return frozenset(dalam_sop | set(desks))


async def run_worker(pelaksana: str, desks: Mapping[str, Desk], settings: Settings) -> int:
    """Serve one pelaksana until SIGTERM or SIGINT; returns the process's exit code.

    Raises what `compose` raises, `TidakSiap` when broker or store did not answer within
    `batas_mulai_detik`, and `TopologiBentrok`.
    """
    structlog.contextvars.bind_contextvars(pelaksana=pelaksana)
    return await compose(pelaksana, desks, settings).run()


def compose(pelaksana: str, desks: Mapping[str, Desk], settings: Settings) -> "Worker":
    """To be called inside the event loop that is to run it. Raises `SopTidakSah` for a broken
    SOP file, `KalenderTidakSah` for a broken calendar, `DaftarPetugasTidakSah` for a broken
    register of officers and `ValueError` when a URL is not set."""
    if settings.rabbitmq_url is None or settings.mongodb_url is None:
        raise ValueError("RABBITMQ_URL dan MONGODB_URL harus diisi")
    katalog = muat_folder(settings.folder_sop, frozenset(desks))
    return Worker(
        pelaksana=pelaksana,
        desks=desks,
        settings=settings,
        office=OfficeFiles(
            katalog, read_kalender(settings), open_petugas(settings, all_pelaksana(katalog, desks))
        ),
        urls=(
            with_heartbeat(settings.rabbitmq_url.get_secret_value()),
            settings.mongodb_url.get_secret_value(),
        ),
    )


@dataclass(frozen=True)
class OfficeFiles:
    """What an office writes down itself."""

    katalog: KatalogSop
    kalender: Kalender
    petugas: PetugasBook | None


class Worker:
    """One pelaksana's process: what is connected to what."""

    def __init__(
        self,
        pelaksana: str,
        desks: Mapping[str, Desk],
        settings: Settings,
        office: OfficeFiles,
        urls: tuple[str, str],
    ) -> None:
        self._pelaksana = pelaksana
        self._settings = settings
        self._rabbitmq_url, self._mongodb_url = urls
        semua = all_pelaksana(office.katalog, desks)
        self._topologi: Topologi = topologi(semua)
        self._penjaga = penjaga_of(settings, self._rabbitmq_url, semua)
        client = connect(self._mongodb_url)
        self._store = MongoPermohonanStore(client, settings.basis_data)
        self._sop = SopBook(office.katalog, self._store)
        clock = clock_of(settings.berkas_jam)
        self._kalender = KalenderBook(
            office.kalender, MongoKalenderStore(client, settings.basis_data), clock
        )
        self._context = WorkerContext(
            pelaksana=pelaksana,
            permohonan=self._store,
            dokumen=GridFsDokumenStore(client, settings.basis_data),
            sop=self._sop,
            kalender=self._kalender,
            aturan=buku_aturan(desks.values()),
            batas_berkas_bytes=settings.batas_berkas_bytes,
            batas_kiriman_bytes=settings.batas_kiriman_bytes,
            zona=ZoneInfo(settings.zona_waktu),
            clock=clock,
            petugas=office.petugas,
        )
        self._exit_code = KELUAR_BERES
        self.ready = asyncio.Event()
        self._broker = open_broker(self._rabbitmq_url, settings.batas_henti_detik)
        consuming = partial(is_consuming, self._broker)
        keeper = TopologyKeeper(consuming, self._declare)
        pulse = Pulse(settings.berkas_detak, consuming)
        ops = MongoOpsStore(client, settings.basis_data)
        role = RolePulse(pelaksana, ops, consuming, clock)
        # The store is closed last: handlers in hand still need it while the broker drains.
        self._service = service(
            self._broker,
            started=[self._ready, pulse.start, keeper.start, role.start],
            stopping=[pulse.stop, keeper.stop, role.stop],
            stopped=[self._store.close],
        )

    async def run(self) -> int:
        await self._wait_for_servers()
        publisher = RabbitPublisher(
            self._broker,
            self._topologi,
            self._settings.batas_publish_detik,
            self._declare,
            nama_pengguna(self._rabbitmq_url),
        )
        for antrean, routes in self._routes().items():
            shell = Shell(
                routes,
                publisher,
                self._settings.batas_ulang_detik,
                self._outage,
                penjaga=self._penjaga,
            )
            subscribe(
                self._broker, antrean, shell, self._settings.prefetch, self._topologi.nama_antrean
            )
        if not await self._service.run():
            self._exit_code = KELUAR_GANGGUAN
        log.info("berhenti", kode=self._exit_code)
        return self._exit_code

    def stop(self) -> None:
        """Take nothing new, finish what is in hand, and let `run` return."""
        self._service.exit()

    async def _ready(self) -> None:
        self.ready.set()
        log.info("siap", antrean=sorted(self._routes()), periksa_pengguna=self._penjaga.aktif)
        if self._context.petugas is None and self._pelaksana != PELAKSANA_PEMOHON:
            log.warning("tanpa_daftar_petugas", akibat="siapa pun dapat memutuskan")

    def _outage(self) -> None:
        self._exit_code = KELUAR_GANGGUAN
        self.stop()

    def _routes(self) -> Mapping[str, Mapping[str, Route]]:
        decision = Route(Putusan, DecisionHandler(self._context), lambda p: str(p.permohonan_id))
        dossier = Route(Berkas, DossierHandler(self._context), lambda b: str(b.permohonan_id))
        berkas = {"Berkas": dossier}
        if self._pelaksana == PELAKSANA_PENERIMA:
            submission = SubmissionHandler(self._context)
            berkas["Pengajuan"] = Route(Pengajuan, submission, lambda p: p.nomor or p.pengajuan_id)
        return {
            antrean_berkas(self._pelaksana): berkas,
            antrean_putusan(self._pelaksana): {"Putusan": decision},
        }

    async def _declare(self) -> None:
        await declare(self._rabbitmq_url, self._topologi)

    async def _prepare_store(self) -> None:
        await self._store.prepare()
        await self._sop.keep()
        await self._kalender.keep()

    async def _wait_for_servers(self) -> None:
        batas = self._settings.batas_mulai_detik
        await asyncio.gather(
            wait_for(
                "RabbitMQ",
                self._rabbitmq_url,
                self._declare,
                BELUM_SIAP,
                batas,
            ),
            wait_for(
                "MongoDB", self._mongodb_url, self._prepare_store, (StoreTidakTerjangkau,), batas
            ),
        )
