"""What everybody in the campaign shares: the clock, the files, the notes, and the dice."""

import random
import time
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

import aio_pika

from chaos.checker.notes import Notes, Sent
from chaos.figures import Figures
from chaos.options import Options
from chaos.papers import Papers
from shared.clock import Clock
from shared.contracts import Jawaban
from shared.sop.loader import KatalogSop

REMEMBERED = 400


class Copy(NamedTuple):
    """A message as it was sent, to be sent again as it is."""

    key: str
    message: aio_pika.Message


@dataclass
class Stage:
    options: Options
    notes: Notes
    figures: Figures
    clock: Clock
    papers: Papers
    katalog: KatalogSop
    rabbitmq_url: str
    copies: deque[Copy] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def lots(self, *what: object) -> random.Random:
        """Dice of this very thing: one seed decides it, in whatever order things come."""
        name = "/".join(str(one) for one in (self.options.seed, *what))
        return random.Random(name)  # noqa: S311 - a repeatable campaign, not a secret

    def heard(self, sent: Sent, confirmed: bool, jawaban: Jawaban | None) -> None:
        if confirmed:
            sent.confirmed_at = time.monotonic()
        if jawaban is None:
            return
        sent.answers[jawaban.kode] += 1
        if not jawaban.diterapkan:
            self.figures.refusals[jawaban.kode] += 1


def chance(lots: random.Random, of_hundred: int) -> bool:
    return lots.random() * 100 < of_hundred
