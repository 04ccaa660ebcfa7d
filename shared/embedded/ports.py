"""Loopback ports that stay one's own from the moment they are drawn."""

import os
import random
import socket
import weakref
from collections.abc import Iterator

FIRST_PORT, LAST_PORT = 21_000, 31_999  # below the range from which outgoing connections are taken


class HeldPorts:
    """Ports that nobody else gets for as long as this object lives, also while the server that is
    to listen there has not started yet, or is killed and started again.

    Each is bound and not listened on. Whoever draws a port, here or in another process, binds it
    without SO_REUSEADDR, which a bound port refuses; a server sets it, as all of ours do, and Linux
    lets it bind and listen beside us.
    """

    def __init__(self, count: int) -> None:
        self._descriptors: list[int] = []
        weakref.finalize(self, _close, self._descriptors)
        self.numbers = tuple(self._drawn(count))

    def _drawn(self, count: int) -> Iterator[int]:
        candidates = list(range(FIRST_PORT, LAST_PORT + 1))
        random.shuffle(candidates)
        for port in candidates:
            if len(self._descriptors) == count:
                return
            with socket.socket() as drawn:
                try:
                    drawn.bind(("127.0.0.1", port))
                except OSError:
                    continue
                drawn.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                self._descriptors.append(drawn.detach())
            yield port
        if len(self._descriptors) < count:
            raise OSError("tidak ada port bebas di 127.0.0.1")


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
