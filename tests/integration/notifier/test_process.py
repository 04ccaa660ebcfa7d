"""`izin jalankan kabar` as a real process: killed, stopped, and without its servers."""

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.clock import system_clock
from shared.embedded import Servers
from shared.settings import Settings
from shared.store.indeks import KABAR_TERKIRIM
from shared.store.motor_client import connect
from shared.topology import ANTREAN_KARANTINA, antrean_kabar
from tests.alerts import pelanggaran
from tests.breakdowns import REGISTERED_SECONDS
from tests.broker_user import BrokerUser
from tests.integration.notifier.receivers import HttpReceiver, Request
from tests.integration.notifier.stage import (
    SIAP_DETIK,
    NotifierProcess,
    apprise,
    notifier_here,
    publish,
    until,
    until_waiting,
    waiting,
    webhook,
    with_channels,
)

JUMLAH = 30


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


async def until_noted(settings: Settings, banyak: int) -> None:
    """So many deliveries stand in the store."""
    assert settings.mongodb_url
    with closing(connect(settings.mongodb_url.get_secret_value())) as client:
        terkirim = client[settings.basis_data][KABAR_TERKIRIM]
        async with asyncio.timeout(SIAP_DETIK):
            while await terkirim.count_documents({}) < banyak:
                await asyncio.sleep(0.05)


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
        return acak.choice([200, 200, 200, 200, 503])

    http.answer = slowly
    await asyncio.to_thread(notifier.start)
    kini = system_clock()
    kabar = [pelanggaran(n, terdeteksi_pada=kini) for n in range(JUMLAH)]
    for bagian in range(3):
        await publish(two_channels, *kabar[bagian * 10 : bagian * 10 + 10])
        await asyncio.sleep(acak.uniform(0.05, 0.5))
        await asyncio.to_thread(notifier.kill)
        await asyncio.to_thread(notifier.start)
    await until(lambda: everything(http))
    await until_noted(two_channels, 2 * JUMLAH)  # what was refused with 503 comes once more
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
    await until_noted(two_channels, 2 * JUMLAH)
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
        await until_waiting(settings, antrean_kabar("obrolan"), 0)
        assert http.requests == []
        mulai = time.monotonic()
        assert await asyncio.to_thread(notifier.stop) == 0
        assert time.monotonic() - mulai < 60, "it waited for the end of its gathering"
    finally:
        notifier.kill()
    assert len(http.requests) == 1


async def test_a_broker_that_goes_away_and_comes_back_costs_nothing(
    settings: Settings, broker_user: BrokerUser, tmp_path: Path, http: HttpReceiver
) -> None:
    """Its connection is closed, and no new one is let in, while one alert is on its way and others
    come."""
    arrived, on = threading.Event(), threading.Event()

    def held(_: Request) -> int:
        arrived.set()
        on.wait(60)
        return 200

    http.answer = held
    own = with_channels(broker_user.settings(settings), tmp_path, webhook("program", http.url))
    async with notifier_here(own):
        await publish(settings, pelanggaran(0))
        assert await asyncio.to_thread(arrived.wait, 60)
        await asyncio.to_thread(broker_user.delete)
        await publish(settings, *(pelanggaran(n) for n in range(1, 6)))
        on.set()
        await asyncio.to_thread(broker_user.create)
        await until(lambda: len({r.webhook_id for r in http.requests}) == 6)
        await until_waiting(settings, antrean_kabar("program"), 0)
    assert max(Counter(r.webhook_id for r in http.requests).values()) == 1


@pytest.mark.lama
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
        await asyncio.sleep(REGISTERED_SECONDS)
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
