"""`izin jalankan kabar` as a real process: killed, stopped, and without its servers."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.clock import system_clock
from shared.embedded import Servers, embedded_servers
from shared.settings import Settings
from shared.topology import ANTREAN_KARANTINA, antrean_kabar
from tests.alerts import pelanggaran
from tests.integration.notifier.receivers import HttpReceiver, Request
from tests.integration.notifier.stage import (
    NotifierProcess,
    apprise,
    publish,
    until,
    waiting,
    webhook,
    with_channels,
)

JUMLAH = 60


@pytest.fixture
def two_channels(settings: Settings, tmp_path: Path, http: HttpReceiver) -> Settings:
    """A program, and a chat that gathers."""
    obrolan = f"json://127.0.0.1:{http.port}/obrolan"
    return with_channels(
        settings,
        tmp_path,
        webhook("program", f"{http.url}/program"),
        apprise("obrolan", obrolan, "kelompok_detik = 0.2\nrincian_maks = 100"),
    )


@pytest.fixture
def notifier(two_channels: Settings, tmp_path: Path) -> Iterator[NotifierProcess]:
    process = NotifierProcess(two_channels, tmp_path)
    yield process
    process.kill()


def listed(requests: list[Request]) -> Counter[str]:
    """How often each alert stood in a message of the chat."""
    texts = "\n".join(r.json["title"] + "\n" + r.json["message"] for r in requests)
    nomor = {f"IKP-2026-{n:06d}" for n in range(JUMLAH)}
    return Counter({satu: texts.count(f": {satu},") for satu in nomor})


def everything(http: HttpReceiver) -> bool:
    return (
        len({r.webhook_id for r in http.on("/program")}) == JUMLAH
        and min(listed(http.on("/obrolan")).values()) > 0
    )


async def test_killed_at_any_moment_it_loses_nothing(
    two_channels: Settings, notifier: NotifierProcess, http: HttpReceiver
) -> None:
    acak = random.Random(1)  # noqa: S311 - a repeatable test, not a secret

    def slowly(_: Request) -> int:
        time.sleep(0.03)
        return acak.choice([200, 200, 200, 503])

    http.answer = slowly
    await asyncio.to_thread(notifier.start)
    kini = system_clock()
    kabar = [pelanggaran(n, terdeteksi_pada=kini) for n in range(JUMLAH)]
    for bagian in range(3):
        await publish(two_channels, *kabar[bagian * 20 : bagian * 20 + 20])
        await asyncio.sleep(acak.uniform(0.05, 0.5))
        await asyncio.to_thread(notifier.kill)
        await asyncio.to_thread(notifier.start)
    await until(lambda: everything(http), seconds=60)
    assert await asyncio.to_thread(notifier.stop) == 0
    for antrean in (antrean_kabar("program"), antrean_kabar("obrolan"), ANTREAN_KARANTINA):
        assert await waiting(two_channels, antrean) == 0


async def test_nothing_that_was_noted_down_is_sent_again_after_a_kill(
    two_channels: Settings, notifier: NotifierProcess, http: HttpReceiver
) -> None:
    kabar = [pelanggaran(n) for n in range(JUMLAH)]
    await asyncio.to_thread(notifier.start)
    await publish(two_channels, *kabar)
    await until(lambda: everything(http))
    await asyncio.sleep(1)
    await asyncio.to_thread(notifier.kill)
    terkirim = len(http.requests)
    await asyncio.to_thread(notifier.start)
    await publish(two_channels, *kabar, pelanggaran(1000))
    await until(lambda: len(http.requests) == terkirim + 2)
    assert await asyncio.to_thread(notifier.stop) == 0
    assert len(http.requests) == terkirim + 2


async def test_stopped_it_sends_what_it_has_gathered_and_ends_in_seconds(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    obrolan = apprise("obrolan", f"json://127.0.0.1:{http.port}/", "kelompok_detik = 300")
    notifier = NotifierProcess(with_channels(settings, tmp_path, obrolan), tmp_path)
    try:
        await asyncio.to_thread(notifier.start)
        await publish(settings, pelanggaran(1), pelanggaran(2))
        await asyncio.sleep(0.5)
        assert http.requests == []
        mulai = time.monotonic()
        assert await asyncio.to_thread(notifier.stop) == 0
        assert time.monotonic() - mulai < 10
    finally:
        notifier.kill()
    assert len(http.requests) == 1


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """Servers that this test may kill."""
    with embedded_servers(tmp_path / "servers", env={}) as servers:
        yield servers


async def test_servers_that_go_away_and_come_back_cost_nothing(
    own_servers: Servers, tmp_path: Path, http: HttpReceiver
) -> None:
    settings = with_channels(
        Settings(
            rabbitmq_url=SecretStr(own_servers.rabbitmq_url),
            mongodb_url=SecretStr(own_servers.mongodb_url),
        ),
        tmp_path,
        webhook("program", http.url),
    )
    notifier = NotifierProcess(settings, tmp_path)
    try:
        await asyncio.to_thread(notifier.start)
        assert own_servers.rabbit and own_servers.store
        await publish(settings, pelanggaran(0))
        await until(lambda: len(http.requests) == 1)
        # RabbitMQ 3.10, killed within a second of a queue's declaration, never gives it a leader.
        await asyncio.sleep(3)
        for ke, server in enumerate((own_servers.rabbit, own_servers.store), start=1):
            await asyncio.to_thread(server.kill)
            await asyncio.sleep(1)
            await asyncio.to_thread(server.start)
            await publish(settings, *(pelanggaran(ke * 10 + n) for n in range(5)))
            await until(lambda ke=ke: len({r.webhook_id for r in http.requests}) == 1 + 5 * ke)  # type: ignore[misc]
        assert await asyncio.to_thread(notifier.stop) == 0
    finally:
        notifier.kill()
    assert max(Counter(r.webhook_id for r in http.requests).values()) == 1
