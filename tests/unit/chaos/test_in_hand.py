"""An officer who never finishes is told with the place where they wait."""

import asyncio

from chaos.officers import waiting


async def _ask() -> None:
    await asyncio.Event().wait()


async def _insist() -> None:
    await _ask()


async def test_the_functions_in_which_a_task_waits_are_named_outermost_first() -> None:
    task = asyncio.create_task(_insist())
    await asyncio.sleep(0)
    names = [name.partition(":")[0] for name in waiting(task)]
    assert names[:2] == ["_insist", "_ask"]
    task.cancel()


async def test_a_task_that_is_over_waits_nowhere() -> None:
    task = asyncio.create_task(asyncio.sleep(0))
    await task
    assert waiting(task) == []
