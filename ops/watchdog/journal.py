"""The journal: a copy of every announcement, by which those that were made are marked.

The copy goes to its queue with the same publish that reaches ops. A watchdog that was killed
between publish and mark has left it there, and whoever is alive, or comes next, marks it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from shared.akses.penjaga import TANPA_PENJAGA, Penjaga
from shared.clock import Clock
from shared.contracts import Pelanggaran
from shared.contracts.reading import baca_pesan
from shared.errors import (
    BrokerTidakTerjangkau,
    Ditolak,
    KodeTolak,
    PesanTidakTerbaca,
    StoreTidakTerjangkau,
)
from shared.log import get_logger
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.rabbit.delivery import Delivery, Envelope, Publisher
from shared.store.watch_port import WatchStore

log = get_logger()

IsEmpty = Callable[[], Awaitable[bool]]

MOST_AT_ONCE = 100

HOLD_SECONDS = 0.5
"""For so long a copy is held that cannot be marked. What is held is seen by nobody else: another
watchdog, to which the store answers, would take the journal for empty."""


class Marker:
    """Marks claims as announced; those that come while one write is under way share the next."""

    def __init__(self, store: WatchStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._waiting: dict[str, None] = {}
        self._writing = asyncio.Lock()

    def waiting(self, kunci: str) -> bool:
        """Announced for sure, and not yet written down."""
        return kunci in self._waiting

    async def mark(self, kunci: str) -> None:
        """Returns when it is written. Raises `StoreTidakTerjangkau`; repeating is safe."""
        self._waiting[kunci] = None
        async with self._writing:
            if kunci in self._waiting:
                await self._write((kunci, *self._waiting))

    async def _write(self, kunci: tuple[str, ...]) -> None:
        sekaligus = dict.fromkeys(kunci[:MOST_AT_ONCE])
        await self._store.announced(sekaligus, self._clock())
        for satu in sekaligus:
            self._waiting.pop(satu, None)


class JournalReader:
    """Settles every copy: acknowledged once its claim is marked, given back after a moment when
    that does not succeed, put into karantina when it cannot be read."""

    def __init__(
        self, marker: Marker, publisher: Publisher, penjaga: Penjaga = TANPA_PENJAGA
    ) -> None:
        self._marker = marker
        self._publisher = publisher
        self._penjaga = penjaga
        self._marking: set[asyncio.Task[None]] = set()

    async def __call__(self, delivery: Delivery) -> None:
        try:
            await self._settle(delivery)
        except BrokerTidakTerjangkau as hilang:
            # The broker delivers it again.
            log.info("settle_lost", antrean=delivery.envelope.antrean, sebab=str(hilang))

    async def _settle(self, delivery: Delivery) -> None:
        try:
            kunci = self._read(delivery.envelope)
        except Ditolak as tolak:
            await self._publisher.quarantine(delivery.envelope, tolak)
            await delivery.ack()
            return
        if await self._marked(kunci):
            await delivery.ack()
        else:
            await delivery.requeue()

    def _read(self, amplop: Envelope) -> str:
        """Raises `Ditolak`, also for what no watchdog wrote."""
        try:
            kunci = _kunci(amplop)
        except PesanTidakTerbaca as galat:
            raise Ditolak(
                KodeTolak.PESAN_TIDAK_SAH, "pesan tidak sesuai kontrak", galat.rincian
            ) from galat
        alasan = self._penjaga.keberatan(
            amplop.antrean, Pelanggaran.__name__, amplop.pengguna, amplop.pengguna_asal
        )
        if alasan is not None:
            raise Ditolak(KodeTolak.BUKAN_WEWENANG, alasan)
        return kunci

    async def _marked(self, kunci: str) -> bool:
        """A mark that takes long goes on by itself: it is true in any case."""
        marking = asyncio.create_task(self._try(kunci))
        self._marking.add(marking)
        marking.add_done_callback(self._marking.discard)
        done, _ = await asyncio.wait({marking}, timeout=HOLD_SECONDS)
        return bool(done) and not self._marker.waiting(kunci)

    async def _try(self, kunci: str) -> None:
        try:
            await self._marker.mark(kunci)
        except StoreTidakTerjangkau as hilang:
            log.info("mark_waits", sebab=str(hilang))
            await asyncio.sleep(HOLD_SECONDS)


def _kunci(amplop: Envelope) -> str:
    """Raises `PesanTidakTerbaca`."""
    pesan = baca_pesan(amplop.body, amplop.tipe, {Pelanggaran.__name__: Pelanggaran})
    assert isinstance(pesan, Pelanggaran)  # noqa: S101 - the only type there is
    return kunci_pelanggaran(pesan)
