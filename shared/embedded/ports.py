"""Loopback ports that stay one's own from the moment they are drawn, and the same from one start
to the next."""

import json
import os
import random
import socket
import weakref
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from shared.whole_file import BerkasTidakTertulis, write_file

FIRST_PORT, LAST_PORT = 21_000, 31_999  # below the range from which outgoing connections are taken


class HeldPorts:
    """Ports that nobody else gets for as long as this object lives, also while the server that is
    to listen there has not started yet, or is killed and started again.

    Each is bound and not listened on. Whoever draws a port, here or in another process, binds it
    without SO_REUSEADDR, which a bound port refuses; a server sets it, as all of ours do, and Linux
    lets it bind and listen beside us.

    `wanted` are the ports of an earlier start, position by position. A port on which connections
    have just ended refuses a bind without SO_REUSEADDR for a minute, so a wanted one is bound with
    it; that two of us never share one is settled by an abstract Unix socket of its name.
    """

    def __init__(self, count: int, wanted: Sequence[int] = ()) -> None:
        self._descriptors: list[int] = []
        weakref.finalize(self, _close, self._descriptors)
        kept = [port if self._hold(port, again=True) else None for port in wanted[:count]]
        fresh = self._drawn(count - len(kept) + kept.count(None))
        self.numbers = tuple(port or next(fresh) for port in [*kept, *[None] * (count - len(kept))])

    def _drawn(self, count: int) -> Iterator[int]:
        """Raises `OSError` when there are not so many."""
        candidates = list(range(FIRST_PORT, LAST_PORT + 1))
        random.shuffle(candidates)
        found = filter(self._hold, candidates)
        for _ in range(count):
            if (port := next(found, None)) is None:
                raise OSError("tidak ada port bebas di 127.0.0.1")
            yield port

    def _hold(self, port: int, *, again: bool = False) -> bool:
        with socket.socket(socket.AF_UNIX) as claim, socket.socket() as drawn:
            try:
                claim.bind(f"\0alurizin-port-{port}")
                drawn.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(again))
                drawn.bind(("127.0.0.1", port))
            except OSError:
                return False
            drawn.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._descriptors += [claim.detach(), drawn.detach()]
            return True


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


NOTE = "port.json"


def remembered(folder: Path) -> tuple[int, ...]:
    """The ports that a server in this folder had first; empty when there is no such note."""
    try:
        numbers = json.loads((folder / NOTE).read_text())
    except (OSError, ValueError):
        return ()
    if not isinstance(numbers, list):
        return ()
    usable = [one for one in numbers if type(one) is int and 1024 <= one <= 65535]
    return tuple(usable) if len(set(usable)) == len(numbers) else ()


def remember(folder: Path, numbers: Sequence[int]) -> None:
    """The first ones stay noted: a port that was taken for once is wanted again next time."""
    if not remembered(folder):
        with suppress(BerkasTidakTertulis):
            write_file(folder / NOTE, json.dumps(list(numbers)))
