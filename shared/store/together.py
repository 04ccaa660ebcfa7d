"""Concurrent requests in one round trip: what comes while one is on its way makes up the next.

A request that comes alone goes at once. Where the last ones came in company, a moment is waited for
more: a busy process then works in bursts, of which each costs a round trip, and so do the publishes
and confirms that follow. Each gets its own result, and none is told that it succeeded because
others did.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

Request = TypeVar("Request")
Result = TypeVar("Result")

LINGER_SECONDS = 0.005
"""Short beside what a group takes on its way when there is much to do, and never waited when there
is little: decision 48."""

Serve = Callable[[Sequence[Request]], Awaitable[Sequence[Result | Exception]]]
"""As many results as requests, in their order. An exception among them is that request's own; one
that is raised is everybody's."""


class Together(Generic[Request, Result]):
    """At most one group of at most `most` requests is on its way. A request whose waiter was
    cancelled before its group set off is left out; later it is served all the same, as a single
    round trip would be. Of those with the same `key` only one is in a group."""

    def __init__(
        self,
        serve: Serve[Request, Result],
        most: int,
        key: Callable[[Request], Hashable] | None = None,
        linger_seconds: float = LINGER_SECONDS,
    ) -> None:
        self._serve = serve
        self._most = most
        self._key = key
        self._linger_seconds = linger_seconds
        self._in_company = False
        self._waiting: deque[tuple[Request, asyncio.Future[Result]]] = deque()
        self._serving: asyncio.Task[None] | None = None

    async def __call__(self, request: Request) -> Result:
        """Raises what `serve` raises."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, future))
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve_all())
        return await future

    async def _serve_all(self) -> None:
        while group := await self._gathered():
            results: Sequence[Result | Exception]
            try:
                results = await self._serve([request for request, _ in group])
                if len(results) != len(group):
                    raise ValueError(f"{len(results)} results for {len(group)} requests")
            except Exception as error:  # noqa: BLE001 - whoever waits for it gets it
                results = [error] * len(group)
            except asyncio.CancelledError:
                for _, future in group:
                    future.cancel()
                raise
            for (_, future), result in zip(group, results, strict=True):
                _settle(future, result)

    async def _gathered(self) -> list[tuple[Request, asyncio.Future[Result]]]:
        if self._in_company:
            await asyncio.sleep(self._linger_seconds)
        if group := self._next():
            self._in_company = len(group) > 1
        return group

    def _next(self) -> list[tuple[Request, asyncio.Future[Result]]]:
        group: list[tuple[Request, asyncio.Future[Result]]] = []
        later: list[tuple[Request, asyncio.Future[Result]]] = []
        keys: set[Hashable] = set()
        while self._waiting and len(group) < self._most:
            one = self._waiting.popleft()
            if one[1].done():
                continue
            key = self._key(one[0]) if self._key else id(one)
            (later if key in keys else group).append(one)
            keys.add(key)
        self._waiting.extendleft(reversed(later))
        return group


def _settle(future: asyncio.Future[Result], result: Result | Exception) -> None:
    if future.done():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
