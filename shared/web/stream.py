"""Server-sent events: one stream a page, fed from whatever this process hears."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from starlette.responses import StreamingResponse

T = TypeVar("T")

PING_SECONDS = 20.0
"""So that proxies keep the connection, and a page learns within a while that it is gone."""
WAITING_MOST = 64
"""Events that a page may lag behind; then it is told to look anew."""
RETRY_MS = 2000


@dataclass(frozen=True)
class Event:
    """`data` is what htmx swaps in, or a word that a page listens to."""

    name: str
    data: str = ""

    def encode(self) -> bytes:
        lines = "".join(f"data: {line}\n" for line in self.data.split("\n"))
        return f"event: {self.name}\n{lines}\n".encode()


@dataclass
class Hub(Generic[T]):
    """Hands what is told to all who listen. One that lags behind loses the oldest: what is told
    says only that something is new, and the page asks the server for it."""

    _listening: set[asyncio.Queue[T | None]] = field(default_factory=set)
    _closed: bool = False

    def tell(self, fact: T) -> None:
        for queue in self._listening:
            _put(queue, fact)

    def close(self) -> None:
        """Every stream ends, and none begins: the process is about to end."""
        self._closed = True
        for queue in self._listening:
            _put(queue, None)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[T | None]]:
        """None is the end."""
        queue: asyncio.Queue[T | None] = asyncio.Queue(WAITING_MOST)
        self._listening.add(queue)
        if self._closed:
            _put(queue, None)
        try:
            yield queue
        finally:
            self._listening.discard(queue)

    @property
    def many(self) -> int:
        return len(self._listening)


def _put(queue: asyncio.Queue[T | None], fact: T | None) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(fact)


Told = Callable[[T], Event | None]
"""What of it this page is told; None for nothing."""


First = Callable[[], Awaitable[Sequence[Event]]]
"""What the page has missed since it was made, asked once it listens: so nothing falls between."""


def stream(
    hub: Hub[T], told: Told[T], first: First, ping_seconds: float = PING_SECONDS
) -> StreamingResponse:
    return StreamingResponse(
        _events(hub, told, first, ping_seconds),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _events(
    hub: Hub[T], told: Told[T], first: First, ping_seconds: float
) -> AsyncIterator[bytes]:
    with hub.listening() as queue:
        yield f"retry: {RETRY_MS}\n\n".encode()
        for event in await first():
            yield event.encode()
        while True:
            try:
                async with asyncio.timeout(ping_seconds):
                    fact = await queue.get()
            except TimeoutError:
                yield b": masih di sini\n\n"
                continue
            if fact is None:
                return
            if (told_now := told(fact)) is not None:
                yield told_now.encode()
