"""A server of this machine at another of its addresses.

A thread with plain sockets: whoever is cut off in the middle leaves nothing to be collected later.
"""

import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

ANOTHER = "127.0.0.2"

GREETING_SECONDS = 5.0
"""A driver that is greeting is not cut off."""

LOOK_SECONDS = 0.1
CHUNK_BYTES = 65536


class _Forwarder:
    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server((ANOTHER, port))
        self._watched = selectors.DefaultSelector()
        self._watched.register(self._listener, selectors.EVENT_READ)
        self._other: dict[socket.socket, socket.socket] = {}

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self._look()
        self._watched.unregister(self._listener)
        self._listener.close()
        until = time.monotonic() + GREETING_SECONDS
        while self._other and time.monotonic() < until:
            self._look()
        for one in list(self._other):
            self._close(one)
        self._watched.close()

    def _look(self) -> None:
        for key, _ in self._watched.select(LOOK_SECONDS):
            if key.fileobj is self._listener:
                self._accept()
            elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._other:
                self._copy(key.fileobj)

    def _accept(self) -> None:
        here, _ = self._listener.accept()
        there = socket.create_connection(("127.0.0.1", self._port))
        self._other |= {here: there, there: here}
        for one in (here, there):
            self._watched.register(one, selectors.EVENT_READ)

    def _copy(self, source: socket.socket) -> None:
        try:
            data = source.recv(CHUNK_BYTES)
            if data:
                self._other[source].sendall(data)
                return
        except OSError:
            pass  # gone: as if it had ended
        self._close(source)

    def _close(self, one: socket.socket) -> None:
        """Both ends; nothing for one that is closed already."""
        other = self._other.pop(one, None)
        if other is None:
            return
        del self._other[other]
        for end in (one, other):
            self._watched.unregister(end)
            end.close()


@contextmanager
def reached_by_another_name(port: int) -> Iterator[None]:
    """The server at `port` of 127.0.0.1, also at that port of `ANOTHER`."""
    stop = threading.Event()
    thread = threading.Thread(target=_Forwarder(port).run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
