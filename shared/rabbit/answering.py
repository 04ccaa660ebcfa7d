"""Queues that are there and do not answer.

RabbitMQ writes a new quorum queue down for good a few seconds after it is made. A node that is
killed before comes back with a queue that has a name and no leader, for ever (3.10.8, 4.0.5: seen
for the last one made); 4.3.6 brings the queue back, without the message that it had confirmed.
"""

from collections.abc import Iterable, Sequence

from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import AMQPError

from shared.errors import BrokerTidakTerjangkau
from shared.rabbit.browse import ask
from shared.rabbit.connection import broker_errors, connect, lost_is_not_cancelled, rights_named
from shared.rabbit.errors import HakKurang

SETTLE_SECONDS = 4.0
"""After something was made and before anything is entrusted to it: the broker's own delay is 3."""

ANSWER_SECONDS = 5.0

CURE = (
    "hapus (rabbitmqctl delete_queue NAMA), buat lagi (izin akses topologi), lalu terbitkan ulang"
    " pesannya: izin pulihkan"
)


class AntreanDiam(BrokerTidakTerjangkau):
    """They have no leader. After a start of the broker that may be so for a moment."""

    def __init__(self, nama: Iterable[str]) -> None:
        self.nama = tuple(nama)
        super().__init__(f"tidak menjawab: {', '.join(self.nama)}. Bila tetap begitu: {CURE}")


async def silent(rabbitmq_url: str, antrean: Iterable[str]) -> list[str]:
    """Those that do not answer. Nothing is taken away. Raises `BrokerTidakTerjangkau`."""
    names = list(antrean)
    if await _answer(rabbitmq_url, names):
        return []
    return [nama for nama in names if not await _answer(rabbitmq_url, [nama])]


async def _answer(rabbitmq_url: str, antrean: Sequence[str]) -> bool:
    """Whether all do; by one connection, which 3.10 closes together with a question in vain."""
    with broker_errors():
        connection = await connect(rabbitmq_url)
    async with connection:
        try:
            with lost_is_not_cancelled(), rights_named(melihat=True):
                for nama in antrean:
                    await _ask(connection, nama)
        except HakKurang:
            raise
        except (AMQPError, BrokerTidakTerjangkau, ConnectionError, TimeoutError):
            return False
    return True


async def _ask(connection: AbstractConnection, nama: str) -> None:
    """A queue that can be counted has a leader; an empty one is asked, for 0 is said without."""
    channel = await connection.channel(publisher_confirms=False)
    queue = await channel.get_queue(nama)
    if not queue.declaration_result.message_count:
        message = await ask(queue, ANSWER_SECONDS)
        if message is not None:
            await message.reject(requeue=True)
    await channel.close()
