"""The composition root of the desk."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack

from services.meja import NAME
from services.meja.aplikasi import aplikasi
from services.meja.situs import Situs
from shared.akses import meja
from shared.desk import Desk
from shared.errors import StoreTidakTerjangkau
from shared.kantor.kotak_masuk import Pelihat, Pembanding, Penerima, Pengamat
from shared.kantor.masuk_oidc import penerbit_of
from shared.kantor.papan_hidup import PengamatPapan
from shared.kantor.ruang import open_ruang
from shared.log import bind_contextvars, get_logger
from shared.pulse import Pulse
from shared.rabbit.connection import with_heartbeat
from shared.rabbit.wires import Wires
from shared.readiness import wait_for
from shared.settings import Settings
from shared.web.address import http_url
from shared.web.secret import secret_of
from shared.web.server import HttpServer, Listening, Part, WebProcess

log = get_logger()


async def run_meja(desks: Mapping[str, Desk], settings: Settings) -> None:
    """Serve pages until SIGTERM or SIGINT. Raises `ValueError` when a URL is not set, the errors of
    `open_ruang` for the office's files, `TidakSiap`, `RahasiaTidakSah` and `AlamatTidakSah`."""
    bind_contextvars(layanan=NAME)
    await Meja(desks, settings).run()


class Meja:
    """To be made inside the event loop that is to run it."""

    def __init__(self, desks: Mapping[str, Desk], settings: Settings) -> None:
        self._desks, self._settings = desks, settings
        self._kunci = secret_of(settings.kunci_meja, settings.folder_data / "meja.kunci")
        self._opened = AsyncExitStack()
        self._process = WebProcess(self._opened.aclose, self._announce)
        self.ready, self.stop = self._process.ready, self._process.stop
        self._server: HttpServer

    async def run(self) -> None:
        await self._process.run(self._prepare)

    @property
    def _named(self) -> str:
        """As it is known before it listens: a port of 0 is known later."""
        settings = self._settings
        return settings.url_meja or http_url(settings.alamat_meja, settings.port_meja)

    @property
    def alamat(self) -> str:
        """Where people find it; once it listens."""
        settings = self._settings
        return settings.url_meja or http_url(settings.alamat_meja, self._server.port)

    async def _prepare(self) -> Sequence[Part]:
        """The store first: a page without it says nothing."""
        settings = self._settings
        url, batas = settings.named_mongodb_url(), settings.batas_mulai_detik
        await wait_for("MongoDB", url, self._open, (StoreTidakTerjangkau,), batas)
        listening = Listening(
            settings.alamat_meja,
            settings.port_meja,
            tuple(filter(None, map(str.strip, settings.proksi_meja.split(",")))),
            settings.batas_henti_detik,
        )
        self._server = HttpServer(aplikasi(self.situs), listening)
        self.situs.berjalan.tunggu_detik = settings.batas_henti_detik
        beside: list[Part] = [Pulse(settings.berkas_detak, self._listens), _Streams(self.situs)]
        beside.append(self.situs.berjalan)
        return [*self._filling(), self._server, *beside]

    def _filling(self) -> list[Part]:
        """What keeps the inboxes; each begins without waiting for the broker."""
        situs, tell, papan = self.situs, self.situs.kabar.tell, self.situs.kabar_papan
        kotak, desks = situs.kotak, situs.ruang.meja
        feed_url = _url(self._settings, NAME)
        return [
            *([situs.ruang.guard] if situs.ruang.guard else []),
            situs.wires,
            *(Penerima(pelaksana, kotak, situs.wires, tell) for pelaksana in desks),
            Pengamat(with_heartbeat(feed_url), kotak, tell),
            Pembanding(kotak),
            Pelihat(desks, kotak, tell, lambda: bool(situs.kabar.many)),
            PengamatPapan(situs.papan, papan.tell, lambda: bool(papan.many)),
        ]

    async def _open(self) -> None:
        ruang = open_ruang(self._settings, self._desks, self._kunci, NAME)
        opened = await self._opened.enter_async_context(ruang)
        urls = {nama: with_heartbeat(_url(self._settings, meja(nama))) for nama in opened.meja}
        wires = Wires(urls, self._settings.periksa_pengguna)
        self.situs = Situs(opened, wires=wires, penerbit=penerbit_of(self._settings, self._named))
        self._opened.callback(self.situs.surat.close)
        self._opened.push_async_callback(self.situs.mingguan.close)

    async def _listens(self) -> bool:
        """And shows something: without a clock that agrees, every page is a refusal."""
        guard = self.situs.ruang.guard
        return self._server.listens and (guard is None or guard.agreed)

    def _announce(self) -> None:
        log.info("siap", alamat=self.alamat)


def _url(settings: Settings, nama: str) -> str:
    """By which this account logs in. Raises `ValueError`."""
    url = settings.rabbitmq_url_of(nama)
    if url is None:
        raise ValueError(f"RABBITMQ_URL harus diisi: {nama}")
    return url.get_secret_value()


class _Streams:
    """Lets every stream of events end before the server waits for it."""

    def __init__(self, situs: Situs) -> None:
        self._situs = situs

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self._situs.kabar.close()
        self._situs.kabar_papan.close()
