"""A process that consumes: run until it is told to stop, or until its start fails."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from shared.errors import BrokerTidakTerjangkau
from shared.log import get_logger
from shared.rabbit.framework import FastStream, RabbitBroker
from shared.rabbit.publish import faststream_errors

log = get_logger()

Hook = Callable[[], Awaitable[None]]


class _App(FastStream):
    """FastStream's signal handlers end it by `exit` too."""

    asked_to_stop = False

    def exit(self) -> None:
        self.asked_to_stop = True
        super().exit()


class Service:
    """Made by `service`."""

    def __init__(self, app: _App) -> None:
        self._app = app

    async def run(self) -> bool:
        """True after `exit`, SIGTERM or SIGINT. False when the broker went away between the wait
        for it and the last consumer: the process should end, be started again, and wait.

        A start that a lost connection has cancelled (aiormq does that) lets FastStream return as if
        all were well: it differs only in that the process was not asked to stop.
        """
        try:
            with faststream_errors():
                await self._app.run()
        except BrokerTidakTerjangkau as hilang:
            log.warning("start_lost", sebab=str(hilang))
            return False
        if not self._app.asked_to_stop:
            log.warning("start_lost", sebab="sambungan terputus")
        return self._app.asked_to_stop

    def exit(self) -> None:
        self._app.exit()


def service(
    brokers: Sequence[RabbitBroker],
    started: Sequence[Hook],
    stopping: Sequence[Hook],
    stopped: Sequence[Hook],
) -> Service:
    """`stopping` comes before the messages in hand are finished, `stopped` after. Hooks are
    coroutines: FastStream would run plain functions in a thread of its own."""

    async def stop_brokers() -> None:
        """All at once. FastStream stops one after the other: the last would go on taking messages
        that the first has released, and each would have the whole time to stop for itself."""
        stopped = await asyncio.gather(*(b.stop() for b in brokers), return_exceptions=True)
        for galat in stopped:
            if galat is not None:
                raise galat

    return Service(
        _App(
            *brokers,
            logger=None,
            after_startup=[*started],
            on_shutdown=[*stopping, stop_brokers],
            after_shutdown=[*stopped],
        )
    )
