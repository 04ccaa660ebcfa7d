"""What the campaign counts while it runs."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Figures:
    """`redelivered` comes from the broker's own statistics, which a killed broker forgets: read
    every few seconds, it is a lower bound."""

    injections: Counter[str] = field(default_factory=Counter)
    restarts: Counter[str] = field(default_factory=Counter)
    gave_up: Counter[str] = field(default_factory=Counter)
    """Processes that ended because their servers were away, and were started again."""
    ended_by_themselves: list[str] = field(default_factory=list)
    sent_twice: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    outage_seconds: Counter[str] = field(default_factory=Counter)
    troubles: Counter[str] = field(default_factory=Counter)
    """Of the campaign's own people."""
    nights: int = 0
    redelivered: int = 0
    began: float = field(default_factory=time.monotonic)
    log: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def note(self, line: str) -> None:
        self.log.append(f"{self.seconds:7.1f}  {line}")

    @contextmanager
    def outage(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        finally:
            self.outage_seconds[what] += round(time.monotonic() - began)
