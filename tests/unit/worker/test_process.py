"""How a worker's process is put together: what it tells its broker, and in which order it ends."""

import asyncio

import pytest
from faststream.rabbit import RabbitBroker
from pydantic import SecretStr

from izin.registry import discover_desks
from shared.rabbit import account
from shared.rabbit.account import Account
from shared.rabbit.consume import open_broker
from shared.settings import Settings
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.topology import topologi
from shared.worker.office import Office
from shared.worker.process import compose

BROKER = "amqp://izin:rahasia@127.0.0.1:1/uji"
SETTINGS = Settings(rabbitmq_url=SecretStr(BROKER), mongodb_url=SecretStr("mongodb://127.0.0.1:1/"))


@pytest.mark.parametrize(
    ("url", "harus"),
    [
        (BROKER, f"{BROKER}?heartbeat=10"),
        (f"{BROKER}?name=a", f"{BROKER}?name=a&heartbeat=10"),
        (f"{BROKER}?heartbeat=3", f"{BROKER}?heartbeat=3"),
    ],
)
async def test_a_broker_that_hangs_is_noticed_by_its_heartbeat(
    url: str, harus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opening(address: str, henti_detik: float) -> RabbitBroker:
        opened.append(address)
        return open_broker(address, henti_detik)

    monkeypatch.setattr(account, "open_broker", opening)
    assert Account(url, topologi(["kabid"]), SETTINGS).url == harus
    assert opened == [harus]


async def test_the_store_is_there_until_all_that_was_in_hand_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events: list[str] = []
    close = MongoPermohonanStore.close

    async def at_once(*_: object) -> None: ...

    async def drained(*_: object) -> None:
        await asyncio.sleep(0)
        events.append("tangan kosong")

    async def closed(store: MongoPermohonanStore) -> None:
        events.append("penyimpanan ditutup")
        await close(store)

    for kind, name, stand_in in (
        (Office, "wait", at_once),
        (Account, "wait", at_once),
        (RabbitBroker, "start", at_once),
        (RabbitBroker, "stop", drained),
        (MongoPermohonanStore, "close", closed),
    ):
        monkeypatch.setattr(kind, name, stand_in)
    worker = compose("kabid", discover_desks(), SETTINGS)
    running = asyncio.create_task(worker.run())
    async with asyncio.timeout(10):
        await worker.ready.wait()
        worker.stop()
        assert await running == 0
    assert events[0] == "tangan kosong"
    assert events.count("penyimpanan ditutup") == 1
    assert events[-1] == "penyimpanan ditutup"
