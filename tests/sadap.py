"""A wire that is listened to: every byte that goes through, in both directions."""

import selectors
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit


@dataclass
class Tap:
    """`url`: the server's, by way of us."""

    url: str = ""
    heard: bytearray = field(default_factory=bytearray)


@contextmanager
def tapped(url: str) -> Iterator[Tap]:
    """In threads of its own: a client may hold up the event loop while it says goodbye. Ends when
    the clients have left."""
    parts, tap = urlsplit(url), Tap()
    there = (parts.hostname or "", parts.port or 0)

    class Between(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(there) as theirs:
                _pass(self.request, theirs, tap)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Between) as server:
        login = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
        here = f"{login}127.0.0.1:{server.server_address[1]}"
        tap.url = urlunsplit(parts._replace(netloc=here))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield tap
        server.shutdown()
        thread.join()


def _pass(ours: socket.socket, theirs: socket.socket, tap: Tap) -> None:
    """Until one of the two says nothing more."""
    with selectors.DefaultSelector() as selector:
        selector.register(ours, selectors.EVENT_READ, (ours, theirs))
        selector.register(theirs, selectors.EVENT_READ, (theirs, ours))
        while True:
            for key, _ in selector.select():
                source, target = key.data
                if not (chunk := source.recv(65536)):
                    return
                tap.heard += chunk
                target.sendall(chunk)
