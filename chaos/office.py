"""Everybody who is no worker: the portal, the officers of every role, and two who only read."""

import asyncio
import json
from collections.abc import Iterable
from contextlib import suppress

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.abc import AbstractIncomingMessage as Incoming

from chaos.checker.notes import Announcement
from chaos.link import AGAIN_SECONDS, CONFIRM_SECONDS, GONE, close, connect, consume, settle, within
from chaos.officers import Desk
from chaos.portal import Portal
from chaos.stage import Stage
from chaos.web import WebDesk, WebHouse
from shared import topology
from shared.contracts import Peristiwa

FACTS = "chaos.peristiwa"
"""The campaign's own queue of facts: durable, so that they outlive a broker that is killed."""


READ_SECONDS = 120.0


class Office:
    """`house`: where the officers decide on pages; None: all of them have tools of their own."""

    def __init__(self, stage: Stage, roles: tuple[str, ...], house: WebHouse | None = None) -> None:
        self._stage = stage
        self.portal = Portal(stage)
        pages = set() if house is None else {one.peran for one in house.people}
        self._tools = {r: Desk(r, roles, stage, self.portal) for r in roles if r not in pages}
        self._pages = {r: WebDesk(r, stage, house) for r in roles if house and r in pages}
        self.desks: dict[str, Desk | WebDesk] = {**self._tools, **self._pages}
        self._reading: list[asyncio.Task[None]] = []
        self._batch = 0

    async def open(self) -> None:
        """Returns once every fact to come is kept: what is told before that is heard by nobody."""
        url = self._stage.rabbitmq_url
        await _keep_facts(url)
        jobs = [
            consume(url, topology.antrean_tugas(role), desk.take)
            for role, desk in self._tools.items()
        ]
        jobs.append(consume(url, topology.ANTREAN_PEMBERITAHUAN, self.portal.hear))
        jobs.append(consume(url, FACTS, self._fact, _declare_facts))
        self._reading = [asyncio.create_task(job) for job in jobs]
        for desk in self._pages.values():
            desk.begin()

    def check(self) -> None:
        """Raises what ended a reader: they should never end."""
        for task in self._reading:
            if task.done():
                task.result()

    @property
    def busy(self) -> int:
        return sum(desk.busy for desk in self.desks.values())

    def in_hand(self) -> list[str]:
        """As `Desk.in_hand`, of all."""
        return [one for desk in self.desks.values() for one in desk.in_hand()]

    async def close(self) -> None:
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._reading, return_exceptions=True)
        await self.portal.close()
        for desk in self.desks.values():
            await desk.close()

    async def read_announcements(self) -> int:
        """Takes all that lies in the queue of ops, once and for good; the number of this batch.
        Each is gone from the queue as it is handed out, so that none can come a second time: where
        the connection breaks on the way, one may be lost, and that is noted. Raises `GONE`."""
        notes = self._stage.notes
        self._batch += 1
        try:
            await within(READ_SECONDS, self._take_announcements())
        except GONE:
            notes.broken_reads += 1
            raise
        return self._batch

    async def _take_announcements(self) -> None:
        async with await connect(self._stage.rabbitmq_url) as connection:
            channel = await connection.channel()
            queue = await channel.get_queue(topology.ANTREAN_OPS, ensure=False)
            while (one := await queue.get(no_ack=True, fail=False)) is not None:
                told = Announcement(one.message_id or "", json.loads(one.body), self._batch)
                self._stage.notes.announcements.append(told)

    async def _fact(self, incoming: Incoming) -> None:
        fact = Peristiwa.dari_json(incoming.body)
        key = (str(fact.permohonan_id), fact.urutan)
        if self._stage.notes.facts.setdefault(key, fact.digest) != fact.digest:
            self._stage.notes.fact_conflicts.append(f"{fact.nomor}/{fact.urutan}")
        await settle(incoming)


async def _keep_facts(url: str) -> None:
    """However often the broker is away."""

    async def declared(connection: AbstractConnection) -> None:
        await _declare_facts(await connection.channel())

    while True:
        with suppress(*GONE):
            connection = await connect(url)
            try:
                await within(CONFIRM_SECONDS, declared(connection))
                return
            finally:
                await close(connection)
        await asyncio.sleep(AGAIN_SECONDS)


async def _declare_facts(channel: AbstractChannel) -> None:
    queue = await channel.declare_queue(FACTS, durable=True, arguments={"x-queue-type": "quorum"})
    await queue.bind(topology.EXCHANGE_PERISTIWA, routing_key="#")


async def shuffle_queue(url: str, name: str, most: int, order: Iterable[int]) -> int:
    """Takes up to `most` messages and puts them back in another order; how many."""
    return await within(2 * CONFIRM_SECONDS, _shuffle(url, name, most, order))


async def _shuffle(url: str, name: str, most: int, order: Iterable[int]) -> int:
    async with await connect(url) as connection:
        channel = await connection.channel(on_return_raises=True)
        exchange = await channel.get_exchange(topology.EXCHANGE_IZIN, ensure=False)
        queue = await channel.get_queue(name, ensure=False)
        taken: list[Incoming] = []
        while len(taken) < most and (one := await queue.get(fail=False)) is not None:
            taken.append(one)
        for place in order:
            if place < len(taken):
                await exchange.publish(_as_it_is(taken[place]), name, mandatory=True)
        for one in taken:
            await one.ack()
        return len(taken)


def _as_it_is(one: Incoming) -> aio_pika.Message:
    return aio_pika.Message(
        one.body,
        content_type=one.content_type,
        content_encoding=one.content_encoding,
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        type=one.type,
        message_id=one.message_id,
        correlation_id=one.correlation_id,
        reply_to=one.reply_to,
        timestamp=one.timestamp,
        app_id=one.app_id,
    )
