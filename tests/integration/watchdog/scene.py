"""An office whose clock the test holds, whose applications fall due, and what became of it.

The clock is a file that all processes read: it begins on a working morning, whenever the test
runs, and goes faster than life.
"""

import asyncio
import random
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import aio_pika
from aio_pika.abc import AbstractChannel

from shared import topology
from shared.books import SopBook
from shared.clock import TrialClock
from shared.contracts import Pelanggaran
from shared.errors import StoreTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.jaga import jagai
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.store.indeks import PELANGGARAN
from shared.store.motor_client import connect, store_errors
from shared.store.watch_port import Klaim
from tests.builders import KURSUS, PAUD, Perjalanan, katalog
from tests.stores import Stores, mongo_stores, raw_documents
from tests.unit.kalender.contoh import bawaan, wita

PAGI_KERJA = wita("2026-01-05 09.00")
BATAS_DETIK = 180
SEWA_DETIK = 20.0
"""Nothing is to be taken over where nobody dies; the heartbeat that goes with it bears a busy
machine."""


def any_seed() -> int:
    """Another one each time; printed, so that it can be put here when a test fails."""
    benih = time.time_ns() % 1_000_000
    print(f"benih {benih}")
    return benih


class Counted(NamedTuple):
    """Claims."""

    semua: int
    diumumkan: int


@dataclass
class Scene:
    """`klaim` is the collection itself."""

    settings: Settings
    stores: Stores
    klaim: Any
    jam: Path
    lots: random.Random
    berlaku: KalenderBerlaku
    _urut: int = 0
    _diambil: list[tuple[str, Pelanggaran]] = field(default_factory=list)

    def run_clock(self, laju: float, tampak: datetime = PAGI_KERJA) -> None:
        TrialClock.write(self.jam, tampak, laju)

    def freeze(self, tampak: datetime) -> None:
        TrialClock.write(self.jam, tampak, 0.0)

    @property
    def kini(self) -> datetime:
        return TrialClock(self.jam)()

    def with_lease(self, detik: float) -> Settings:
        """For watchdogs that die, or sleep."""
        return self.settings.model_copy(update={"sewa_klaim_detik": detik})

    async def insert(self, permohonan: Permohonan, *, jaga: bool = True) -> Permohonan:
        """Under a nomor of its own, armed as a worker does it."""
        self._urut += 1
        nomor = f"{permohonan.nomor.rpartition('-')[0]}-{self._urut:06d}"
        baru = permohonan.model_copy(update={"nomor": nomor})
        if jaga:
            sop = next(t.sop for t in katalog().values() if t.versi == baru.sop_versi)
            baru = jagai(baru, sop, self.berlaku)
        await self.stores.permohonan.insert(baru)
        return baru

    async def advance(self, baru: Permohonan, lama: Permohonan) -> bool:
        """As a worker writes it."""
        sop = next(t.sop for t in katalog().values() if t.versi == baru.sop_versi)
        return await self.stores.permohonan.advance(jagai(baru, sop, self.berlaku), lama)

    async def submit(self, jumlah: int, menit: tuple[int, int] = (-15, 15)) -> None:
        """Submitted somewhere around the beginning, in minutes; a few two weeks ago, and some of
        them decided too late."""
        for contoh in self._contoh(jumlah):
            await self.insert(_sendiri(contoh, menit, self.lots))

    async def submit_alike(self, jumlah: int) -> None:
        """At the beginning, all at once."""
        contoh = Perjalanan(KURSUS, diajukan=PAGI_KERJA)
        dijaga = jagai(contoh.permohonan, contoh.sop, self.berlaku)
        semua = iter(range(jumlah))

        async def hand() -> None:
            for _ in semua:
                await self.insert(_sendiri(dijaga, (0, 0), self.lots), jaga=False)

        await asyncio.gather(*(hand() for _ in range(8)))

    def _contoh(self, jumlah: int) -> list[Permohonan]:
        """Made by the flow's own functions; building each of them anew would take long."""
        lama = PAGI_KERJA - timedelta(days=14)
        telat = Perjalanan(PAUD, diajukan=lama).pada(lama + timedelta(hours=2))
        telat.putus()
        jenis = [
            Perjalanan(KURSUS, diajukan=PAGI_KERJA).permohonan,
            Perjalanan(PAUD, diajukan=PAGI_KERJA).permohonan,
            Perjalanan(KURSUS, diajukan=lama).permohonan,
            telat.permohonan,
        ]
        return self.lots.choices(jenis, weights=(10, 10, 1, 1), k=jumlah)

    async def expected(self, kini: datetime) -> set[str]:
        """The keys of all that had come about by then, from the histories as they are now."""
        buku = SopBook(katalog(), self.stores.permohonan)
        semua: set[str] = set()
        async for p in self.stores.permohonan.scan():
            sop = (await buku.version(p.sop_versi)).sop
            semua |= {k.kunci(p.id) for k in kejadian(p, sop, self.berlaku, kini)}
        return semua

    async def records(self) -> dict[str, Klaim]:
        return {klaim.kunci: klaim async for klaim in self.stores.watch.records()}

    async def until(self, what: Callable[[], Awaitable[Any]], value: object) -> None:
        async with asyncio.timeout(BATAS_DETIK):
            while await what() != value:
                await asyncio.sleep(0.1)

    async def announced_count(self) -> int:
        return (await self._claimed()).diumumkan

    async def _claimed(self) -> "Counted":
        """Counted by the store: reading them all again and again would be most of the work here."""
        with store_errors():
            return Counted(
                await self.klaim.count_documents({}),
                await self.klaim.count_documents({"diumumkan_pada": {"$ne": None}}),
            )

    async def until_some_are_announced(self) -> None:
        """More than now, also where the store has only just come back."""
        sebelum: int | None = None
        async with asyncio.timeout(BATAS_DETIK):
            while True:
                with suppress(StoreTidakTerjangkau):
                    banyak = await self.announced_count()
                    if sebelum is not None and banyak > sebelum:
                        return
                    sebelum = banyak
                await asyncio.sleep(0.05)

    async def stuck_count(self) -> int:
        return len(await self.stores.ops.all_stuck())

    async def swept_at(self) -> datetime | None:
        return await self.stores.ops.last_sweep()

    async def reckoned_by_others(self, versi: str) -> frozenset[uuid.UUID]:
        lain = {None, *(masa.versi for masa in await self.stores.kalender.masa())} - {versi}
        semua = [await self.stores.watch.reckoned_by(satu) for satu in lain]
        return frozenset(chain.from_iterable(semua))

    def damage(self, permohonan: Permohonan, ubah: Mapping[str, Any]) -> None:
        """Past the store."""
        assert self.settings.mongodb_url
        with raw_documents(self.settings.mongodb_url.get_secret_value()) as documents:
            koleksi = documents[self.settings.basis_data]["permohonan"]
            assert koleksi.update_one({"_id": str(permohonan.id)}, ubah).matched_count == 1

    async def until_announced(self, kunci: set[str]) -> dict[str, Klaim]:
        """All of these, and nothing else waits."""
        async with asyncio.timeout(BATAS_DETIK):
            while True:
                with suppress(StoreTidakTerjangkau):
                    terhitung = await self._claimed()
                    if terhitung.semua == terhitung.diumumkan >= len(kunci):
                        ada = await self.records()
                        if kunci <= ada.keys() and all(k.diumumkan_pada for k in ada.values()):
                            return ada
                await asyncio.sleep(0.2)

    @asynccontextmanager
    async def channel(self) -> AsyncIterator[AbstractChannel]:
        assert self.settings.rabbitmq_url
        url = self.settings.rabbitmq_url.get_secret_value()
        async with await aio_pika.connect(url) as connection:
            yield await connection.channel()

    async def taken(self, antrean: str = topology.ANTREAN_OPS) -> list[tuple[str, Pelanggaran]]:
        """Every message of the queue: its id, and what it says."""
        semua: list[tuple[str, Pelanggaran]] = []
        async with self.channel() as channel:
            queue = await channel.get_queue(antrean, ensure=False)
            while (pesan := await queue.get(fail=False, no_ack=True)) is not None:
                semua.append((pesan.message_id or "", Pelanggaran.dari_json(pesan.body)))
        self._diambil += semua
        return semua

    async def ready(self, antrean: str) -> int | None:
        async with self.channel() as channel:
            queue = await channel.declare_queue(antrean, passive=True)
            return queue.declaration_result.message_count

    async def publish_raw(self, exchange: str, kunci: str, body: bytes) -> None:
        async with self.channel() as channel:
            tujuan = await channel.get_exchange(exchange, ensure=False)
            await tujuan.publish(aio_pika.Message(body, type="Pelanggaran", delivery_mode=2), kunci)

    async def verify(self) -> list[Pelanggaran]:
        """What was announced so far is what has come about, once each, and the records say the
        same."""
        kini = self.kini
        seharusnya = await self.expected(kini)
        tercatat = await self.until_announced(seharusnya)
        await self.taken()
        diambil = self._diambil
        berulang = {k: n for k, n in Counter(kunci for kunci, _ in diambil).items() if n > 1}
        assert berulang == {}
        assert {kunci for kunci, _ in diambil} == seharusnya
        assert dict(diambil) == {k: t.pelanggaran for k, t in tercatat.items()}
        assert all(kunci == kunci_pelanggaran(p) for kunci, p in diambil)
        return [p for _, p in diambil]


