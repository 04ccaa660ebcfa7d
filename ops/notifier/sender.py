"""The way out of one channel of any kind."""

from collections.abc import Sequence
from typing import Protocol

from ops.notifier.eskalasi import Penerus
from ops.notifier.quarantine import Warner
from shared.contracts import Pelanggaran


class Sender(Protocol):
    """Every method but `close` raises `GagalTetap` or `GagalSementara` when it did not arrive."""

    async def send(self, kabar: Sequence[Pelanggaran]) -> None:
        """All of them, in one message; `kabar` is never empty."""

    async def send_test(self) -> None:
        """A message that is plainly a test."""

    async def close(self) -> None: ...


class WayOut(Sender, Warner, Penerus, Protocol):
    """Everything that a channel can be told."""
