"""What is taken out, by name."""

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from faststream.rabbit import Channel, RabbitMessage

import shared.alur.decision
import shared.rabbit.consume as consumer
import shared.rabbit.publish as publisher
import shared.store.mongo_permohonan
import shared.store.mongo_watch
from shared.contracts import Putusan
from shared.permohonan import Permohonan


def _replace(module: ModuleType, name: str, value: object) -> None:
    """Fails when the product has no such part any more: a rule must not stay in by accident."""
    if not hasattr(module, name):
        raise AttributeError(f"{module.__name__} has no {name}")
    setattr(module, name, value)


class _SettledBefore(consumer.RabbitDelivery):
    async def ack(self) -> None:
        return

    async def requeue(self) -> None:
        return


def ack() -> None:
    """A message is acknowledged as it comes, before anything is written or published."""

    async def acked_first(message: RabbitMessage) -> RabbitMessage:
        await message.ack()
        return message

    _replace(consumer, "_as_it_came", acked_first)
    _replace(consumer, "RabbitDelivery", _SettledBefore)


def cas() -> None:
    """Whoever comes second writes too: nothing is compared but the application's id."""

    def anyone(lama: Permohonan) -> dict[str, Any]:
        return {"_id": str(lama.id)}

    _replace(shared.store.mongo_permohonan, "as_read", anyone)
    _replace(shared.store.mongo_watch, "as_read", anyone)


def confirm() -> None:
    """Published and forgotten: neither confirmed, nor told where there is no queue."""

    def deaf() -> Channel:
        return Channel(publisher_confirms=False)

    _replace(publisher, "own_channel", deaf)


def ulangan() -> None:
    """A repeated decision is not known for what it is."""

    def nothing(permohonan: Permohonan, putusan: Putusan) -> None:
        return

    _replace(shared.alur.decision, "_kenali", nothing)


RULES: Mapping[str, Callable[[], None]] = {
    "ack": ack,
    "cas": cas,
    "confirm": confirm,
    "ulangan": ulangan,
}
