"""Which failures come, in which order: from the seed alone."""

import random
import time
from collections.abc import Iterator
from typing import NamedTuple

from chaos.injections import CLUSTER_KINDS, KINDS
from chaos.options import Options


class Planned(NamedTuple):
    """`lots` decides everything about it; `pause` is waited before it, in seconds."""

    number: int
    kind: str
    pause: float
    lots: random.Random


class Progress:
    """How much of the campaign is behind it, by what its failures usually take: so that there are
    always applications under way while something is broken."""

    AHEAD = 0.03

    def __init__(self, options: Options) -> None:
        costs = [KINDS[one.kind].seconds + one.pause for one in plan(options)]
        self._total = sum(costs) or 1.0
        self._done, self._current = 0.0, 0.0
        self._start = self._began = time.monotonic()

    def begin(self, planned: Planned) -> None:
        self._done += self._current
        self._current = KINDS[planned.kind].seconds + planned.pause
        self._began = time.monotonic()

    def end(self) -> None:
        self._done, self._current = self._total, 0.0

    @property
    def part(self) -> float:
        """A machine that is slow is slow all the time: what it has taken so far tells how long
        the rest will take."""
        slowness = max((self._began - self._start) / self._done, 1.0) if self._done else 1.0
        current = min((time.monotonic() - self._began) / slowness, self._current)
        return min((self._done + current) / self._total + self.AHEAD, 1.0)


def shares(options: Options) -> dict[str, int]:
    """How often each kind comes, of all of them."""
    if options.kinds:
        return dict(options.kinds)
    if options.cluster:
        return CLUSTER_KINDS
    return {name: kind.share for name, kind in KINDS.items() if kind.share}


def plan(options: Options) -> Iterator[Planned]:
    """Each kind in proportion to its share, at least once where there is room for all."""
    kinds, weights = zip(*sorted(shares(options).items()), strict=True)
    dice = random.Random(f"{options.seed}/rencana")  # noqa: S311 - a plan, not a secret
    chosen = list(kinds) if options.failures >= len(kinds) else []
    total = sum(weights)
    for kind, weight in zip(kinds, weights, strict=True):
        even = options.failures * weight // total
        chosen += [kind] * max(even - (kind in chosen), 0)
    chosen += dice.choices(kinds, weights, k=max(options.failures - len(chosen), 0))
    dice.shuffle(chosen)
    for number, kind in enumerate(chosen[: options.failures], start=1):
        lots = random.Random(f"{options.seed}/{number}/{kind}")  # noqa: S311 - as above
        yield Planned(number, kind, dice.uniform(0.2, 1.6), lots)
