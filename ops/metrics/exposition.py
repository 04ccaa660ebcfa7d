"""The metrics over HTTP, in a thread of their own: also a sweep that hangs is then seen."""

import asyncio
from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, start_http_server

from shared.log import get_logger

log = get_logger()


class Exposition:
    """Port 0 is any free one; `port` says which, once it is started."""

    def __init__(self, registry: CollectorRegistry, alamat: str, port: int) -> None:
        self._registry = registry
        self._alamat = alamat
        self.port = port
        self._running: tuple[WSGIServer, Thread] | None = None

    async def start(self) -> None:
        """Watching goes on also where the metrics cannot be shown."""
        try:
            self._running = start_http_server(self.port, self._alamat, self._registry)
        except OSError as error:
            log.error("metrics_not_served", alamat=self._alamat, port=self.port, sebab=str(error))
            return
        self.port = self._running[0].server_port
        log.info("metrics_served", alamat=self._alamat, port=self.port)

    async def stop(self) -> None:
        if self._running is None:
            return
        server, thread = self._running
        self._running = None
        await asyncio.to_thread(server.shutdown)
        server.server_close()
        await asyncio.to_thread(thread.join)
