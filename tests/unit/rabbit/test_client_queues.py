"""A task in an officer's hand stays the queue's until it is done."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

import pytest
from aio_pika.abc import AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import ChannelInvalidStateError

from shared.rabbit.client_queues import ReceivedTask, _iterating
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


class Broken:
    """A queue whose connection broke with messages in hand: to leave it fails for each of them."""

    def __init__(self, *complaints: Exception) -> None:
        self._complaints = complaints

    def iterator(self) -> "Broken":
        return self

    async def __aenter__(self) -> "Broken":
        return self

    async def __aexit__(self, *_: object) -> None:
        raise ExceptionGroup("Unable to nack all messages", self._complaints)


async def _left(queue: Broken, error: BaseException | None) -> None:
    async with _iterating(cast("AbstractQueue", queue)):
        if error is not None:
            raise error


@pytest.mark.parametrize("error", [DeliveryLost("kabid.tugas"), asyncio.CancelledError()])
async def test_over_a_lost_connection_what_ended_the_reading_is_what_is_told(
    error: BaseException,
) -> None:
    with pytest.raises(type(error)):
        await _left(Broken(ChannelInvalidStateError(), ConnectionError()), error)
    await _left(Broken(ChannelInvalidStateError()), None)


async def test_what_else_goes_wrong_at_the_end_of_reading_is_not_swallowed() -> None:
    with pytest.raises(ExceptionGroup):
        await _left(Broken(ChannelInvalidStateError(), ValueError()), None)
