"""The clocks of all processes, as the store keeps them beside its own.

As in `port`, methods raise `StoreTidakTerjangkau`, trying again is safe, and one suite in
`tests/contract` holds the double to the real thing.
"""

from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

JAM_SISTEM = "sistem"
"""The name of every machine's own clock: the store's is its measure."""

HIDUP = timedelta(seconds=20)
"""A process that has not told its time for so long is taken for gone."""


class Petunjuk(NamedTuple):
    """A clock showed `tampak` when the store's showed `pada`; so many of its seconds (`laju`) pass
    in a real one. `jam`: which clock, `JAM_SISTEM` or the mark of a trial clock's file."""

    jam: str
    tampak: datetime
    laju: float
    pada: datetime

    def kira_kira(self, pada: datetime) -> datetime:
        """What it shows at another instant of the store, if nobody sets it."""
        return self.tampak + (pada - self.pada) * self.laju


class JamProses(NamedTuple):
    """`proses` is unique among all that ever ran, `sebutan` what people call it. `selisih_detik`:
    by how much its clock is ahead of the office's. `sepakat`: whether it goes by it."""

    proses: str
    sebutan: str
    petunjuk: Petunjuk
    selisih_detik: float
    sepakat: bool


class SemuaJam(NamedTuple):
    """`acuan`: a trial office's time, or the mark that the office goes by the store's own clock;
    None before the first process."""

    acuan: Petunjuk | None
    proses: tuple[JamProses, ...]


class ClockStore(Protocol):
    async def prepare(self) -> None:
        """Create the indexes; safe to repeat and to run in several processes at once."""

    async def time(self) -> datetime:
        """The store's own clock, read between question and answer."""

    async def clocks(self) -> SemuaJam: ...

    async def tell(self, jam: JamProses) -> None:
        """This process's clock; the store forgets it after a day."""

    async def forget(self, proses: str) -> None:
        """One that ends while it stands still: nobody need wait for it."""

    async def refer(self, baru: Petunjuk, lama: Petunjuk | None) -> bool:
        """Make `baru` the office's time instead of `lama`; False when somebody was quicker."""
