"""A watchdog's look at karantina: its messages wait for a person, and raise no alarm themselves."""

from collections.abc import Awaitable, Callable
from functools import partial

from ops.watchdog.process import Surroundings
from shared.clock import Clock
from shared.contracts import Pelanggaran
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.every import Every
from shared.log import get_logger
from shared.rabbit.browse import ready_messages
from shared.rabbit.errors import HakKurang
from shared.store.watch_port import OpsStore
from shared.topology import ANTREAN_KARANTINA

log = get_logger()

EVERY_SECONDS = 10.0

UNSEEN = "tidak ada yang akan tahu bila karantina berisi"

EMPTY_LOOKS = 3
"""So many in a row until it counts as empty: it also seems empty while a tool looks through it,
or before it has a leader."""

Count = Callable[[], Awaitable[int]]


class KarantinaWatch(Every):
    """A companion. It keeps its last look in the store, for all that show it or tell people."""

    def __init__(
        self, ops: OpsStore, count: Count, clock: Clock, every_seconds: float = EVERY_SECONDS
    ) -> None:
        outages = (BrokerTidakTerjangkau, StoreTidakTerjangkau)
        super().__init__(self.look, every_seconds, outages=outages, waits="karantina_unseen")
        self._ops = ops
        self._count = count
        self._clock = clock
        self._empty = EMPTY_LOOKS - 1

    def swept(self) -> None: ...

    def announced(self, pelanggaran: Pelanggaran) -> None: ...

    async def look(self) -> None:
        """Raises `BrokerTidakTerjangkau` and `StoreTidakTerjangkau`: the last look stands."""
        try:
            pesan = await self._count()
        except HakKurang as galat:
            log.error("karantina_tidak_terlihat", akibat=UNSEEN, sebab=str(galat))
            return
        self._empty = 0 if pesan else self._empty + 1
        if not pesan and self._empty < EMPTY_LOOKS:
            return
        if await self._ops.saw_karantina(pesan, self._clock()):
            log.warning("karantina_berisi", pesan=pesan, lihat="izin karantina")


def watch_karantina(around: Surroundings) -> KarantinaWatch:
    """By real time, on any office clock: it is about machines."""
    count = partial(ready_messages, around.rabbitmq_url, ANTREAN_KARANTINA)
    return KarantinaWatch(around.context.ops, count, around.context.wall)
