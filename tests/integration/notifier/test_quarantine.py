"""From a message in karantina to the people who are told of it, over the real servers."""

from pathlib import Path

from ops.watchdog.karantina import KarantinaWatch
from shared import topology
from shared.clock import system_clock
from shared.rabbit.browse import ready_messages
from shared.rabbit.client import open_connection
from shared.rabbit.declare import declare
from shared.rabbit.send import open_sender
from shared.settings import Settings
from shared.store.mongo_ops import MongoOpsStore
from shared.store.motor_client import connect
from tests.integration.notifier.receivers import HttpReceiver
from tests.integration.notifier.stage import notifier_here, until, webhook, with_channels
from tests.recovery import put


async def test_what_lies_in_karantina_is_seen_without_being_touched_and_told_once(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    assert settings.rabbitmq_url and settings.mongodb_url
    url = settings.rabbitmq_url.get_secret_value()
    await declare(url, topology.topologi(()))
    client = connect(settings.mongodb_url.get_secret_value())
    ops = MongoOpsStore(client, settings.basis_data)

    async def count() -> int:
        return await ready_messages(url, topology.ANTREAN_KARANTINA)

    watch = KarantinaWatch(ops, count, system_clock)
    await watch.look()
    kosong = await ops.karantina()
    assert kosong is not None
    assert kosong.pesan == 0
    async with open_connection(url) as wire:
        await put(await open_sender(wire), topology.ANTREAN_KARANTINA, "m-1")
    await watch.look()
    channel = webhook("satu", f"{http.url}/masuk", "karantina = true")
    for _ in range(2):
        async with notifier_here(with_channels(settings, tmp_path, channel)):
            await until(lambda: bool(http.requests))
    [request] = http.requests
    assert (request.json["tipe"], request.json["jumlah"]) == ("KabarKarantina", 1)
    assert await count() == 1
    client.close()
