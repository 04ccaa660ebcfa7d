"""The claims of one watchdog: taken by a unique key, held for a time, announced or given back.

A claim is held for `sewa_klaim_detik`; its holder has to announce it within that time, afterwards
others may take it over. So a watchdog that slept too long, by its own monotonic clock, first takes
its claim again, and finds out whether another has it by now.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from ops.watchdog.context import WatchContext
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
from shared.mutu_baku.kejadian import kiriman_pelanggaran, kunci_pelanggaran
from shared.rabbit.delivery import Delivery, Envelope, Publisher
from shared.store.watch_port import Klaim, WatchStore

log = get_logger()

# The journal: a copy of every announcement, by which those that were made are marked.
#
# The copy goes to its queue with the same publish that reaches ops. A watchdog that was killed
# between publish and mark has left it there, and another watchdog, or the next one, marks it.
IsEmpty = Callable[[], Awaitable[bool]]

MOST_AT_ONCE = 100

MOST_REMEMBERED = 1000

HOLD_SECONDS = 0.5
"""For so long a copy is held that cannot be marked. Others do not see a held copy: another
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
        self._marking: dict[str, asyncio.Task[bool]] = {}

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
        """Raises `Ditolak`, also for a message that a watchdog did not write."""
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
        """A mark that takes long goes on by itself. When its copy comes again, that very mark is
        waited for: a store that is slow for every mark must not be asked for it again and again."""
        marking = self._marking.get(kunci)
        if marking is None:
            self._forget()
            marking = self._marking[kunci] = asyncio.create_task(self._try(kunci))
        done, _ = await asyncio.wait({marking}, timeout=HOLD_SECONDS)
        if not done:
            return False
        self._marking.pop(kunci, None)
        return marking.result()

    async def _try(self, kunci: str) -> bool:
        try:
            await self._marker.mark(kunci)
        except StoreTidakTerjangkau as hilang:
            log.info("mark_waits", sebab=str(hilang))
            await asyncio.sleep(HOLD_SECONDS)
            self._marking.pop(kunci, None)
            return False
        return True

    def _forget(self) -> None:
        """Marks that are written while their copies went to another watchdog."""
        if len(self._marking) >= MOST_REMEMBERED:
            for kunci in [k for k, marking in self._marking.items() if marking.done()]:
                del self._marking[kunci]


def _kunci(amplop: Envelope) -> str:
    """Raises `PesanTidakTerbaca`."""
    pesan = baca_pesan(amplop.body, amplop.tipe, {Pelanggaran.__name__: Pelanggaran})
    assert isinstance(pesan, Pelanggaran)  # noqa: S101 - the only type there is
    return kunci_pelanggaran(pesan)


RENEW_AFTER = 0.4
GIVE_UP_AFTER = 0.8
"""Parts of the time for which a claim is held. A publish that was not confirmed by then may still
arrive: the rest is left for that, so that it is in the journal before anyone takes over."""


class Held(NamedTuple):
    """A claim of ours; `sejak` is monotonic, read before the claim was written."""

    klaim: Klaim
    sejak: float


class Holdings:
    """Methods raise `StoreTidakTerjangkau`; the watchdog that takes over finds a claim again that
    was not released or announced because of that."""

    def __init__(self, context: WatchContext, marker: Marker) -> None:
        self._context = context
        self._marker = marker

    def settled(self, klaim: Klaim) -> bool:
        """Announced, as far as this process knows, and about to be marked."""
        return self._marker.waiting(klaim.kunci)

    async def claim(self, pelanggaran: Pelanggaran) -> Held | None:
        """None when it is claimed already."""
        sejak, pada = self._now()
        kunci = kunci_pelanggaran(pelanggaran)
        klaim = Klaim(kunci, pelanggaran, self._context.instance, dipegang_pada=pada)
        return Held(klaim, sejak) if await self._context.watch.claim(klaim) else None

    async def take(self, klaim: Klaim) -> Held | None:
        """Instead of its holder, which may be ourselves. None when another was quicker, or when it
        is announced by now."""
        sejak, pada = self._now()
        instance = self._context.instance
        if not await self._context.watch.take_over(klaim, instance, pada):
            return None
        return Held(replace(klaim, pemegang=instance, dipegang_pada=pada), sejak)

    async def release(self, held: Held) -> None:
        await self._context.watch.release(held.klaim)

    async def announce(self, held: Held) -> bool:
        """Publish and mark. False when the claim is not ours any more.

        Raises `BrokerTidakTerjangkau` when it was not confirmed. It may have arrived all the same,
        so it is published again only after the journal has been read.
        """
        sendiri = await self._still_ours(held)
        if sendiri is None:
            return False
        try:
            async with asyncio.timeout(self._left(sendiri)):
                await self._context.publisher.send(kiriman_pelanggaran(sendiri.klaim.pelanggaran))
        except TimeoutError as galat:
            raise BrokerTidakTerjangkau("pengumuman tidak dipastikan pada waktunya") from galat
        self._context.companions.announced(sendiri.klaim.pelanggaran)
        await self._marker.mark(sendiri.klaim.kunci)
        return True

    async def _still_ours(self, held: Held) -> Held | None:
        lama = self._context.monotonic() - held.sejak
        if lama <= RENEW_AFTER * self._context.sewa_klaim_detik:
            return held
        diperbarui = await self.take(held.klaim)
        if diperbarui is None:
            log.warning("claim_lost", kunci=held.klaim.kunci, detik=round(lama, 1))
        return diperbarui

    def _left(self, held: Held) -> float:
        sampai = held.sejak + GIVE_UP_AFTER * self._context.sewa_klaim_detik
        return max(sampai - self._context.monotonic(), 0.0)

    def _now(self) -> tuple[float, datetime]:
        return self._context.monotonic(), self._context.wall()
