"""The first report of each month, as the store keeps it.

As in `port`, methods raise `StoreTidakTerjangkau`, trying again is safe, and one suite in
`tests/contract` holds the double to the real thing.
"""

from collections.abc import Mapping
from typing import Any, Protocol

Isi = Mapping[str, Any]


class ReportStore(Protocol):
    async def first(self, kunci: str) -> Isi | None:
        """None when nothing was kept under that key."""

    async def keep(self, kunci: str, isi: Isi) -> bool:
        """False when another was quicker, or this account may only read: then nothing is kept."""
