"""aiormq cancels whatever waits on a connection that is lost, as if somebody had wished it to stop.

Left alone, such a cancellation ends a process, or one of its tasks, without a word.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from aio_pika.exceptions import AMQPError

from shared.errors import BrokerTidakTerjangkau


@contextmanager
def lost_is_not_cancelled() -> Iterator[None]:
    """A cancellation that nobody asked this task for is a broker that went away. Raises
    `BrokerTidakTerjangkau`."""
    try:
        yield
    except asyncio.CancelledError as galat:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise BrokerTidakTerjangkau("sambungan terputus") from galat


@contextmanager
def broker_errors() -> Iterator[None]:
    """Everything by which aio-pika says that the broker did not take it, as one error."""
    try:
        with lost_is_not_cancelled():
            yield
    except (AMQPError, OSError, TimeoutError) as galat:
        raise BrokerTidakTerjangkau(f"{type(galat).__name__}: {galat}") from galat
    except RuntimeError as galat:
        # aiormq says so when a channel is used while its connection is being replaced.
        raise BrokerTidakTerjangkau(str(galat)) from galat
