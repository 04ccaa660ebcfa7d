"""A look into a queue of the real broker takes nothing away, and one look changes no order."""

from collections import Counter

import pytest

from shared import topology
from shared.kantor.pulihkan import look
from shared.rabbit import browse as looking
from shared.rabbit.browse import browsing
from shared.rabbit.client import Connection, open_connection
from shared.rabbit.declare import declare
from shared.rabbit.errors import QueueMissing
from shared.rabbit.send import open_sender
from tests.recovery import put

BERKAS = topology.Antrean("kabid.berkas", (topology.EXCHANGE_IZIN, "kabid.berkas"))


async def seen(wire: Connection) -> list[str | None]:
    async with browsing(wire, BERKAS.nama) as messages:
        return [message.message_id async for message in messages]


@pytest.mark.parametrize("sekaligus", [3, 100])
async def test_a_look_shows_everything_and_leaves_it_there(
    rabbitmq_url: str, monkeypatch: pytest.MonkeyPatch, sekaligus: int
) -> None:
    monkeypatch.setattr(looking, "MOST_IN_A_CHANNEL", sekaligus)
    await declare(rabbitmq_url, topology.topologi(["kabid"]))
    nama = [f"m-{nomor}" for nomor in range(9)]
    async with open_connection(rabbitmq_url) as wire:
        sender = await open_sender(wire)
        for satu in nama:
            await put(sender, BERKAS.nama, satu)
        assert await seen(wire) == nama
        kedua = await seen(wire)
        assert set(kedua) == set(nama)
        assert len(kedua) == len(nama)
        if sekaligus > len(nama):  # one channel keeps the order
            assert kedua == nama


async def test_what_is_acknowledged_during_a_look_is_gone_and_nothing_else(
    rabbitmq_url: str,
) -> None:
    await declare(rabbitmq_url, topology.topologi(["kabid"]))
    async with open_connection(rabbitmq_url) as wire:
        sender = await open_sender(wire)
        for satu in ("m-1", "m-2", "m-3"):
            await put(sender, BERKAS.nama, satu)
        async with browsing(wire, BERKAS.nama) as messages:
            async for message in messages:
                if message.message_id == "m-2":
                    await message.ack()
        assert await seen(wire) == ["m-1", "m-3"]


async def test_looking_never_drives_a_message_into_karantina(rabbitmq_url: str) -> None:
    await declare(rabbitmq_url, topology.topologi(["kabid"]))
    async with open_connection(rabbitmq_url) as wire:
        sender = await open_sender(wire)
        await put(sender, BERKAS.nama, "m-1")
        await put(sender, BERKAS.nama, "m-2")
        for _ in range(topology.BATAS_KIRIM_ULANG + 5):
            assert (await look(wire, sender, [BERKAS])).ids == {"m-1", "m-2"}
        # What several looks gave back may have changed places.
        assert Counter(await seen(wire)) == Counter(["m-1", "m-2"])
        async with browsing(wire, topology.ANTREAN_KARANTINA) as messages:
            assert [message async for message in messages] == []


async def test_a_queue_that_is_not_there_is_said_to_be_missing(rabbitmq_url: str) -> None:
    async with open_connection(rabbitmq_url) as wire:
        with pytest.raises(QueueMissing):
            await seen(wire)
        assert (await look(wire, await open_sender(wire), [BERKAS])).missing == {BERKAS.nama}
