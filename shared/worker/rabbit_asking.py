"""Ask a queue for one message, so that a cancellation is heard and costs no message."""

import asyncio
from contextlib import suppress

from aio_pika.abc import AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import AMQPError

ANSWER_SECONDS = 5.0

_LOST = (AMQPError, ConnectionError, RuntimeError, TimeoutError)


async def ask(
    queue: AbstractQueue, answer_seconds: float = ANSWER_SECONDS
) -> AbstractIncomingMessage | None:
    """None when nothing waits there. Raises what aio-pika raises.

    aio-pika's own `get`, cancelled in the moment of its answer, goes on as if it had not been
    (aiormq waits with `asyncio.wait_for`, which does that up to Python 3.11): who asks again and
    again would never end. Cancelled before, it leaves the message with a channel that nobody reads.
    Here a cancellation waits for the answer, and a message goes back to its queue.
    """
    asking = asyncio.ensure_future(queue.get(fail=False, timeout=answer_seconds))
    try:
        return await asyncio.shield(asking)
    except asyncio.CancelledError:
        with suppress(*_LOST):  # with its channel the message goes back by itself
            if (message := await asking) is not None:
                await message.nack(requeue=True)
        raise
