"""Limits on what comes in: how much of it at once, how long it may take, and how often."""

import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM_BYTES = 256 * 1024
"""A form without files: the longest letter of an office has some ten thousand characters."""
BODY_SECONDS = 60.0

MANY_ADDRESSES = 10_000
"""Remembered at once; the one that was quiet for longest is forgotten first."""


class TooLarge(HTTPException):
    def __init__(self) -> None:
        super().__init__(413)


def limited(scope: Scope, receive: Receive, most_bytes: int) -> Receive:
    """Reads a body up to so many bytes, whatever the sender says of its length. Raises `TooLarge`:
    at once where the sender says it."""
    said = Headers(scope=scope).get("content-length", "0")
    if not said.isdecimal() or int(said) > most_bytes:
        raise TooLarge
    left = most_bytes

    async def receiving() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge
        return message

    return receiving


class Bucket:
    """So many requests a second over a long time, and `burst` at once; by key."""

    def __init__(
        self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Seconds to wait; 0 when it may go on."""
        now = self._clock()
        left, seen = self._left.pop(key, (self._burst, now))
        left = min(self._burst, left + (now - seen) * self._rate)
        waits = 0.0 if left >= 1 else (1 - left) / self._rate
        self._left[key] = (left if waits else left - 1, now)
        if len(self._left) > MANY_ADDRESSES:
            self._left.popitem(last=False)
        return waits


Refuse = Callable[[Scope, float], Response]
"""The answer to one who has to wait so many seconds."""


class RateLimit:
    """By the address that a request comes from."""

    def __init__(self, app: ASGIApp, bucket: Bucket, refuse: Refuse) -> None:
        self._app, self._bucket, self._refuse = app, bucket, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (waits := self._bucket.take(address_of(scope))):
            await self._refuse(scope, waits)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def address_of(scope: Scope) -> str:
    """Of the client; behind a proxy that is trusted, as the proxy says."""
    client = scope.get("client")
    return str(client[0]) if client else ""
