"""Looks into the queues, declares lost queues, and publishes lost messages again."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from shared import topology
from shared.alur import BahanKabar, Kiriman, kiriman_kabar, kiriman_terbuka, penanda_terbuka
from shared.books import SopBook, all_pelaksana
from shared.contracts import Berkas, Pemberitahuan, Peristiwa
from shared.errors import AlurIzinError, BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.kantor.kantor import Kantor
from shared.kantor.pulihkan_sk import settle_numbers
from shared.mutu_baku.kejadian import kiriman_pelanggaran
from shared.permohonan import LangkahTerbuka, Permohonan
from shared.rabbit.browse import browsing, copy_of
from shared.rabbit.client import Connection, open_connection
from shared.rabbit.connection import broker_errors
from shared.rabbit.declare import declare
from shared.rabbit.errors import NotRouted, QueueMissing
from shared.rabbit.send import Sender, open_sender
from shared.sop.model import Sop
from shared.store.port import DokumenTidakTerbaca
from shared.store.watch_port import Klaim
from shared.topology import Antrean


@dataclass
class Meja:
    """The open steps of one pelaksana. `baru`: opened after the look began, and so on their way by
    themselves."""

    terbuka: int = 0
    di_antrean: int = 0
    di_karantina: int = 0
    baru: int = 0
    dikirim: int = 0


@dataclass
class Tally:
    """`antrean_hilang`: queues that were not there; `nomor_sk`: numbers of SKs that were brought
    after their cases; `masalah`: one sentence for each application
    or message that could not be restored."""

    coba: bool
    antrean_hilang: tuple[str, ...] = ()
    meja: dict[str, Meja] = field(default_factory=lambda: defaultdict(Meja))
    pemberitahuan: int = 0
    peristiwa: int = 0
    pelanggaran: int = 0
    nomor_sk: int = 0
    masalah: list[str] = field(default_factory=list)

    @property
    def dikirim(self) -> int:
        return sum(satu.dikirim for satu in self.meja.values())

    @property
    def beres(self) -> bool:
        """True without any `masalah` that the operator has to see to."""
        return not self.masalah

    def facts(self) -> dict[str, Any]:
        return {
            "coba": self.coba,
            "beres": self.beres,
            "antrean_hilang": list(self.antrean_hilang),
            "pelaksana": {nama: vars(satu) for nama, satu in sorted(self.meja.items())},
            "dikirim": {
                "berkas": self.dikirim,
                "pemberitahuan": self.pemberitahuan,
                "peristiwa": self.peristiwa,
                "pelanggaran": self.pelanggaran,
            },
            "nomor_sk": self.nomor_sk,
            "masalah": self.masalah,
        }


# The messages that wait in the queues, by message id.
SHARE = 0.5
"""A look counts as a delivery, and looking must not drive a message into karantina. One that has
used so much of its queue's limit is replaced by a new copy of itself."""


class Look(NamedTuple):
    """`missing`: queues that do not exist."""

    ids: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


async def look(connection: Connection, sender: Sender, antrean: Iterable[Antrean]) -> Look:
    """One queue after the other. Raises `BrokerTidakTerjangkau` and `NotConfirmed`."""
    ids: set[str] = set()
    missing: set[str] = set()
    for satu in antrean:
        try:
            ids |= await _ids_in(connection, sender, satu)
        except QueueMissing:
            missing.add(satu.nama)
    return Look(frozenset(ids), frozenset(missing))


async def _ids_in(connection: Connection, sender: Sender, antrean: Antrean) -> set[str]:
    ids: set[str] = set()
    with broker_errors():
        async with browsing(connection, antrean.nama) as messages:
            async for message in messages:
                ids.add(message.message_id or "")
                if _delivered(message.headers) >= antrean.batas_kirim_ulang * SHARE:
                    await sender.publish(copy_of(message), *antrean.tujuan)
                    await message.ack()
    return ids


def _delivered(headers: Mapping[str, object]) -> int:
    kali = headers.get("x-delivery-count", 0)
    return kali if isinstance(kali, int) else 0


# Many messages on their way at once, each confirmed.
AT_ONCE = 100


class Outbox:
    """Without a sender it only counts the messages that it would send."""

    def __init__(self, sender: Sender | None) -> None:
        self._sender = sender
        self._waiting: dict[str, Kiriman] = {}
        self.unrouted: list[str] = []

    async def put(self, kiriman: Kiriman) -> None:
        """Raises as `flush`."""
        self._waiting[kiriman.message_id] = kiriman
        if len(self._waiting) >= AT_ONCE:
            await self.flush()

    async def flush(self) -> None:
        """Returns when all are confirmed. Raises `NotConfirmed`."""
        menunggu, self._waiting = self._waiting, {}
        if self._sender is not None:
            await asyncio.gather(*(self._send(self._sender, satu) for satu in menunggu.values()))

    async def _send(self, sender: Sender, kiriman: Kiriman) -> None:
        try:
            await sender.send(kiriman)
        except NotRouted as error:
            self.unrouted.append(str(error))


