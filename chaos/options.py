"""What a campaign is: how much, which failures, how people behave, and from which seed."""

from dataclasses import dataclass, field
from pathlib import Path

DIRECTORY = Path(".izin/chaos")


@dataclass(frozen=True)
class Manners:
    """Of 100 tasks or submissions, how many are dealt with like this."""

    repeated: int = 8
    """The same decision or submission twice at the same moment, over two connections."""
    contradicted: int = 8
    """Two officers decide the same task differently at the same moment."""
    unanswered: int = 6
    """Nobody waits for an answer, and nobody repeats it."""
    stale: int = 4
    """Decided once more, with a new key, when it is settled."""
    astray: int = 2
    """Sent to another role's queue first, or for a step that is not open."""
    slow: int = 3
    """Lies for a while on the officer's desk."""
    sent_back: int = 9
    """Rejected, or sent back, wherever the SOP lets it be."""
    refused_in: int = 2
    """Submissions that must be refused."""


@dataclass(frozen=True)
class Options:
    """`kinds` of failures: their names with how often of 100 (empty: the usual mixture).
    `removed`: the delivery rule that is taken out of the workers."""

    applications: int = 1000
    failures: int = 200
    seed: int = 1
    minutes: float = 40.0
    kinds: dict[str, int] = field(default_factory=dict)
    manners: Manners = Manners()
    removed: str | None = None
    cluster: bool = False
    at_once: int = 60
    """Applications under way at the same time."""
    pairs: tuple[str, ...] = ("frontoffice", "backoffice", "kabid")
    """Roles with two processes, where each role has its own."""
    joined: int = 0
    """So many processes that serve every role at once; 0: each role has processes of its own."""
    watchdogs: int = 2
    settle_seconds: float = 240.0
    """How long the office has to finish once nothing is killed any more."""
    folder: Path = DIRECTORY
    as_json: Path | None = None