def _sendiri(contoh: Permohonan, menit: tuple[int, int], lots: random.Random) -> Permohonan:
    """The same at another time and under ids of its own."""
    geser = timedelta(seconds=lots.uniform(menit[0] * 60, menit[1] * 60) // 1)
    pengajuan_id = uuid.UUID(int=lots.getrandbits(128)).hex
    langkah, riwayat = contoh.langkah, contoh.riwayat
    assert langkah is not None
    return contoh.model_copy(
        update={
            "id": uuid.UUID(int=lots.getrandbits(128), version=4),
            "pengajuan_id": (pengajuan_id,),
            "dibuat_pada": contoh.dibuat_pada + geser,
            "langkah": langkah.model_copy(update={"dibuka_pada": langkah.dibuka_pada + geser}),
            "riwayat": tuple(
                e.model_copy(
                    update={
                        "dibuka_pada": e.dibuka_pada + geser,
                        "diputuskan_pada": e.diputuskan_pada + geser,
                        "ditutup_pada": e.ditutup_pada + geser,
                    }
                )
                for e in riwayat
            ),
        }
    )


@asynccontextmanager
async def open_scene(settings: Settings, folder: Path, benih: int) -> AsyncIterator[Scene]:
    assert settings.mongodb_url
    jam = folder / "jam.json"
    url = settings.mongodb_url.get_secret_value()
    client = connect(url)
    async with mongo_stores(url, settings.basis_data) as stores:
        lots = random.Random(benih)  # noqa: S311 - a repeatable test, not a secret
        own = settings.model_copy(
            update={"berkas_jam": jam, "jeda_sapu_detik": 0.2, "sewa_klaim_detik": SEWA_DETIK}
        )
        klaim = client[settings.basis_data][PELANGGARAN]
        scene = Scene(own, stores, klaim, jam, lots, KalenderBerlaku.selalu(bawaan()))
        scene.run_clock(0.0)
        yield scene
    client.close()
