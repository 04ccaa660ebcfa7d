"""What pages told their officers about decisions, and whether the store agrees."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chaos.checker.notes import Violation
from shared.permohonan import Permohonan

APPLIED_ONCE = "yang disebut diterapkan ada di penyimpanan, satu kali"
NOT_REFUSED = "yang disebut ditolak tidak ada di penyimpanan"
ENDED = "setiap permohonan sampai pada akhirnya"


@dataclass
class Claims:
    """By the key of a decision, which its page shows before it is sent (`rupa`)."""

    applied: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Sent at least once without an answer that says what became of it."""
    counted: Counter[str] = field(default_factory=Counter)

    def is_applied(self, key: str, where: str) -> None:
        self.applied[key] = where

    def is_refused(self, key: str, where: str, *, sent: bool) -> None:
        """`sent` False: the page did not send it, and says nothing of an earlier attempt."""
        if sent or key not in self.unknown:
            self.refused.setdefault(key, where)

    def judge(self, cases: Iterable[Permohonan]) -> Iterator[Violation]:
        kept: Counter[str] = Counter()
        for case in cases:
            kept.update(entry.kiriman_id for entry in case.riwayat)
            if case.langkah is not None:
                what = f"terbuka di langkah {case.langkah.no}"
                yield Violation(ENDED, case.nomor, what)
        for key, where in self.applied.items():
            if kept[key] != 1:
                yield Violation(APPLIED_ONCE, where, f"{kept[key]} kali")
        for key, where in self.refused.items():
            if kept[key]:
                yield Violation(NOT_REFUSED, where, f"{kept[key]} kali")
        for key in self.applied.keys() & self.refused.keys():
            yield Violation(NOT_REFUSED, self.applied[key], "disebut diterapkan dan ditolak")
