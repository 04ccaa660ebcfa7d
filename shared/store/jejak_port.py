"""Who opened which case, as the rest of AlurIzin needs it."""

from collections.abc import Sequence
from typing import Protocol

from shared.kotak.jejak import Dibuka


class JejakStore(Protocol):
    """Append only. Methods raise `StoreTidakTerjangkau`; trying again is safe."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat."""

    async def add(self, dibuka: Dibuka) -> None:
        """One with the same key changes nothing."""

    async def of_case(self, nomor: str, most: int) -> Sequence[Dibuka]:
        """The latest first."""

    async def of_person(self, siapa: str, most: int) -> Sequence[Dibuka]:
        """By account or by the officer's id; the latest first."""
