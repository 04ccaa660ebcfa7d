"""Escalation: an alert that nobody has seen, or a step that is still open long after its limit,
goes to the superior, once."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from ops.notifier.aturan_eskalasi import AturanEskalasi, Eskalasi, eskalasi
from ops.notifier.errors import GagalKirim
from ops.notifier.rhythm import Rhythm
from ops.notifier.saluran import SaluranUmum
from shared.books import KalenderBook, PetugasBook
from shared.clock import Clock
from shared.errors import StoreTidakTerjangkau
from shared.every import Every
from shared.log import get_logger
from shared.mutu_baku.kejadian import KESELURUHAN
from shared.petugas.atasan import atasan
from shared.petugas.orang import pengenal_baku
from shared.store.dilihat_port import DilihatStore
from shared.store.watch_port import KabarStore, WatchStore

log = get_logger()

EVERY_SECONDS = 20.0
LOOK_BACK = timedelta(days=30)
"""What came about before is not escalated any more: also when an office begins with it."""


class Penerus(Protocol):
    async def send_eskalasi(self, semua: Sequence[Eskalasi]) -> None:
        """All of them, in one message; never empty. Raises `GagalKirim`."""

    async def close(self) -> None: ...


@dataclass(frozen=True)
class Tangga:
    """A channel of superiors: its way out, and how often it is tried."""

    saluran: SaluranUmum
    penerus: Penerus
    rhythm: Rhythm

    def untuk(self, nama: Collection[str]) -> bool:
        """Whether it is one of a superior who is known by these names."""
        milik = {kata for satu in self.saluran.eskalasi for kata in (satu, pengenal_baku(satu))}
        return not milik.isdisjoint(nama)


class Catatan(NamedTuple):
    """What escalation reads and writes. `kabar`: what was given."""

    watch: WatchStore
    dilihat: DilihatStore
    kabar: KabarStore


@dataclass
class Eskalator:
    """Any number may run: each message is claimed in the store before it is sent. One that could
    not be given is given later, also by another process."""

    aturan: AturanEskalasi
    tangga: Sequence[Tangga]
    catatan: Catatan
    petugas: PetugasBook
    kalender: KalenderBook
    clock: Clock
    wall: Clock
    _diberikan: set[str] = field(default_factory=set)
    _tanpa: set[str] = field(default_factory=set)

    async def once(self) -> None:
        """Raises `StoreTidakTerjangkau`."""
        kini = self.clock()
        klaim = await self.catatan.watch.since(kini - LOOK_BACK)
        dilihat = await self.catatan.dilihat.seen(satu.kunci for satu in klaim)
        kalender = (await self.kalender.berlaku()).terkini
        semua = list(eskalasi(klaim, dilihat, self.aturan, kalender, kini))
        self._tell_of_silence(semua, kini)
        await asyncio.gather(
            *(
                self._give(tangga, [e for e in semua if tangga.untuk(self._atasan(e, kini))])
                for tangga in self.tangga
            )
        )

    def _atasan(self, satu: Eskalasi, kini: datetime) -> frozenset[str]:
        return atasan(self.petugas.berlaku(), satu.pelanggaran.pelaksana, kini)

    async def _give(self, tangga: Tangga, semua: Sequence[Eskalasi]) -> None:
        nama, wall = tangga.saluran.nama, self.wall()
        milik: dict[str, Eskalasi] = {}
        for satu in semua:
            kunci = f"{nama}/eskalasi/{satu.kunci}"
            if kunci in self._diberikan:
                continue
            if await self.catatan.kabar.claim_warning(kunci, wall):
                milik[kunci] = satu
        if not milik:
            return
        try:
            await tangga.rhythm.turn("eskalasi", lambda: _send(tangga.penerus, milik.values()))
        except GagalKirim as galat:
            log.warning("eskalasi_tertunda", saluran=nama, banyak=len(milik), sebab=str(galat))
            return
        for kunci in milik:
            await self.catatan.kabar.warned(kunci, self.wall())
        self._diberikan.update(milik)
        log.info("eskalasi", saluran=nama, banyak=len(milik))

    def _tell_of_silence(self, semua: Sequence[Eskalasi], kini: datetime) -> None:
        """Of a desk without a superior, or a superior without a channel: once a desk."""
        for satu in semua:
            siapa = satu.pelanggaran.pelaksana or KESELURUHAN
            if siapa not in self._tanpa:
                nama = self._atasan(satu, kini)
                if not any(tangga.untuk(nama) for tangga in self.tangga):
                    self._tanpa.add(siapa)
                    sebab = "atasan tidak punya saluran" if nama else "tidak ada atasan"
                    log.warning("eskalasi_tanpa_tujuan", pelaksana=siapa, sebab=sebab)


async def _send(penerus: Penerus, semua: Collection[Eskalasi]) -> None:
    await penerus.send_eskalasi(tuple(semua))


def berkala(eskalator: Eskalator, seconds: float = EVERY_SECONDS) -> Every:
    outages = (StoreTidakTerjangkau,)
    return Every(eskalator.once, seconds, outages=outages, waits="eskalasi_menunggu")
