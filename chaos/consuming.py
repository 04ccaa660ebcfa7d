"""Reading a queue for ever, over one connection after another."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aio_pika.abc import AbstractChannel
from aio_pika.abc import AbstractIncomingMessage as Incoming

from chaos.link import AGAIN_SECONDS, CONFIRM_SECONDS, GONE, close, connect, holds, within

LOOK_SECONDS = 0.5

Take = Callable[[Incoming], Awaitable[None]]
Prepare = Callable[[AbstractChannel], Awaitable[None]]


async def consume(url: str, queue: str, take: Take, prepare: Prepare | None = None) -> None:
    """For ever, over one connection after another. `take` is called for each message and has to
    return quickly; what it did not acknowledge comes again after a loss."""
    while True:
        with suppress(*GONE):
            await _consume_once(url, queue, take, prepare)
        await asyncio.sleep(AGAIN_SECONDS)


async def _consume_once(url: str, queue: str, take: Take, prepare: Prepare | None) -> None:
    async def begin() -> tuple[AbstractChannel, str]:
        channel = await connection.channel(publisher_confirms=False)
        await channel.set_qos(prefetch_count=2000)
        if prepare is not None:
            await prepare(channel)
        source = await channel.get_queue(queue, ensure=True)
        return channel, await source.consume(take)

    connection = await connect(url)
    try:
        channel, tag = await within(CONFIRM_SECONDS, begin())
        while await holds(connection, channel, tag):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(LOOK_SECONDS)
    finally:
        await close(connection)


async def settle(incoming: Incoming) -> None:
    """Acknowledge; where the connection is gone it comes again, and is known then."""
    with suppress(*GONE):
        await within(CONFIRM_SECONDS, incoming.ack())
