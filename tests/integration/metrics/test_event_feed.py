"""Facts as they happen, through everything a broker can do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aio_pika
import pytest
from aio_pika.exceptions import DeliveryError

from shared import topology
from shared.contracts import Peristiwa
from shared.embedded import Servers
from shared.rabbit.connection import with_heartbeat
from shared.rabbit.declare import declare
from shared.rabbit.events import EventFeed
from tests.broker_user import BrokerUser
from tests.unit.ops.metrics.reading import peristiwa

TUNGGU_DETIK = 120


@asynccontextmanager
async def watching(rabbitmq_url: str) -> AsyncIterator[tuple[EventFeed, list[Peristiwa]]]:
    dilihat: list[Peristiwa] = []

    async def lihat(satu: Peristiwa) -> None:
        dilihat.append(satu)

    await declare(rabbitmq_url, topology.topologi(()))  # as whoever carries a feed does
    feed = EventFeed(with_heartbeat(rabbitmq_url), lihat)
    await feed.start()
    try:
        async with asyncio.timeout(TUNGGU_DETIK):
            await feed.connected.wait()
        yield feed, dilihat
    finally:
        await feed.stop()


async def siarkan(rabbitmq_url: str, *isi: bytes) -> None:
    connection = await aio_pika.connect(rabbitmq_url)
    async with connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(topology.EXCHANGE_PERISTIWA, ensure=False)
        for satu in isi:
            kunci = topology.kunci_peristiwa("diteruskan", "izin-contoh")
            await exchange.publish(aio_pika.Message(satu), kunci, mandatory=False)


async def sampai(benar: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(TUNGGU_DETIK):
        while not await benar():
            await asyncio.sleep(0.1)


async def test_every_fact_is_seen_and_what_is_no_fact_disturbs_nobody(rabbitmq_url: str) -> None:
    async with watching(rabbitmq_url) as (_, dilihat):
        semua = [peristiwa(urutan=n) for n in range(5)]
        await siarkan(rabbitmq_url, b"bukan json", *(satu.ke_json() for satu in semua))

        async def lengkap() -> bool:
            return len(dilihat) == len(semua)

        await sampai(lengkap)
        assert sorted(dilihat, key=lambda p: p.urutan) == semua


async def test_two_watchers_do_not_take_facts_from_each_other(rabbitmq_url: str) -> None:
    async with watching(rabbitmq_url) as (_, satu), watching(rabbitmq_url) as (_, dua):
        await siarkan(rabbitmq_url, peristiwa().ke_json())

        async def keduanya() -> bool:
            return len(satu) == len(dua) == 1

        await sampai(keduanya)


async def test_a_watcher_that_was_shut_out_sees_facts_again(
    rabbitmq_url: str, broker_user: BrokerUser
) -> None:
    async with watching(broker_user.url(rabbitmq_url)) as (feed, dilihat):
        await asyncio.to_thread(broker_user.delete)

        async def terputus() -> bool:
            return not feed.connected.is_set()

        await sampai(terputus)
        await asyncio.to_thread(broker_user.create)
        async with asyncio.timeout(TUNGGU_DETIK):
            await feed.connected.wait()
        await siarkan(rabbitmq_url, peristiwa().ke_json())

        async def terlihat() -> bool:
            return bool(dilihat)

        await sampai(terlihat)


@pytest.mark.lama
async def test_a_watcher_sees_facts_again_after_the_broker_was_away(own_servers: Servers) -> None:
    url, rabbit = own_servers.rabbitmq_url, own_servers.rabbit
    assert rabbit is not None
    async with watching(url) as (feed, dilihat):
        await asyncio.to_thread(rabbit.kill)

        async def terputus() -> bool:
            return not feed.connected.is_set()

        await sampai(terputus)
        await asyncio.to_thread(rabbit.start)
        async with asyncio.timeout(TUNGGU_DETIK):
            await feed.connected.wait()
        await siarkan(url, peristiwa().ke_json())

        async def terlihat() -> bool:
            return bool(dilihat)

        await sampai(terlihat)


async def test_nothing_is_left_at_the_broker_by_a_watcher_that_went_away(rabbitmq_url: str) -> None:
    async with watching(rabbitmq_url):
        pass
    async with watching(rabbitmq_url) as (_, dilihat):
        assert dilihat == []
    connection = await aio_pika.connect(rabbitmq_url)
    async with connection:
        channel = await connection.channel(on_return_raises=True)
        exchange = await channel.get_exchange(topology.EXCHANGE_PERISTIWA, ensure=False)
        with pytest.raises(DeliveryError):
            await exchange.publish(aio_pika.Message(b"{}"), "apa.saja", mandatory=True)
