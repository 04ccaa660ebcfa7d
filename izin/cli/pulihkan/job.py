"""Looks into the queues, declares what is gone, and publishes again what the queues do not have."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from izin.cli.pulihkan.looking import Look, look
from izin.cli.pulihkan.outbox import Outbox
from izin.cli.pulihkan.recovering import Recovery, Seen
from izin.cli.pulihkan.tally import Tally
from shared import topology
from shared.books import all_pelaksana
from shared.kantor.kantor import Kantor
from shared.rabbit.client import Connection, open_connection
from shared.rabbit.connection import broker_errors
from shared.rabbit.declare import declare
from shared.rabbit.send import Sender, open_sender

ARRIVAL_SECONDS = 2.0
"""Between the instant from which on steps look after themselves and the look into the queues:
some times as long as a message needs from the write that opened its step into its queue."""

KABAR = (topology.ANTREAN_PEMBERITAHUAN, topology.ANTREAN_OPS)
LANGKAH = (topology.antrean_berkas(""), topology.antrean_tugas(""))


@dataclass(frozen=True)
class Request:
    """`semua`: without looking into the queues. `coba`: publish nothing."""

    semua: bool
    coba: bool
    sejak: datetime | None


async def recover(kantor: Kantor, rabbitmq_url: str, request: Request) -> Tally:
    """Raises `BrokerTidakTerjangkau`, `StoreTidakTerjangkau` and `NotConfirmed`; it can be begun
    again at any time."""
    topologi = topology.topologi(all_pelaksana(kantor.sop.katalog, kantor.desks))
    async with open_connection(rabbitmq_url) as wire:
        sender = await open_sender(wire)
        seen = await _look(Eyes(wire, sender, topologi), request, kantor.clock())
        if not request.coba:
            with broker_errors():
                await declare(rabbitmq_url, topologi)
        tally = Tally(request.coba, tuple(sorted(seen.antrean.missing)) if seen.antrean else ())
        outbox = Outbox(None if request.coba else sender)
        recovery = Recovery(kantor.sop, seen, request.sejak, outbox, tally)
        await _publish(recovery, kantor, request.sejak)
    return tally


@dataclass(frozen=True)
class Eyes:
    """What a look needs."""

    wire: Connection
    sender: Sender
    topologi: topology.Topologi

    async def on(self, chosen: Callable[[str], bool]) -> Look:
        """The queues whose names are chosen."""
        dipilih = (satu for satu in self.topologi.antrean if chosen(satu.nama))
        return await look(self.wire, self.sender, dipilih)


async def _look(eyes: Eyes, request: Request, mulai: datetime) -> Seen:
    kabar = Look()
    if request.sejak is not None:
        kabar = await eyes.on(lambda nama: nama in KABAR)
    if request.semua:
        return Seen(None, frozenset(), kabar.ids, mulai)
    await asyncio.sleep(ARRIVAL_SECONDS)
    langkah = await eyes.on(lambda nama: nama.endswith(LANGKAH))
    karantina = await eyes.on(lambda nama: nama == topology.ANTREAN_KARANTINA)
    return Seen(langkah, karantina.ids, kabar.ids, mulai)


async def _publish(recovery: Recovery, kantor: Kantor, sejak: datetime | None) -> None:
    if sejak is None:
        await recovery.applications(kantor.permohonan.scan("berjalan"))
    else:
        await recovery.applications(kantor.permohonan.scan())
        await recovery.breaches(kantor.watch.records(), sejak)
    await recovery.finish()
