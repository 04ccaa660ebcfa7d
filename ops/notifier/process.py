"""The composition root of the notifier."""

from collections.abc import Mapping, Sequence
from functools import partial

from ops.notifier import NAME
from ops.notifier.channels import ChannelKeeper, topologi_kabar
from ops.notifier.courier import AlertHandler, Courier, Gathering
from ops.notifier.eskalasi import Catatan, Eskalator, Tangga, berkala
from ops.notifier.installation import penulis_of, read_kabar
from ops.notifier.loader import Kabar, SaluranSiap
from ops.notifier.quarantine import KarantinaWarnings, Warner
from ops.notifier.rhythm import Rhythm, Tempo
from ops.notifier.senders import open_sender
from ops.notifier.surat import Penulis
from shared.akses import dilihat, hak_layanan
from shared.akses.pengguna import KABAR
from shared.books import KalenderBook
from shared.clock_guard import ClockGuard
from shared.contracts import Pelanggaran
from shared.desk import Desk
from shared.errors import StoreTidakTerjangkau
from shared.every import Every
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.log import get_logger
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.process import Process
from shared.rabbit.account import Account
from shared.rabbit.consume import is_consuming, subscribe
from shared.rabbit.declare import BELUM_SIAP
from shared.readiness import wait_for
from shared.settings import Settings
from shared.store.mongo_clocks import MongoClockStore
from shared.store.mongo_dilihat import MongoDilihatStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_records import MongoKabarStore, MongoKalenderStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import connect
from shared.topology import antrean_kabar
from shared.worker.sender_check import penjaga_of
from shared.worker.shell import Route, Shell

log = get_logger()

NOBODY_TOLD = "tidak ada saluran yang diberi tahu bila karantina berisi (karantina = true)"


async def run_notifier(desks: Mapping[str, Desk], settings: Settings) -> int:
    """Deliver alerts until SIGTERM or SIGINT; returns the process's exit code. Raises the errors of
    `read_kabar`, `ValueError` when `settings.kabar` or a URL is not set, `TidakSiap` and
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
        self._settings = settings
        self._mongodb_url = settings.named_mongodb_url()
        self._client = connect(self._mongodb_url)
        self._store = MongoKabarStore(self._client, settings.basis_data)
        biasa = [satu for satu in kabar.saluran if not satu.saluran.hanya_eskalasi]
        self._saluran = [satu.saluran for satu in biasa]
        rabbitmq_url = settings.named_rabbitmq_url()
        milik = dilihat([hak_layanan(KABAR)])
        self._account = Account(rabbitmq_url, topologi_kabar(self._saluran), settings, milik)
        self._publisher = self._account.publisher()
        self._guard = ClockGuard(
            NAME,
            MongoClockStore(self._client, settings.basis_data),
            settings.berkas_jam,
            settings.batas_selisih_jam_detik,
        )
        self._clock = self._guard.clock
        self._couriers: list[Courier] = []
        self._rhythms: list[Rhythm] = []
        self._naik: list[Tangga] = []
        self._warners: list[tuple[str, Warner]] = []
        self._handlers = [
            AlertHandler(satu.saluran, self._courier(satu, penulis, tempo or Tempo()), self._clock)
            for satu in biasa
        ]
        naik = self._escalation(kabar, penulis, tempo or Tempo())
        ops = MongoOpsStore(self._client, settings.basis_data)
        warnings = KarantinaWarnings(ops, self._store, self._warners, self._guard.wall)
        self._process = Process(
            [self._account],
            [self._guard, warnings, *naik, _Hurry([*self._couriers, *self._rhythms])],
            settings,
            consuming=self._consuming,
            close=self._close,
            announce=self._announce,
        )
        self.ready, self.stop = self._process.ready, self._process.stop

    async def run(self) -> int:
        return await self._process.run(self._wait, self._subscribe)

    async def _consuming(self) -> bool:
        return self._guard.agreed and await is_consuming(self._account.broker)

    def _courier(self, siap: SaluranSiap, penulis: Penulis, tempo: Tempo) -> Courier:
        nama = siap.saluran.nama
        sender = open_sender(siap, penulis)
        if siap.saluran.menghendaki_karantina:
            self._warners.append((nama, sender))
        rhythm = Rhythm(nama, tempo)
        courier = Courier(nama, sender, self._store, Gathering.of(siap.saluran), rhythm)
        self._couriers.append(courier)
        return courier

    def _escalation(self, kabar: Kabar, penulis: Penulis, tempo: Tempo) -> list[Every]:
        if kabar.eskalasi is None or kabar.petugas is None:
            return []
        nama = self._settings.basis_data
        tangga = [
            Tangga(s.saluran, open_sender(s, penulis), Rhythm(s.saluran.nama, tempo))
            for s in kabar.saluran
            if s.saluran.eskalasi
        ]
        self._rhythms += [satu.rhythm for satu in tangga]
        self._naik += tangga
        catatan = Catatan(
            MongoWatchStore(self._client, nama, self._clock),
            MongoDilihatStore(self._client, nama),
            self._store,
        )
        sendiri = baca_berkas(self._settings.kalender, LIBUR_INDONESIA)
        kalender = KalenderBook(sendiri, MongoKalenderStore(self._client, nama), self._clock)
        return [
            berkala(
                Eskalator(
                    aturan=kabar.eskalasi,
                    tangga=tangga,
                    catatan=catatan,
                    petugas=kabar.petugas,
                    kalender=kalender,
                    clock=self._clock,
                    wall=self._guard.wall,
                )
            )
        ]

    def _subscribe(self) -> None:
        own = self._account.topologi.nama_antrean
        for handler in self._handlers:
            shell = Shell(
                {Pelanggaran.__name__: Route(Pelanggaran, handler, kunci_pelanggaran)},
                self._publisher,
                self._settings.batas_ulang_detik,
                self._process.outage,
                penjaga=penjaga_of(self._settings, self._account.url, ()),
            )
            antrean, prefetch = antrean_kabar(handler.saluran.nama), Gathering.of(handler.saluran)
            subscribe(self._account.broker, antrean, shell, prefetch.prefetch, own)

    def _announce(self) -> None:
        log.info("siap", saluran=[satu.nama for satu in self._saluran])
        if not self._warners:
            log.warning("kabar_peringatan", tentang=NOBODY_TOLD)

    async def _prepare_store(self) -> None:
        await self._guard.join()
        await self._store.prepare()

    async def _close(self) -> None:
        for courier in self._couriers:
            await courier.close()
        for tangga in self._naik:
            await tangga.penerus.close()
        self._client.close()

    async def _wait(self) -> None:
        """The store first: it knows which channels there were before."""
        batas, url = self._settings.batas_mulai_detik, self._account.url
        away = (StoreTidakTerjangkau,)
        await wait_for("MongoDB", self._mongodb_url, self._prepare_store, away, batas)
        channels = ChannelKeeper(url, self._store, self._account.declare)
        settle = partial(channels.settle, self._saluran)
        await wait_for("RabbitMQ", url, settle, (*BELUM_SIAP, *away), batas)


class _Hurry:
    """Gives the alerts in hand their last try when the process stops."""

    def __init__(self, semua: Sequence[Courier | Rhythm]) -> None:
        self._semua = semua

    async def start(self) -> None: ...

    async def stop(self) -> None:
        for satu in self._semua:
            satu.stop()
