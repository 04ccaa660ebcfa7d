"""How many messages a queue has to hand out."""

import asyncio

from shared.worker.cancellation import broker_errors
from shared.worker.rabbit_connect import connect

PATIENCE_SECONDS = 10.0


async def ready_messages(rabbitmq_url: str, antrean: str) -> int:
    """Without what others hold unacknowledged, and 0 also for a quorum queue that has no leader
    yet, or that somebody is looking through just now. Takes nothing from the queue, and needs no
    right but to read it. Raises `BrokerTidakTerjangkau`."""
    with broker_errors():
        async with asyncio.timeout(PATIENCE_SECONDS):
            async with await connect(rabbitmq_url) as connection:
                channel = await connection.channel()
                queue = await channel.get_queue(antrean)
                return queue.declaration_result.message_count or 0
