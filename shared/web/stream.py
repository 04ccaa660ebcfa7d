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
    hub: Hub[T],
    told: Told[T],
    first: First,
    ping_seconds: float = PING_SECONDS,
    gap_seconds: float = 0.0,
) -> StreamingResponse:
    """`gap_seconds`: an event of one name comes no more often; the first at once, and what is told
    meanwhile when it is over."""
    return StreamingResponse(
        _events(hub, told, first, ping_seconds, _Gap(gap_seconds)),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


class _Gap:
    """Events that wait until the last of their name is long enough ago."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._again: dict[str, float] = {}
        self._waiting: dict[str, Event] = {}

    def pass_on(self, event: Event, now: float) -> Event | None:
        if now < self._again.get(event.name, now):
            self._waiting[event.name] = event
            return None
        self._again[event.name] = now + self._seconds
        return event

    def due(self, now: float) -> Iterator[Event]:
        for name in [name for name in self._waiting if self._again[name] <= now]:
            self._again[name] = now + self._seconds
            yield self._waiting.pop(name)

    def rest(self, now: float) -> float | None:
        """Seconds until one of them is due; None where none waits."""
        return min((self._again[name] - now for name in self._waiting), default=None)


async def _events(
    hub: Hub[T], told: Told[T], first: First, ping_seconds: float, gap: _Gap
) -> AsyncIterator[bytes]:
    clock = asyncio.get_running_loop().time
    with hub.listening() as queue:
        yield f"retry: {RETRY_MS}\n\n".encode()
        for event in await first():
            yield event.encode()
        ping_at = clock() + ping_seconds
        while True:
            rest = gap.rest(clock())
            wait = ping_at - clock() if rest is None else min(rest, ping_at - clock())
            try:
                async with asyncio.timeout(max(wait, 0.0)):
                    fact = await queue.get()
            except TimeoutError:
                for event in gap.due(clock()):
                    yield event.encode()
                if clock() >= ping_at:
                    ping_at = clock() + ping_seconds
                    yield b": masih di sini\n\n"
                continue
            if fact is None:
                return
            if (new := told(fact)) is not None and (now := gap.pass_on(new, clock())):
                ping_at = clock() + ping_seconds
                yield now.encode()
