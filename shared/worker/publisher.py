"""What the shell needs of the way out. Every method returns only after the broker's confirm."""

from typing import Protocol

from shared.alur import Kiriman
from shared.contracts import Jawaban
from shared.errors import Ditolak
from shared.worker.envelope import Envelope


class Publisher(Protocol):
    """Methods raise `BrokerTidakTerjangkau`; trying again is safe, ids are deterministic."""

    async def send(self, kiriman: Kiriman) -> None: ...

    async def answer(self, envelope: Envelope, jawaban: Jawaban) -> None:
        """To the sender's reply queue; if that is gone, nobody is waiting any more."""

    async def quarantine(self, envelope: Envelope, tolak: Ditolak) -> None:
        """The original, byte for byte, with the reason in its headers."""