class Seen(NamedTuple):
    """`antrean` is None when everything is to be published without a look into the queues; then
    `mulai`, from when on the processes publish by themselves, plays no part for steps either."""

    antrean: Look | None
    karantina: frozenset[str]
    kabar: frozenset[str]
    mulai: datetime


class Recovery:
    """`sejak`: notices, facts and breaches from then on are published again too."""

    def __init__(
        self,
        sop: SopBook,
        seen: Seen,
        sejak: datetime | None,
        outbox: Outbox,
        tally: Tally,
        *,
        bahan: BahanKabar | None = None,
    ) -> None:
        self._sop = sop
        self._bahan = bahan or BahanKabar()
        self._seen = seen
        self._sejak = sejak
        self._outbox = outbox
        self._tally = tally

    async def applications(self, semua: AsyncIterator[Permohonan]) -> None:
        """One that cannot be restored is named, and does not stop the others. Raises when broker
        or store go away."""
        try:
            async for permohonan in semua:
                await self._one(permohonan)
        except DokumenTidakTerbaca as galat:
            self._tally.masalah += [f"{satu}: dokumen tidak terbaca" for satu in galat.sebutan]

    async def breaches(self, semua: AsyncIterator[Klaim], sejak: datetime) -> None:
        """Announced ones. The watchdogs announce those that are only claimed; those announced
        since the look began are in their queue by themselves. Raises as `applications`."""
        try:
            async for klaim in semua:
                pada = klaim.diumumkan_pada
                if pada is None or not sejak <= pada <= self._seen.mulai:
                    continue
                if klaim.kunci not in self._seen.kabar:
                    await self._outbox.put(kiriman_pelanggaran(klaim.pelanggaran))
                    self._tally.pelanggaran += 1
        except DokumenTidakTerbaca as galat:
            self._tally.masalah += [f"pelanggaran {satu}: tidak terbaca" for satu in galat.sebutan]

    async def finish(self) -> None:
        await self._outbox.flush()
        self._tally.masalah += self._outbox.unrouted

    async def _one(self, permohonan: Permohonan) -> None:
        try:
            sop = (await self._sop.version(permohonan.sop_versi)).sop
            kiriman = {satu.message_id: satu for satu in self._wanted(permohonan, sop)}
        except (StoreTidakTerjangkau, BrokerTidakTerjangkau):
            raise
        except (AlurIzinError, LookupError, ValueError) as galat:
            self._tally.masalah.append(f"{permohonan.nomor}: {type(galat).__name__}")
            return
        for satu in kiriman.values():
            await self._outbox.put(satu)
            self._count(satu)

    def _wanted(self, permohonan: Permohonan, sop: Sop) -> Iterable[Kiriman]:
        if permohonan.langkah is not None and self._is_missing(permohonan, permohonan.langkah):
            yield from kiriman_terbuka(permohonan, sop, self._bahan)
        if self._sejak is not None:
            for satu in kiriman_kabar(permohonan, sop, self._sejak, self._bahan):
                if satu.message_id not in self._seen.kabar:
                    yield satu

    def _is_missing(self, permohonan: Permohonan, terbuka: LangkahTerbuka) -> bool:
        meja = self._tally.meja[terbuka.pelaksana]
        meja.terbuka += 1
        look, penanda = self._seen.antrean, penanda_terbuka(permohonan)
        if look is None:
            return True
        if not look.ids.isdisjoint(penanda):
            meja.di_antrean += 1
        elif not self._seen.karantina.isdisjoint(penanda):
            meja.di_karantina += 1
        elif max(terbuka.dibuka_pada, permohonan.dibuat_pada) > self._seen.mulai:
            meja.baru += 1
        else:
            return True
        return False

    def _count(self, kiriman: Kiriman) -> None:
        pesan = kiriman.pesan
        if isinstance(pesan, Berkas):
            self._tally.meja[pesan.pelaksana].dikirim += 1
        elif isinstance(pesan, Pemberitahuan):
            self._tally.pemberitahuan += 1
        elif isinstance(pesan, Peristiwa):
            self._tally.peristiwa += 1


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
        nama = {kunci: desk.nama for kunci, desk in kantor.desks.items()}
        bahan = BahanKabar(await kantor.kalender.berlaku(), nama)
        recovery = Recovery(kantor.sop, seen, request.sejak, outbox, tally, bahan=bahan)
        await _publish(recovery, kantor, request.sejak)
        tally.nomor_sk = await settle_numbers(kantor, coba=request.coba)
    return tally


@dataclass(frozen=True)
class Eyes:
    """The means of a look."""

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
