"""Takes bindings away again, and queues that nobody is to fill any more."""

from collections.abc import Iterable

from aio_pika.exceptions import ChannelNotFoundEntity

from shared.worker.rabbit_connect import connect
from shared.worker.rabbit_empty import is_empty


async def unbind(rabbitmq_url: str, antrean: str, exchange: str, kunci: Iterable[str]) -> None:
    """Repeatable; a queue that is not there has no bindings. Raises what aio-pika raises."""
    async with await connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        try:
            queue = await channel.get_queue(antrean)
            for satu in kunci:
                await queue.unbind(exchange, routing_key=satu)
        except ChannelNotFoundEntity:
            return


async def retire(rabbitmq_url: str, antrean: str, exchange: str, kunci: Iterable[str]) -> bool:
    """Nothing comes into the queue any more, and it goes if it is empty. False when it still holds
    messages: they are not ours to throw away. Raises what aio-pika raises, and
    `BrokerTidakTerjangkau`."""
    await unbind(rabbitmq_url, antrean, exchange, kunci)
    async with await connect(rabbitmq_url) as connection:
        try:
            await (await connection.channel()).get_queue(antrean)
        except ChannelNotFoundEntity:
            return True
    if not await is_empty(rabbitmq_url, antrean):
        return False
    async with await connect(rabbitmq_url) as connection:
        # Quorum queues know no "if empty": nothing is bound that could fill it meanwhile.
        await (await connection.channel()).queue_delete(antrean)
    return True
