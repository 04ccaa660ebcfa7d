"""The metrics over HTTP."""

import asyncio
import socket

import httpx
import pytest

from ops.metrics.exposition import Exposition
from ops.metrics.instruments import Instruments
from tests.unit.ops.metrics.reading import Scrape

LOKAL = "127.0.0.1"


async def test_what_is_asked_for_is_served_and_ends_at_once() -> None:
    exposition = Exposition(Instruments([]).registry, LOKAL, 0)
    await exposition.start()
    async with httpx.AsyncClient() as client:
        jawaban = await client.get(f"http://{LOKAL}:{exposition.port}/metrics")
        assert jawaban.headers["content-type"].startswith("text/plain")
        assert "izin_watchdog_sapuan_terakhir_detik" in Scrape(jawaban.text).families
        async with asyncio.timeout(5):
            await exposition.stop()
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://{LOKAL}:{exposition.port}/metrics")


async def test_a_port_that_is_taken_stops_nobody() -> None:
    with socket.socket() as lain:
        lain.bind((LOKAL, 0))
        lain.listen()
        exposition = Exposition(Instruments([]).registry, LOKAL, lain.getsockname()[1])
        await exposition.start()
        await exposition.stop()


async def test_stopping_what_was_never_started_is_nothing() -> None:
    await Exposition(Instruments([]).registry, LOKAL, 0).stop()
