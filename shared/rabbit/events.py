"""Every fact of the exchange of facts, as it happens, for a watcher.

The queue is the watcher's own and goes away with it: facts without a watcher are not kept, and
work never waits for a watcher.
"""

import asyncio
from collections.abc import Awaitable, Callable

from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import AMQPError
from pydantic import ValidationError

from shared import topology
from shared.contracts import Peristiwa
from shared.every import Every
from shared.log import get_logger
from shared.rabbit.connection import connect
from shared.rabbit.properties import read_leniently

log = get_logger()

RECONNECT_SECONDS = 1.0
CONNECT_SECONDS = 10.0

Watcher = Callable[[Peristiwa], Awaitable[None]]


class EventFeed(Every):
    """Takes a lost connection up again, for as long as it runs. A fact may come twice."""

    def __init__(self, rabbitmq_url: str, watcher: Watcher) -> None:
        outages = (AMQPError, OSError, TimeoutError)
        super().__init__(self._connected, RECONNECT_SECONDS, outages=outages, waits="feed_waits")
        self._rabbitmq_url = rabbitmq_url
        self._watcher = watcher
        self.connected = asyncio.Event()

    async def _connected(self) -> None:
        try:
            await self._follow()
        finally:
            self.connected.clear()

    async def _follow(self) -> None:
        """Until the connection is lost."""
        lost = asyncio.Event()
        read_leniently()
        connection = await connect(self._rabbitmq_url, timeout=CONNECT_SECONDS)
        async with connection:
            connection.close_callbacks.add(lambda *_: lost.set())
            channel = await connection.channel(publisher_confirms=False)
            channel.close_callbacks.add(lambda *_: lost.set())
            exchange = await channel.get_exchange(topology.EXCHANGE_PERISTIWA, ensure=False)
            queue = await channel.declare_queue(exclusive=True, auto_delete=True)
            await queue.bind(exchange, routing_key="#")
            await queue.consume(self._take, no_ack=True)
            self.connected.set()
            await lost.wait()

    async def _take(self, message: AbstractIncomingMessage) -> None:
        try:
            peristiwa = Peristiwa.dari_json(message.body)
        except ValidationError:
            log.warning("unreadable_event", kunci=message.routing_key)
        else:
            await self._watcher(peristiwa)
