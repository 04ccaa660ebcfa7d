"""Several servers at once: started side by side, stopped side by side."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from shared.embedded.server import POLL_S, Server

Progress = Callable[[str], None]


class Launch:
    """Servers on their way to answering."""

    def __init__(self, servers: Sequence[Server], tell: Progress) -> None:
        self.servers = servers
        self._tell = tell
        self._began = time.monotonic()

    def until_ready(self, server: Server) -> Iterator[None]:
        """As `Server.until_ready`, and says so."""
        yield from server.until_ready()
        self._tell(f"{server.name} siap setelah {time.monotonic() - self._began:.1f} detik")

    def wait(self) -> None:
        for server in self.servers:
            for _ in self.until_ready(server):
                time.sleep(POLL_S)


@contextmanager
def launched(servers: Sequence[Server], tell: Progress) -> Iterator[Launch]:
    """The block begins while they start. Whatever happens, also then, nothing keeps running
    afterwards."""
    launch = Launch(servers, tell)
    try:
        tell(f"Menjalankan {names_of(servers)} (beberapa detik) …")
        for server in servers:
            if server.moved_from:
                tell(moved(server))
            server.launch()
        yield launch
    finally:
        tell(f"Menghentikan {names_of(servers)} (beberapa detik) …")
        stop(servers)


def moved(server: Server) -> str:
    return (
        f"Port {server.moved_from} sedang dipakai program lain;"
        f" {server.name} kali ini di port {server.ports[0]}"
    )


@contextmanager
def running(servers: Sequence[Server], tell: Progress) -> Iterator[None]:
    """As `launched`; the block begins when they answer."""
    with launched(servers, tell) as launch:
        launch.wait()
        yield


def stop(servers: Sequence[Server]) -> None:
    for server in servers:
        server.begin_stop()
    for server in servers:
        server.stop()


def wipe(servers: Sequence[Server]) -> None:
    for server in servers:
        server.wipe()


def names_of(servers: Sequence[Server]) -> str:
    return " dan ".join(server.name for server in servers)
