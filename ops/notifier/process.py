"""The composition root of the notifier."""

import asyncio
from collections.abc import Mapping
from functools import partial

from ops.notifier.channels import ChannelKeeper, topologi_kabar
from ops.notifier.courier import AlertHandler, Courier, Gathering
from ops.notifier.installation import penulis_of, read_kabar
from ops.notifier.letter import Penulis
from ops.notifier.loader import Kabar, SaluranSiap
from ops.notifier.quarantine import KarantinaWarnings, Warner
from ops.notifier.rhythm import Rhythm, Tempo
from ops.notifier.senders import open_sender
from shared.akses import nama_pengguna
from shared.clock import clock_of, system_clock
from shared.contracts import Pelanggaran
from shared.desk import Desk
from shared.errors import StoreTidakTerjangkau
from shared.log import get_logger
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.process import KELUAR_BERES, KELUAR_GANGGUAN
from shared.rabbit.account import with_heartbeat
from shared.rabbit.consume import is_consuming, open_broker, subscribe
from shared.rabbit.declare import BELUM_SIAP, TopologyKeeper, declare
from shared.rabbit.publish import RabbitPublisher
from shared.rabbit.service import service
from shared.readiness import wait_for
from shared.settings import Settings
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_records import MongoKabarStore
from shared.store.motor_client import connect
from shared.topology import antrean_kabar
from shared.worker.pulse import Pulse
from shared.worker.sender_check import penjaga_of
from shared.worker.shell import Route, Shell

log = get_logger()

NOBODY_TOLD = "tidak ada saluran yang diberi tahu bila karantina berisi (karantina = true)"


async def run_notifier(desks: Mapping[str, Desk], settings: Settings) -> int:
    """Deliver alerts until SIGTERM or SIGINT; returns the process's exit code. Raises what
    `read_kabar` raises, `ValueError` when `settings.kabar` or a URL is not set, `TidakSiap` and
    `TopologiBentrok`."""
    if settings.kabar is None:
        raise ValueError("IZIN_KABAR harus diisi")
    kabar = read_kabar(settings.kabar, desks, settings)
    for peringatan in kabar.peringatan:
        log.warning("kabar_peringatan", tentang=peringatan)
    return await Notifier(kabar, penulis_of(desks, settings), settings).run()


class Notifier:
    """One process for all channels, each with a queue, a consumer and a pace of its own. To be made
    inside the event loop that is to run it."""

    def __init__(
        self, kabar: Kabar, penulis: Penulis, settings: Settings, tempo: Tempo | None = None
    ) -> None:
        if settings.rabbitmq_url is None or settings.mongodb_url is None:
            raise ValueError("RABBITMQ_URL dan MONGODB_URL harus diisi")
        self._settings = settings
        self._rabbitmq_url = with_heartbeat(settings.rabbitmq_url.get_secret_value())
        self._mongodb_url = settings.mongodb_url.get_secret_value()
        self._client = connect(self._mongodb_url)
        self._store = MongoKabarStore(self._client, settings.basis_data)
        self._saluran = [satu.saluran for satu in kabar.saluran]
        self._topologi = topologi_kabar(self._saluran)
        self._exit_code = KELUAR_BERES
        self.ready = asyncio.Event()
        self._broker = open_broker(self._rabbitmq_url, settings.batas_henti_detik)
        self._publisher = RabbitPublisher(
            self._broker,
            settings.batas_publish_detik,
            self._declare,
            nama_pengguna(self._rabbitmq_url),
        )
        clock = clock_of(settings.berkas_jam)
        self._couriers: list[Courier] = []
        self._warners: list[tuple[str, Warner]] = []
        for satu in kabar.saluran:
            courier = self._courier(satu, penulis, tempo or Tempo())
            self._subscribe(AlertHandler(satu.saluran, courier, clock), Gathering.of(satu.saluran))
        consuming = partial(is_consuming, self._broker)
        ops = MongoOpsStore(self._client, settings.basis_data)
        warnings = KarantinaWarnings(ops, self._store, self._warners, system_clock)
        keeper = TopologyKeeper(consuming, self._declare)
        pulse = Pulse(settings.berkas_detak, consuming)
        self._service = service(
            [self._broker],
            started=[self._ready, pulse.start, keeper.start, warnings.start],
            stopping=[pulse.stop, keeper.stop, warnings.stop, self._hurry],
            stopped=[self._close],
        )

    async def run(self) -> int:
        await self._wait_for_servers()
        if not await self._service.run():
            self._exit_code = KELUAR_GANGGUAN
        log.info("berhenti", kode=self._exit_code)
        return self._exit_code

    def stop(self) -> None:
        """Take nothing new, give what is in hand its last try, and let `run` return."""
        self._service.exit()

    def _courier(self, siap: SaluranSiap, penulis: Penulis, tempo: Tempo) -> Courier:
        nama = siap.saluran.nama
        sender = open_sender(siap, penulis)
        if siap.saluran.menghendaki_karantina:
            self._warners.append((nama, sender))
        rhythm = Rhythm(nama, tempo)
        courier = Courier(nama, sender, self._store, Gathering.of(siap.saluran), rhythm)
        self._couriers.append(courier)
        return courier

    def _subscribe(self, handler: AlertHandler, gathering: Gathering) -> None:
        route = Route(Pelanggaran, handler, kunci_pelanggaran)
        shell = Shell(
            {Pelanggaran.__name__: route},
            self._publisher,
            self._settings.batas_ulang_detik,
            self._outage,
            penjaga=penjaga_of(self._settings, self._rabbitmq_url, ()),
        )
        antrean = antrean_kabar(handler.saluran.nama)
        subscribe(self._broker, antrean, shell, gathering.prefetch, self._topologi.nama_antrean)

    async def _ready(self) -> None:
        self.ready.set()
        log.info("siap", saluran=[satu.nama for satu in self._saluran])
        if not self._warners:
            log.warning("kabar_peringatan", tentang=NOBODY_TOLD)

    async def _hurry(self) -> None:
        for courier in self._couriers:
            courier.stop()

    async def _close(self) -> None:
        for courier in self._couriers:
            await courier.close()
        self._client.close()

    def _outage(self) -> None:
        self._exit_code = KELUAR_GANGGUAN
        self.stop()

    async def _declare(self) -> None:
        await declare(self._rabbitmq_url, self._topologi)

    async def _wait_for_servers(self) -> None:
        """The store first: it knows which channels there were before."""
        batas = self._settings.batas_mulai_detik
        await wait_for(
            "MongoDB", self._mongodb_url, self._store.prepare, (StoreTidakTerjangkau,), batas
        )
        galat = (*BELUM_SIAP, StoreTidakTerjangkau)
        channels = ChannelKeeper(self._rabbitmq_url, self._store, self._declare)
        await wait_for(
            "RabbitMQ", self._rabbitmq_url, partial(channels.settle, self._saluran), galat, batas
        )
