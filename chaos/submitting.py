"""Applications keep pace with the failures, and never too many are under way at a time."""

import asyncio
import time
from collections.abc import Iterable

from chaos.plan import Progress
from chaos.scene import Scene
from chaos.store_look import StoreLook

STUCK_SECONDS = 120.0
"""An office that has been left alone for so long should have finished something."""


class Submitting:
    def __init__(self, scene: Scene, progress: Progress, look: StoreLook) -> None:
        self._scene, self._progress, self._look = scene, progress, look
        self._options = scene.stage.options

    async def all(self) -> int:
        """How many were submitted: when each is known to the office, or when it takes no more."""
        waiting: set[asyncio.Task[None]] = set()
        for number in range(1, self._options.applications + 1):
            moved = time.monotonic()
            while not self._may_submit(number, len(waiting)):
                await asyncio.sleep(0.1)
                self._scene.office.check()
                waiting = {task for task in waiting if not _finished(task)}
                if self._progress.part < 1.0:
                    moved = time.monotonic()
                elif time.monotonic() - moved > STUCK_SECONDS:
                    self._stuck(waiting)
                    return number - 1
            waiting.add(asyncio.create_task(self._scene.office.portal.submit(number)))
        await asyncio.gather(*waiting)
        return self._options.applications

    def _stuck(self, waiting: Iterable[asyncio.Task[None]]) -> None:
        """Nothing comes to an end any more: the checker will say why."""
        self._scene.stage.figures.note(
            "kantor tidak menerima lagi: terlalu banyak yang tidak berakhir"
        )
        for task in waiting:
            task.cancel()

    def _may_submit(self, number: int, waiting: int) -> bool:
        due = self._options.applications * self._progress.part
        under_way = (self._look.running or 0) + waiting
        return number <= due and under_way < self._options.at_once


def _finished(task: asyncio.Task[None]) -> bool:
    if task.done():
        task.result()
    return task.done()
