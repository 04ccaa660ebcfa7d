"""Doubles of the way in and the way out: they write down, in order, what the shell did."""

from dataclasses import dataclass, field

from shared.alur import Kiriman
from shared.contracts import DaftarTugas, Jawaban, Naskah
from shared.errors import BrokerTidakTerjangkau, Ditolak
from shared.rabbit.delivery import Envelope


@dataclass
class Ledger:
    """What happened, in the order in which it happened."""

    events: list[str] = field(default_factory=list)


@dataclass
class RecordingPublisher:
    ledger: Ledger
    failures: int = 0
    fails_once: set[str] = field(default_factory=set)
    sent: list[Kiriman] = field(default_factory=list)
    answers: list[Jawaban] = field(default_factory=list)
    quarantined: list[Ditolak] = field(default_factory=list)

    async def send(self, kiriman: Kiriman) -> None:
        if self.failures or kiriman.kunci in self.fails_once:
            self.failures = max(self.failures - 1, 0)
            self.fails_once.discard(kiriman.kunci)
            self.ledger.events.append("gagal kirim")
            raise BrokerTidakTerjangkau("uji")
        self.ledger.events.append(f"kirim {kiriman.kunci}")
        self.sent.append(kiriman)

    async def answer(self, envelope: Envelope, jawaban: Jawaban | DaftarTugas | Naskah) -> None:
        assert isinstance(jawaban, Jawaban)
        self.ledger.events.append(f"jawab {jawaban.kode}")
        self.answers.append(jawaban)

    async def quarantine(self, envelope: Envelope, tolak: Ditolak) -> None:
        self.ledger.events.append(f"karantina {tolak.kode}")
        self.quarantined.append(tolak)


@dataclass
class RecordingDelivery:
    ledger: Ledger
    envelope: Envelope
    ack_fails: bool = False

    async def ack(self) -> None:
        if self.ack_fails:
            raise BrokerTidakTerjangkau("saluran tertutup")
        self.ledger.events.append("ack")

    async def requeue(self) -> None:
        self.ledger.events.append("requeue")
