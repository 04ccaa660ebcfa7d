"""What an audit reads besides applications, files and claims. One suite in `tests/contract` holds
the double to the real thing."""

from collections.abc import AsyncIterator, Mapping
from typing import NamedTuple, Protocol

from shared.store.indeks import Indeks


class SopTersimpan(NamedTuple):
    """The text of an SOP version, as it is kept."""

    versi: str
    berkas: str
    sumber: str


class AuditStore(Protocol):
    """Nothing is written. Methods raise `StoreTidakTerjangkau`, as in `port`."""

    async def indexes(self) -> Mapping[str, tuple[Indeks, ...]]:
        """Of every collection there is."""

    def sops(self) -> AsyncIterator[SopTersimpan]:
        """Every version that is kept; what is missing in one is empty."""

    async def counters(self) -> Mapping[str, int]:
        """The last number that each counter gave out."""
