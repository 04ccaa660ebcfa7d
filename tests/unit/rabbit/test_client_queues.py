"""A task in an officer's hand stays the queue's until it is done."""

from dataclasses import dataclass, field
from typing import cast

import pytest
from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import ChannelInvalidStateError

from shared.rabbit.client_queues import ReceivedTask
from shared.rabbit.errors import DeliveryLost
from tests.builders import Perjalanan
from tests.unit.kantor.tugas import tugas_of


@dataclass
class Delivery:
    lost: bool = False
    settled: list[str] = field(default_factory=list)

    async def ack(self) -> None:
        self._settle("selesai")

    async def nack(self, *, requeue: bool) -> None:
        self._settle("kembali ke antrean" if requeue else "hilang")

    def _settle(self, how: str) -> None:
        if self.lost:
            raise ChannelInvalidStateError
        self.settled.append(how)

    @property
    def task(self) -> ReceivedTask:
        message = cast("AbstractIncomingMessage", self)
        return ReceivedTask(tugas_of(Perjalanan()), "frontoffice.tugas", message)


async def test_a_task_that_is_put_back_waits_for_the_next_officer() -> None:
    delivery = Delivery()
    await delivery.task.put_back()
    assert delivery.settled == ["kembali ke antrean"]


async def test_a_task_that_is_done_is_off_the_queue() -> None:
    delivery = Delivery()
    await delivery.task.done()
    assert delivery.settled == ["selesai"]


async def test_over_a_lost_connection_a_task_is_back_already_and_cannot_be_done() -> None:
    delivery = Delivery(lost=True)
    await delivery.task.put_back()
    with pytest.raises(DeliveryLost):
        await delivery.task.done()
