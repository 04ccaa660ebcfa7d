"""Time that passes at once: whoever waits in a test for it waits for no real second."""

import asyncio
import selectors
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest
import pytest_asyncio

Ready = list[tuple[selectors.SelectorKey, int]]


class SkippingSelector(selectors.BaseSelector):
    """Where a loop would wait until something is due, it is due now: the clock jumps there."""

    def __init__(self, real: selectors.BaseSelector) -> None:
        self._real = real
        self.skipped = 0.0

    def select(self, timeout: float | None = None) -> Ready:
        if timeout is None:
            return self._real.select()
        ready = self._real.select(0)
        if not ready:
            self.skipped += max(timeout, 0.0)
        return ready

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._real.unregister(fileobj)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._real.get_map()


@pytest_asyncio.fixture
async def skipping_time(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[[], float]]:
    """The clock of the test's loop and `time.monotonic`, which agree as they do in life. For tests
    that talk to nobody outside: a thread or a socket that is still at work would be overtaken."""
    loop: Any = asyncio.get_running_loop()
    real_clock, real_selector = time.monotonic, loop._selector
    selector = SkippingSelector(real_selector)

    def clock() -> float:
        return real_clock() + selector.skipped

    monkeypatch.setattr(time, "monotonic", clock)
    monkeypatch.setattr(loop, "time", clock)
    monkeypatch.setattr(loop, "_selector", selector)
    yield clock
