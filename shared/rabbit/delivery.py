"""A message as it came off a queue, before anyone has tried to read it, and
the way out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.alur import Kiriman
from shared.contracts import DaftarTugas, Jawaban, Naskah
from shared.errors import Ditolak


@dataclass(frozen=True)
class Envelope:
    """`kali_dikirim` counts earlier deliveries, as the quorum queue tells it; `dikirim_ulang` how
    often it was sent back from karantina. `dikirim_lagi`: a worker may have handled it before.
    `pengguna` is the account that published it, if the sender said so: the broker refuses another
    account's name. `pengguna_asal` is only a header's word, see `shared.akses.pengguna_asal`."""

    antrean: str
    body: bytes
    tipe: str | None = None
    message_id: str | None = None
    correlation_id: str | None = None
    reply_to: str | None = None
    content_type: str | None = None
    timestamp: datetime | None = None
    kali_dikirim: int = 0
    dikirim_ulang: int = 0
    dikirim_lagi: bool = False
    pengguna: str | None = None
    pengguna_asal: str | None = None


class Delivery(Protocol):
    """An unacknowledged message: exactly one of `ack` and `requeue` settles it.

    Both raise `BrokerTidakTerjangkau` when its channel is gone; the broker then delivers the
    message again by itself.
    """

    @property
    def envelope(self) -> Envelope: ...

    async def ack(self) -> None: ...

    async def requeue(self) -> None: ...


class Publisher(Protocol):
    """Methods raise `BrokerTidakTerjangkau`; trying again is safe, ids are deterministic."""

    async def send(self, kiriman: Kiriman) -> None: ...

    async def answer(self, envelope: Envelope, jawaban: Jawaban | DaftarTugas | Naskah) -> None:
        """To the sender's reply queue; if that is gone, the sender does not wait any more."""

    async def quarantine(self, envelope: Envelope, tolak: Ditolak) -> None:
        """The original, byte for byte, with the reason in its headers."""
