"""Who has seen which alert, as the rest of AlurIzin needs it. The alert itself is never changed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from shared.contracts.parts import Petugas


class Dilihat(NamedTuple):
    """`kunci` is the alert's."""

    kunci: str
    petugas: Petugas
    pada: datetime


class DilihatStore(Protocol):
    """One record an alert and person, added once and never changed. Methods raise
    `StoreTidakTerjangkau`; trying again is safe."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat."""

    async def see(self, dilihat: Dilihat) -> bool:
        """False when this person had seen it before: the first record stands."""

    async def seen(self, kunci: Iterable[str]) -> Mapping[str, tuple[Dilihat, ...]]:
        """By alert, the first who saw it first; one that nobody saw is left out."""

    async def number(self) -> int:
        """Grows with every record."""
