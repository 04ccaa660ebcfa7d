"""What an account tries on the broker, and whether it was let."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aio_pika
from aio_pika.abc import AbstractChannel
from aiormq.exceptions import ChannelAccessRefused

Attempt = Callable[[AbstractChannel], Awaitable[object]]


def publish(exchange: str, kunci: str, isi: bytes = b"uji", **properti: object) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        target = (
            await channel.get_exchange(exchange, ensure=False)
            if exchange
            else channel.default_exchange
        )
        return await target.publish(aio_pika.Message(isi, **properti), kunci, mandatory=False)  # type: ignore[arg-type]

    return attempt


def read(antrean: str) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        queue = await channel.get_queue(antrean, ensure=False)
        return await queue.get(fail=False)

    return attempt


def consume(antrean: str) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        queue = await channel.get_queue(antrean, ensure=False)
        return await queue.consume(_ignore)

    return attempt


async def _ignore(message: object) -> None:
    """What a consumer of a test is sent goes back when its channel closes."""


def make_queue(nama: str, **sifat: bool) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        return await channel.declare_queue(nama, **sifat)  # type: ignore[arg-type]

    return attempt


def own_queue() -> Attempt:
    """One that the broker names, as for answers in a queue of the asker's own."""

    async def attempt(channel: AbstractChannel) -> object:
        return await channel.declare_queue(exclusive=True, auto_delete=True)

    return attempt


def bind(antrean: str, exchange: str) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        queue = await channel.get_queue(antrean, ensure=False)
        return await queue.bind(exchange, routing_key="uji.bukan-apa-apa")

    return attempt


def make_exchange(nama: str) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        return await channel.declare_exchange(nama, "topic", durable=True)

    return attempt


def delete_queue(nama: str) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        return await channel.queue_delete(nama, if_unused=True, if_empty=True)

    return attempt


def purge(nama: str) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        return await (await channel.get_queue(nama, ensure=False)).purge()

    return attempt


@asynccontextmanager
async def logged_in(url: str) -> AsyncIterator[Callable[[Attempt], Awaitable[bool]]]:
    """A function that tells whether the broker let an attempt happen."""
    async with await aio_pika.connect(url) as connection:

        async def allowed(attempt: Attempt) -> bool:
            channel = await connection.channel(on_return_raises=True)
            try:
                await attempt(channel)
            except ChannelAccessRefused:
                return False
            await channel.close()
            return True

        yield allowed
