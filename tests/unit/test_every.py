"""What is done again and again goes on, whatever one turn meets."""

import asyncio
from collections.abc import Iterable

import pytest
from structlog.testing import capture_logs

from shared.every import Every

pytestmark = pytest.mark.usefixtures("skipping_time")


class Away(Exception):
    pass


class Turns:
    """Each turn does what was planned for it; after the last one nothing happens any more."""

    def __init__(self, planned: Iterable[Exception | float | None]) -> None:
        self._planned = list(planned)
        self.taken = 0
        self.over = asyncio.Event()

    async def __call__(self) -> float | None:
        if not self._planned:
            self.over.set()
            await asyncio.Event().wait()
        self.taken += 1
        result = self._planned.pop(0)
        if isinstance(result, Exception):
            raise result
        return result


async def kept(turns: Turns, seconds: float = 10.0, *, pause_first: bool = False) -> float:
    """How long all the turns took."""
    loop = asyncio.get_running_loop()
    every = Every(turns, seconds, outages=(Away,), waits="menunggu_uji", pause_first=pause_first)
    began = loop.time()
    await every.start()
    await turns.over.wait()
    took = loop.time() - began
    await every.stop()
    return took


async def test_a_turn_comes_after_every_pause() -> None:
    assert await kept(Turns([None] * 3)) == pytest.approx(30, abs=1)


async def test_a_turn_may_say_how_long_the_pause_is() -> None:
    assert await kept(Turns([0.0, 5.0, None])) == pytest.approx(15, abs=1)


async def test_the_first_turn_may_wait_too() -> None:
    assert await kept(Turns([None]), pause_first=True) == pytest.approx(20, abs=1)


@pytest.mark.parametrize(
    ("error", "event", "level"),
    [(Away("store"), "menunggu_uji", "info"), (RuntimeError("cacat"), "unforeseen", "error")],
)
async def test_an_error_is_logged_and_the_next_turn_comes_all_the_same(
    error: Exception, event: str, level: str
) -> None:
    turns = Turns([error, None])
    with capture_logs() as logged:
        assert await kept(turns) == pytest.approx(20, abs=1)
    assert turns.taken == 2
    assert [(one["event"], one["log_level"]) for one in logged] == [(event, level)]


async def test_what_is_stopped_takes_no_turn_any_more() -> None:
    turns = Turns([None])
    await kept(turns)
    assert turns.taken == 1


async def test_what_was_never_started_can_be_stopped() -> None:
    await Every(Turns([]), 1.0).stop()
