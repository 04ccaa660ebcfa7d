"""The composition root of the desk."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack

from services.meja.aplikasi import aplikasi
from services.meja.situs import Situs
from shared.desk import Desk
from shared.errors import StoreTidakTerjangkau
from shared.kantor.ruang import open_ruang
from shared.log import get_logger
from shared.pulse import Pulse
from shared.readiness import wait_for
from shared.settings import Settings
from shared.web.secret import secret_of
from shared.web.server import HttpServer, Listening, Part, WebProcess

log = get_logger()


async def run_meja(desks: Mapping[str, Desk], settings: Settings) -> None:
    """Serve pages until SIGTERM or SIGINT. Raises `ValueError` when a URL is not set, the errors of
    `open_ruang` for the office's files, `TidakSiap`, `RahasiaTidakSah` and `AlamatTidakSah`."""
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
    def alamat(self) -> str:
        """Where people find it; once it listens."""
        if self._settings.url_meja:
            return self._settings.url_meja
        host = self._settings.alamat_meja
        return f"http://{f'[{host}]' if ':' in host else host}:{self._server.port}/"

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
        self._server = HttpServer(aplikasi(self._situs), listening)
        return [self._server, Pulse(settings.berkas_detak, self._listens), _Streams(self._situs)]

    async def _open(self) -> None:
        ruang = open_ruang(self._settings, self._desks, self._kunci)
        self._situs = Situs(await self._opened.enter_async_context(ruang))

    async def _listens(self) -> bool:
        return self._server.listens

    def _announce(self) -> None:
        log.info("siap", alamat=self.alamat)


class _Streams:
    """Lets every stream of events end before the server waits for it."""

    def __init__(self, situs: Situs) -> None:
        self._situs = situs

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self._situs.kabar.close()
