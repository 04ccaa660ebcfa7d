"""Fills the inboxes of the desks, for as long as the process runs: tasks from their queues, facts
from the exchange of facts, and now and then a comparison with the store."""

import asyncio
from collections.abc import Callable, Sequence

from shared.contracts import Peristiwa
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.every import Every
from shared.kantor.kotak import Kotak, PermohonanBelumAda
from shared.log import get_logger
from shared.rabbit.client_queues import ReceivedTask
from shared.rabbit.errors import ClientError
from shared.rabbit.events import EventFeed
from shared.rabbit.wires import Wires

log = get_logger()

PREFETCH = 16
RETRY_SECONDS = 1.0
COMPARE_SECONDS = 300.0
LOOK_SECONDS = 1.0
STRANGE_PAUSE_SECONDS = 30.0
"""A task that fits no application of the store goes back to its queue, and is not looked at again
at once."""

Tell = Callable[[str], None]
"""Told the desk in whose inbox something is new."""


class Penerima(Every):
    """One desk's queue. A message is acknowledged once its task is stored: killed in between, it
    comes again and changes nothing."""

    def __init__(self, pelaksana: str, kotak: Kotak, wires: Wires, tell: Tell) -> None:
        outages = (BrokerTidakTerjangkau, ClientError, StoreTidakTerjangkau, OSError)
        super().__init__(self._read, RETRY_SECONDS, outages=outages, waits="kotak_waits")
        self._pelaksana, self._kotak, self._wires, self._tell = pelaksana, kotak, wires, tell

    async def _read(self) -> None:
        client = self._wires.client(self._pelaksana)
        async with client.tasks(self._pelaksana, PREFETCH) as tasks:
            async for received in tasks:
                await self._take(received)

    async def _take(self, received: ReceivedTask) -> None:
        try:
            new = await self._patiently(received)
        except PermohonanBelumAda:
            log.error("tugas_tanpa_permohonan", pelaksana=self._pelaksana)
            await asyncio.sleep(STRANGE_PAUSE_SECONDS)
            await received.put_back()
            return
        await received.done()
        if new:
            self._tell(self._pelaksana)

    async def _patiently(self, received: ReceivedTask) -> bool:
        """A store that is away is waited for, with the message in hand."""
        while True:
            try:
                return await self._kotak.receive(received.tugas)
            except StoreTidakTerjangkau as error:
                log.info("kotak_waits", sebab=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)


class Pengamat(EventFeed):
    """Facts: what was decided is no longer to be done."""

    def __init__(self, rabbitmq_url: str, kotak: Kotak, tell: Tell) -> None:
        self._kotak, self._tell = kotak, tell
        super().__init__(rabbitmq_url, self._fact)

    async def _fact(self, peristiwa: Peristiwa) -> None:
        try:
            gone = await self._kotak.settle(
                peristiwa.pelaksana, peristiwa.permohonan_id, peristiwa.nomor
            )
        except StoreTidakTerjangkau as error:
            log.info("kotak_waits", sebab=type(error).__name__)  # the comparison finds it
            return
        if gone:
            self._tell(peristiwa.pelaksana)


class Pembanding(Every):
    """At the start, and then every few minutes."""

    def __init__(self, kotak: Kotak, seconds: float = COMPARE_SECONDS) -> None:
        outages = (StoreTidakTerjangkau,)
        super().__init__(self._compare, seconds, outages=outages, waits="kotak_waits")
        self._kotak = kotak

    async def _compare(self) -> None:
        if changed := await self._kotak.compare():
            log.info("kotak_dicocokkan", tugas=changed)


class Pelihat(Every):
    """Sees what other processes have changed."""

    def __init__(
        self, meja: Sequence[str], kotak: Kotak, tell: Tell, wanted: Callable[[], bool]
    ) -> None:
        """`wanted`: whether anybody listens."""
        outages = (StoreTidakTerjangkau,)
        super().__init__(self._look, LOOK_SECONDS, outages=outages, waits="kotak_waits")
        self._meja, self._kotak, self._tell, self._wanted = meja, kotak, tell, wanted
        self._seen: dict[str, int] = {}

    async def _look(self) -> None:
        if not self._wanted():
            return
        now = await self._kotak.store.numbers(self._meja)
        for pelaksana, number in now.items():
            # Of the first look too: what came since the page was made is not known otherwise.
            if self._seen.get(pelaksana) != number:
                self._tell(pelaksana)
        self._seen = dict(now)
