"""Which calendar was in force when. A limit is reckoned by the calendar of the day: what was
announced under the old one stands, what is still open moves with the new one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from shared.kalender.model import Kalender

AWAL = datetime(1970, 1, 1, tzinfo=UTC)
SELAMANYA = datetime.max.replace(tzinfo=UTC)


class Masa(NamedTuple):
    """From `dari` on this calendar was in force, until the next one's `dari`."""

    dari: datetime
    kalender: Kalender


class Rentang(NamedTuple):
    """`kalender` was in force from `dari` until before `sampai`."""

    dari: datetime
    sampai: datetime
    kalender: Kalender


@dataclass(frozen=True)
class KalenderBerlaku:
    """The calendars of an office in the order in which they came into force. The first one also
    holds for everything before it. Raises `ValueError` when empty or out of order."""

    masa: tuple[Masa, ...]

    def __post_init__(self) -> None:
        mulai = [satu.dari for satu in self.masa]
        if not mulai or mulai != sorted(set(mulai)):
            raise ValueError("masa berlaku kalender kosong atau tidak berurutan")

    @classmethod
    def selalu(cls, kalender: Kalender) -> "KalenderBerlaku":
        """One calendar that has never changed."""
        return cls((Masa(AWAL, kalender),))

    @property
    def terkini(self) -> Kalender:
        return self.masa[-1].kalender

    def pada(self, saat: datetime) -> Kalender:
        """The calendar in force at an instant."""
        terakhir = (satu.kalender for satu in reversed(self.masa) if satu.dari <= saat)
        return next(terakhir, self.masa[0].kalender)

    def rentang(self) -> Iterator[Rentang]:
        """Without gaps from the beginning of time to its end."""
        akhir = (*(satu.dari for satu in self.masa[1:]), SELAMANYA)
        for ke, (satu, sampai) in enumerate(zip(self.masa, akhir, strict=True)):
            yield Rentang(satu.dari if ke else AWAL, sampai, satu.kalender)
