"""The clock that unit tests wait with: whole hours pass at once, and in their order."""

import asyncio
import time
from collections.abc import Callable


async def test_who_waits_longest_is_last_and_no_real_time_passes(
    skipping_time: Callable[[], float],
) -> None:
    order: list[str] = []

    async def wait(name: str, hours: float) -> None:
        await asyncio.sleep(3600 * hours)
        order.append(name)

    real, seen = time.perf_counter(), skipping_time()
    await asyncio.gather(wait("late", 3), wait("soon", 1), wait("later", 2))
    assert order == ["soon", "later", "late"]
    assert 3 * 3600 <= skipping_time() - seen < 3 * 3600 + 60
    assert time.perf_counter() - real < 60


async def test_a_limit_of_time_passes_too(skipping_time: Callable[[], float]) -> None:
    waiting = asyncio.create_task(asyncio.Event().wait())
    done, _ = await asyncio.wait({waiting}, timeout=1000)
    waiting.cancel()
    assert not done
