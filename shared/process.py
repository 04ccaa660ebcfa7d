"""Every process of ours: it waits for its servers, consumes, keeps queues in place, beats while it
is at work, and ends in order."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from shared.log import get_logger
from shared.pulse import Pulse
from shared.rabbit.account import Account
from shared.rabbit.service import service
from shared.settings import Settings
from shared.started import notify_ready

log = get_logger()

KELUAR_BERES = 0
KELUAR_GANGGUAN = 75
"""EX_TEMPFAIL of sysexits.h: the servers stayed away; the supervisor should start us again."""

Hook = Callable[[], Awaitable[None]]


class Part(Protocol):
    """Runs next to the consumers, for as long as the process consumes."""

    async def start(self) -> None:
        """Once all consume."""

    async def stop(self) -> None:
        """Called before the messages in hand are finished."""


class Process:
    """`accounts`: its connections to the broker. `consuming`: whether all of it is at work; a
    heartbeat file speaks for the whole process. `close`: after the last message; handlers in hand
    still need the store while the brokers drain. `announce`: once everything runs.
    """

    def __init__(
        self,
        accounts: Sequence[Account],
        parts: Sequence[Part],
        settings: Settings,
        *,
        consuming: Callable[[], Awaitable[bool]],
        close: Hook,
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        self._exit_code = KELUAR_BERES
        self._failure: BaseException | None = None
        self.ready = asyncio.Event()
        self._announce = announce
        keepers = [account.keeper for account in accounts]
        beside: list[Part] = [Pulse(settings.berkas_detak, consuming), *keepers, *parts]
        self._service = service(
            [account.broker for account in accounts],
            started=[*(part.start for part in beside), self._ready],
            stopping=[part.stop for part in beside],
            stopped=[close],
        )

    async def run(self, wait: Hook, subscribe: Callable[[], None]) -> int:
        """Until SIGTERM, SIGINT or `stop`; returns the process's exit code. `wait` returns when the
        servers are there and set up, and then `subscribe` adds the consumers. Raises the errors of
        `wait`, and the failure that ended it."""
        await wait()
        subscribe()
        if not await self._service.run():
            self._exit_code = KELUAR_GANGGUAN
        if self._failure is not None:
            raise self._failure
        log.info("berhenti", kode=self._exit_code)
        return self._exit_code

    def stop(self) -> None:
        """Finish the messages in hand, take no more, and let `run` return."""
        self._service.exit()

    def outage(self) -> None:
        """A server stayed away for too long: end, and be started again."""
        self._exit_code = KELUAR_GANGGUAN
        self.stop()

    def fail(self, galat: BaseException) -> None:
        """Waiting cannot cure it: end, and raise it from `run`."""
        self._failure = galat
        self.stop()

    async def _ready(self) -> None:
        self.ready.set()
        self._announce()
        notify_ready()
