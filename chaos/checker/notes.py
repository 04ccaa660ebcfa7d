"""What the campaign itself did and was told: the promises that the office has to keep."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

APPLIED = frozenset({"diterapkan", "sudah_diterapkan"})
LOSS_SECONDS = 60.0
"""What was confirmed so shortly before a queue, or the broker's disk, was lost may be lost too."""


@dataclass
class Sent:
    """One submission or decision under its own key, however often it was sent. `honest` is False
    where it was made to be refused; `confirmed_at` is monotonic."""

    key: str
    honest: bool = True
    times: int = 0
    confirmed_at: float | None = None
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def applied(self) -> bool:
        return not APPLIED.isdisjoint(self.answers)

    @property
    def answered(self) -> bool:
        return bool(self.answers)


@dataclass
class Submission(Sent):
    """`nomor` is None for a new application, and known for a correction."""

    nomor: str | None = None
    putaran: int = 1
    noticed: bool = False


@dataclass
class Decision(Sent):
    permohonan_id: str = ""
    nomor: str = ""
    """Of the application, where it was decided on a page, which shows no other name of it."""
    langkah: int = 0
    putaran: int = 0
    putusan: str = ""
    petugas: str = ""
    rivals: bool = False
    """Two officers decided the same step: one of them is refused."""


class Notice(NamedTuple):
    nomor: str | None
    jenis: str
    putaran: int | None
    pengajuan_id: str | None


class Announcement(NamedTuple):
    """`batch` counts the times at which the queue was read; the broker lost its disk after some
    of them."""

    message_id: str
    body: dict[str, Any]
    batch: int


@dataclass
class Notes:
    """`withdrawals`: keys of the applicants' withdrawals. `bad`: kode by message id, of what was
    sent to end in karantina; `reused`: keys of submissions that were used again for something else.
    `losses`: monotonic instants at which a queue or the broker's disk was taken away; `disks`: the
    batch of announcements that was read just before a disk was. `broken_reads`: times at which a
    connection broke while announcements were read, each of which may have lost one."""

    submissions: dict[str, Submission] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    withdrawals: set[str] = field(default_factory=set)
    notices: set[Notice] = field(default_factory=set)
    facts: dict[tuple[str, int], str] = field(default_factory=dict)
    fact_conflicts: list[str] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    broken_reads: int = 0
    bad: dict[str, str] = field(default_factory=dict)
    reused: set[str] = field(default_factory=set)
    losses: list[float] = field(default_factory=list)
    disks: list[int] = field(default_factory=list)

    def may_be_lost(self, sent: Sent) -> bool:
        at = sent.confirmed_at
        return at is None or any(at <= loss <= at + LOSS_SECONDS for loss in self.losses)


class Violation(NamedTuple):
    rule: str
    subject: str
    what: str
