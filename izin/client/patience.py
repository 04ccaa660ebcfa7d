"""A connection that was lost is waited for: it comes back by itself, and its channels with it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import ChannelInvalidStateError

T = TypeVar("T")

RECONNECT_PAUSE_SECONDS = 0.2

_LOST = (ChannelInvalidStateError, ConnectionError)


async def open_channel(connection: AbstractConnection) -> AbstractChannel:
    """One that confirms nothing: to read by. Raises `ConnectionError`."""
    try:
        return await connection.channel(publisher_confirms=False)
    except RuntimeError as error:
        # What aiormq says of a connection that was closed a moment ago.
        raise ConnectionError(str(error)) from error


async def until_back(
    attempt: Callable[[], Awaitable[T]], undo: Callable[[T], Awaitable[object]] | None = None
) -> T:
    """Tries again as long as it is the connection that was lost.

    A cancellation ends it, also that of a limit around it, and also where it was not heard: aiormq
    may answer one with what was waited for (`shared.worker.rabbit_asking`), which `undo` then takes
    back, or with the error of a connection that closes at that moment.

    The broker also ends the connection of whoever asks for a queue in the moment of its making,
    when it has a name and nobody behind it (INTERNAL_ERROR, noproc).
    """
    before = _cancellations()
    while True:
        try:
            result = await attempt()
        except _LOST as error:
            if _cancellations() > before:
                raise asyncio.CancelledError from error
            await asyncio.sleep(RECONNECT_PAUSE_SECONDS)
            continue
        if _cancellations() == before:
            return result
        if undo is not None:
            await undo(result)
        raise asyncio.CancelledError


def _cancellations() -> int:
    """How often this task was asked to end."""
    task = asyncio.current_task()
    return task.cancelling() if task else 0
