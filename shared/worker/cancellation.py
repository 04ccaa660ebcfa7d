"""aiormq cancels whatever waits on a connection that is lost, as if somebody had wished it to stop.

Left alone, such a cancellation ends a process, or one of its tasks, without a word.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

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
