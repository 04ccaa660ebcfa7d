"""A receiver that does what a test says, and the channels that lead to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ops.notifier.saluran import SaluranApprise, SaluranWebhook
from shared.contracts import Pelanggaran

SALURAN = SaluranWebhook(nama="satu", jenis="webhook", url="http://x.test", rahasia_env="R")
ORANG = SaluranApprise(nama="surat", jenis="apprise", url="json://x.test")


@dataclass
class Receiver:
    """Raises what stands in `failures`, one after the other, then takes everything."""

    failures: list[Exception] = field(default_factory=list)
    taken: list[list[Pelanggaran]] = field(default_factory=list)
    tries: int = 0
    closed: bool = False

    async def send(self, kabar: Sequence[Pelanggaran]) -> None:
        self.tries += 1
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(list(kabar))

    async def send_test(self) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        self.closed = True
