"""A process that serves HTTP: it waits for what it needs, listens, says that it is at work, and
ends in order on SIGTERM, also while event streams are open."""

import asyncio
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import uvicorn
from starlette.types import ASGIApp

from shared.errors import AlamatTidakSah
from shared.log import get_logger
from shared.os_words import sebab_os
from shared.started import notify_ready

log = get_logger()

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
BACKLOG = 1024
KEEP_ALIVE_SECONDS = 30
HEADER_BYTES = 32 * 1024


@dataclass(frozen=True)
class Listening:
    """`port` 0 is any free one. `proxies`: addresses that are believed when they say for whom they
    ask. `grace_seconds`: for requests in hand when it ends."""

    host: str
    port: int
    proxies: Sequence[str] = ()
    grace_seconds: float = 10.0


class _Uvicorn(uvicorn.Server):
    """Signals are the process's."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class HttpServer:
    def __init__(self, app: ASGIApp, listening: Listening) -> None:
        self._app, self._listening = app, listening
        self._serving: asyncio.Task[None] | None = None
        self._server: _Uvicorn | None = None
        self.port = listening.port

    async def start(self) -> None:
        """Returns when it answers. Raises `AlamatTidakSah` where it cannot listen."""
        # Errors of pages are told by the pages themselves, without a second traceback.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        listener = _listener(self._listening)
        self.port = int(listener.getsockname()[1])
        wanted = self._listening
        config = uvicorn.Config(
            self._app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(wanted.proxies),
            forwarded_allow_ips=list(wanted.proxies),
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=max(1, round(wanted.grace_seconds)),
            h11_max_incomplete_event_size=HEADER_BYTES,
        )
        self._server = _Uvicorn(config)
        self._serving = asyncio.create_task(self._server.serve([listener]))
        await self._server.listens.wait()

    @property
    def listens(self) -> bool:
        return self._serving is not None and not self._serving.done()

    async def stop(self) -> None:
        """Takes no more connections, and finishes what it has in hand."""
        if self._server is None or self._serving is None:
            return
        self._server.should_exit = True
        await self._serving


def _listener(wanted: Listening) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in wanted.host else socket.AF_INET
        return socket.create_server((wanted.host, wanted.port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise AlamatTidakSah(f"{wanted.host}, port {wanted.port}: {sebab_os(error)}") from error


class Part(Protocol):
    """Runs beside the server, for as long as it listens."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


Prepare = Callable[[], Awaitable[Sequence[Part]]]


class WebProcess:
    """Its parts begin in their order and end in the reverse: one that holds streams open comes
    after the server. `close` is last; `announce` once all of it runs."""

    def __init__(
        self, close: Callable[[], Awaitable[None]], announce: Callable[[], None] = lambda: None
    ) -> None:
        self._close, self._announce = close, announce
        self._stopping = asyncio.Event()
        self.ready = asyncio.Event()

    def stop(self) -> None:
        """Let `run` return."""
        self._stopping.set()

    async def run(self, prepare: Prepare) -> None:
        """Until SIGTERM, SIGINT or `stop`, also while it still waits in `prepare`. Raises the
        errors of `prepare` and of a start."""
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self.stop)
        try:
            parts = await self._unless_stopped(asyncio.ensure_future(prepare()))
            await self._serve(parts or ())
        finally:
            await self._close()
            for number in STOP_SIGNALS:
                loop.remove_signal_handler(number)
        log.info("berhenti", kode=0)

    async def _unless_stopped(
        self, preparing: asyncio.Future[Sequence[Part]]
    ) -> Sequence[Part] | None:
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait((preparing, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if preparing.done():
            return preparing.result()
        preparing.cancel()
        await asyncio.gather(preparing, return_exceptions=True)
        return None

    async def _serve(self, parts: Sequence[Part]) -> None:
        if self._stopping.is_set():
            return
        started: list[Part] = []
        try:
            for part in parts:
                started.append(part)
                await part.start()
            self.ready.set()
            self._announce()
            notify_ready()
            await self._stopping.wait()
        finally:
            for part in reversed(started):
                await part.stop()
