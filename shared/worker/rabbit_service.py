"""A process that consumes, for those who are not a pelaksana's worker: run until told to stop."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from faststream import FastStream
from faststream.rabbit import RabbitBroker

Hook = Callable[[], Awaitable[None]]


class Service(Protocol):
    """`run` returns after `exit`, SIGTERM or SIGINT."""

    async def run(self) -> None: ...

    def exit(self) -> None: ...


def service(
    broker: RabbitBroker, started: Sequence[Hook], stopping: Sequence[Hook], stopped: Sequence[Hook]
) -> Service:
    """`stopping` comes before what is in hand is finished, `stopped` after it."""
    return FastStream(
        broker,
        logger=None,
        after_startup=[*started],
        on_shutdown=[*stopping],
        after_shutdown=[*stopped],
    )
