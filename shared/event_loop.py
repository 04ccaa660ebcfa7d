"""The event loop of a process that serves messages all day."""

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvloop

T = TypeVar("T")

YOUNG_OBJECTS = 20_000
"""Messages come and go by the thousand small objects, nearly all of which their last reference
frees: looking for cycles after every 700 of them, as Python does, finds nothing."""


def run_on_fast_loop(work: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`. Figures: decision 49."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)
