"""What the notifier remembers: what a channel has taken, and which channels there are.

As in `port`, methods raise `StoreTidakTerjangkau` when the store does not answer, trying again is
always safe, and one suite in `tests/contract` holds the double to the real thing.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

SEWA_PERINGATAN = timedelta(minutes=5)
"""A warning that was claimed and not given within this time is given by whoever asks next."""


class KabarStore(Protocol):
    """Deliveries and channels of alerts."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat and to run beside others."""

    async def delivered(self, saluran: str, message_id: str) -> bool:
        """Whether that channel has taken that message before."""

    async def record(self, saluran: str, message_id: Iterable[str], pada: datetime) -> None:
        """The channel has taken these; the first to say so decides `pada`."""

    async def claim_warning(self, kunci: str, pada: datetime) -> bool:
        """True for the one who is to give that warning: the first who asks, or the first long
        enough after one who said that it would and never said that it did."""

    async def warned(self, kunci: str, pada: datetime) -> None:
        """The warning was given."""

    async def channels(self) -> Mapping[str, frozenset[str]]:
        """Every channel that was ever declared and not forgotten, with the routing keys that its
        queue is bound by: the broker itself cannot be asked."""

    async def keep_channel(self, saluran: str, kunci: Iterable[str]) -> None:
        """To be called before its queue is bound by more, and after it is bound by less."""

    async def forget_channel(self, saluran: str) -> None: ...
