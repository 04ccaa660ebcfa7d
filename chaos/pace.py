"""The office's time runs faster than life, and nights pass in a blink: limits really run out."""

import asyncio
from datetime import datetime, time, timedelta
from pathlib import Path

from chaos.figures import Figures
from izin.demo.jam import hari_pertama
from shared.clock import TrialClock
from shared.kalender.model import Kalender

RATE = 8.0
"""A limit of five minutes runs out within 40 s."""
LOOK_SECONDS = 1.0
EVENING = time(15, 40)
A_DAY = timedelta(days=1)


class Pace:
    def __init__(self, file: Path, kalender: Kalender, figures: Figures) -> None:
        self._kalender, self._figures = kalender, figures
        today = datetime.now(kalender.zona).date()
        TrialClock.write(file, hari_pertama(kalender, today), RATE)
        self.clock = TrialClock(file)

    async def keep(self) -> None:
        """For ever: each evening is followed by the next working morning."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._local().time() >= EVENING:
                self.night()

    def night(self) -> None:
        """Everything that lies on a desk gets older at one stroke."""
        tomorrow = self._local().date() + A_DAY
        self.clock.advance(hari_pertama(self._kalender, tomorrow), RATE)
        self._figures.nights += 1
        self._figures.note("malam: jam maju ke pagi hari kerja berikutnya")

    def _local(self) -> datetime:
        return self.clock().astimezone(self._kalender.zona)
