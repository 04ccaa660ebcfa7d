"""Several servers at once: started side by side, stopped side by side."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from shared.embedded.server import Server

Progress = Callable[[str], None]


@contextmanager
def running(servers: Sequence[Server], tell: Progress) -> Iterator[None]:
    """Whatever happens, also in the middle of starting, nothing keeps running afterwards."""
    try:
        start(servers, tell)
        yield
    finally:
        tell(f"Menghentikan {names_of(servers)} (beberapa detik) …")
        stop(servers)


def start(servers: Sequence[Server], tell: Progress) -> None:
    began = time.monotonic()
    tell(f"Menjalankan {names_of(servers)} (beberapa detik) …")
    for server in servers:
        server.launch()
    for server in servers:
        server.wait_ready()
        tell(f"{server.name} siap setelah {time.monotonic() - began:.1f} detik")


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
