"""One connection for one errand, and the signs of a lost one.

aio_pika's own `connect`, when it fails, leaves an object behind that wants to close itself when it
is collected as garbage, and warns where no loop runs any more.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aio_pika
from aio_pika.abc import AbstractConnection, TimeoutType
from aio_pika.exceptions import AMQPError

from shared.errors import BrokerTidakTerjangkau
from shared.rabbit.errors import HakKurang
from shared.rights_words import sebab_hak


class _Tidy(aio_pika.Connection):
    async def connect(self, timeout: TimeoutType = None) -> None:  # noqa: ASYNC109 - as inherited
        try:
            await super().connect(timeout)
        except BaseException:
            await self.close()
            raise


async def connect(rabbitmq_url: str, **options: Any) -> AbstractConnection:
    """As aio_pika's, with its options; it also cleans up when it raises."""
    connection: AbstractConnection = await aio_pika.connect(
        rabbitmq_url, connection_class=_Tidy, **options
    )
    return connection


@contextmanager
def lost_is_not_cancelled() -> Iterator[None]:
    """A cancellation that was not asked of this task means that the broker went away. Raises
    `BrokerTidakTerjangkau`."""
    try:
        yield
    except asyncio.CancelledError as galat:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise BrokerTidakTerjangkau("sambungan terputus") from galat


@contextmanager
def rights_named(*, melihat: bool = False) -> Iterator[None]:
    """Raises `HakKurang` for what the broker refuses to this account. `melihat`: it only asks
    whether something is there."""
    try:
        yield
    except AMQPError as galat:
        sebab = sebab_hak(galat, melihat=melihat)
        if sebab is None:
            raise
        raise HakKurang(sebab) from galat


@contextmanager
def broker_errors() -> Iterator[None]:
    """Everything by which aio-pika says that the broker did not take it, as one error."""
    try:
        with lost_is_not_cancelled(), rights_named():
            yield
    except (AMQPError, OSError, TimeoutError) as galat:
        raise BrokerTidakTerjangkau(f"{type(galat).__name__}: {galat}") from galat
    except RuntimeError as galat:
        # aiormq says so when a channel is used while its connection is being replaced.
        raise BrokerTidakTerjangkau(str(galat)) from galat


DETAK_DETIK = 10


def with_heartbeat(rabbitmq_url: str) -> str:
    """A hung broker is noticed after about three heartbeats; aio-pika's default is a minute."""
    if "heartbeat=" in rabbitmq_url:
        return rabbitmq_url
    return f"{rabbitmq_url}{'&' if '?' in rabbitmq_url else '?'}heartbeat={DETAK_DETIK}"
