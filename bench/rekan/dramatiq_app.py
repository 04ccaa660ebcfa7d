"""dramatiq on RabbitMQ with confirms: an actor a role, each with a queue of its own. The same for
its threads and, through its own command, for gevent."""

from collections.abc import Sequence
from typing import Any

import dramatiq
from dramatiq.brokers.rabbitmq import RabbitmqBroker

from bench.rekan.hop import alamat, kerjakan, pola

broker = RabbitmqBroker(url=alamat()[0], confirm_delivery=True)
dramatiq.set_broker(broker)


def hop(permohonan_id: str, ke: int) -> None:
    if (pelaksana := kerjakan(permohonan_id, ke)) is not None:
        ACTORS[pelaksana].send(permohonan_id, ke + 1)


ACTORS: dict[str, Any] = {
    nama: dramatiq.actor(hop, actor_name=f"hop_{nama}", queue_name=nama)
    for nama in pola().pelaksana
}


def kirim(semua: Sequence[str]) -> None:
    for permohonan_id in semua:
        ACTORS[pola().tapak[0].pelaksana].send(permohonan_id, 0)
