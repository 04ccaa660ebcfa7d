"""A process that serves pages: it says when it listens, and ends in seconds with pages open."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shared.errors import AlamatTidakSah
from shared.web.server import HttpServer, Listening, Part, WebProcess
from shared.web.stream import Event, Hub, stream

LOCAL = Listening("127.0.0.1", 0, grace_seconds=1)


class Streams:
    def __init__(self, hub: Hub[str]) -> None:
        self._hub = hub

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self._hub.close()


class Site:
    def __init__(self) -> None:
        self.hub: Hub[str] = Hub()
        self.closed = False
        self.server = HttpServer(Starlette(routes=[Route("/kabar", self._news)]), LOCAL)
        self.process = WebProcess(self._close)

    async def _news(self, _: Request) -> Response:
        return stream(self.hub, lambda fact: Event("kabar", fact), self._first)

    async def _first(self) -> Sequence[Event]:
        return [Event("mulai")]

    async def parts(self) -> Sequence[Part]:
        return [self.server, Streams(self.hub)]

    async def _close(self) -> None:
        self.closed = True

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        running = asyncio.create_task(self.process.run(self.parts))
        await self.process.ready.wait()
        yield f"http://127.0.0.1:{self.server.port}"
        self.process.stop()
        async with asyncio.timeout(10):
            await running


async def test_it_ends_in_order_while_a_page_listens() -> None:
    site = Site()
    async with site.running() as url, httpx.AsyncClient() as client:
        async with client.stream("GET", f"{url}/kabar") as answer:
            lines = answer.aiter_lines()
            assert await anext(lines) == "retry: 2000"
            site.process.stop()
            rest = [line async for line in lines]
        assert "event: mulai" in rest
    assert site.closed


async def test_told_to_end_while_it_still_waits_it_serves_nothing() -> None:
    site = Site()

    async def never() -> Sequence[Part]:
        await asyncio.Event().wait()
        return []

    running = asyncio.create_task(site.process.run(never))
    await asyncio.sleep(0)
    site.process.stop()
    async with asyncio.timeout(10):
        await running
    assert site.closed
    assert not site.process.ready.is_set()


async def test_a_port_that_is_taken_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = HttpServer(Starlette(), Listening("127.0.0.1", port))
        with pytest.raises(AlamatTidakSah, match=f"port {port}: alamat itu sudah dipakai"):
            await server.start()


@pytest.mark.parametrize(("proxies", "seen"), [((), "127.0.0.1"), (("127.0.0.1",), "203.0.113.9")])
async def test_only_a_proxy_that_is_named_is_believed(proxies: tuple[str, ...], seen: str) -> None:
    async def who(request: Request) -> Response:
        return PlainTextResponse(request.client.host if request.client else "")

    server = HttpServer(
        Starlette(routes=[Route("/", who)]), Listening("127.0.0.1", 0, proxies, grace_seconds=1)
    )
    await server.start()
    async with httpx.AsyncClient() as client:
        answer = await client.get(
            f"http://127.0.0.1:{server.port}/", headers={"x-forwarded-for": "203.0.113.9"}
        )
    await server.stop()
    assert answer.text == seen
