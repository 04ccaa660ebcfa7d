"""Whether a queue is empty, from the queue itself."""

import asyncio

from shared.worker.cancellation import broker_errors
from shared.worker.rabbit_asking import ask
from shared.worker.rabbit_connect import connect

PATIENCE_SECONDS = 10.0


async def is_empty(rabbitmq_url: str, antrean: str) -> bool:
    """True when the queue has nothing to hand out; what others hold unacknowledged is not seen.

    By asking for a message, and putting it back: a passive declare answers 0 also for a quorum
    queue that has no leader yet, as for a moment after the broker came back. Raises
    `BrokerTidakTerjangkau`.
    """
    with broker_errors():
        async with asyncio.timeout(PATIENCE_SECONDS):
            async with await connect(rabbitmq_url) as connection:
                channel = await connection.channel()
                queue = await channel.get_queue(antrean, ensure=False)
                pesan = await ask(queue)
                if pesan is not None:
                    await pesan.reject(requeue=True)
                return pesan is None
