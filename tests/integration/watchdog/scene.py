"""An office whose clock the test holds, whose applications fall due, and what became of it.

The clock is a file that all processes read: it begins on a working morning, whenever the test
runs, and goes faster than life.
"""

import asyncio
import random
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aio_pika

from shared import topology
from shared.clock import TrialClock
from shared.contracts import Pelanggaran
from shared.errors import StoreTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.announcement import kunci_pelanggaran
from shared.mutu_baku.breaches import kejadian
from shared.mutu_baku.watch import jagai
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.store.watch_port import Klaim
from shared.worker.sop_book import SopBook
from tests.builders import KURSUS, PAUD, Perjalanan, katalog
from tests.stores import Stores, mongo_stores
from tests.unit.kalender.contoh import bawaan, wita

PAGI_KERJA = wita("2026-01-05 09.00")
BATAS_DETIK = 90


@dataclass
class Scene:
    settings: Settings
    stores: Stores
    jam: Path
    lots: random.Random
    berlaku: KalenderBerlaku
    _urut: int = 0

    def run_clock(self, laju: float, tampak: datetime = PAGI_KERJA) -> None:
        TrialClock.write(self.jam, tampak, laju)

    def freeze(self, tampak: datetime) -> None:
        TrialClock.write(self.jam, tampak, 0.0)

    @property
    def kini(self) -> datetime:
        return TrialClock(self.jam)()

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

    async def submit(self, jumlah: int, menit: tuple[int, int] = (-15, 15)) -> None:
        """Submitted somewhere around the beginning, in minutes; a few two weeks ago, and some of
        them decided too late."""
        for contoh in self._contoh(jumlah):
            await self.insert(_sendiri(contoh, menit, self.lots))

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

    async def until_announced(self, kunci: set[str]) -> dict[str, Klaim]:
        """All of these, and nothing else waits."""
        async with asyncio.timeout(BATAS_DETIK):
            while True:
                with suppress(StoreTidakTerjangkau):
                    ada = await self.records()
                    diumumkan = {k for k, klaim in ada.items() if klaim.diumumkan_pada}
                    if diumumkan == set(ada) and kunci <= diumumkan:
                        return ada
                await asyncio.sleep(0.1)

    async def taken(self, antrean: str = topology.ANTREAN_OPS) -> list[tuple[str, Pelanggaran]]:
        """Every message of the queue: its id, and what it says."""
        assert self.settings.rabbitmq_url
        semua: list[tuple[str, Pelanggaran]] = []
        connection = await aio_pika.connect(self.settings.rabbitmq_url.get_secret_value())
        async with connection:
            queue = await (await connection.channel()).get_queue(antrean, ensure=False)
            while (pesan := await queue.get(fail=False, no_ack=True)) is not None:
                semua.append((pesan.message_id or "", Pelanggaran.dari_json(pesan.body)))
        return semua

    async def verify(self) -> list[Pelanggaran]:
        """What was announced is what has come about, once each, and the records say the same."""
        kini = self.kini
        seharusnya = await self.expected(kini)
        tercatat = await self.until_announced(seharusnya)
        diambil = await self.taken()
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
    async with mongo_stores(settings.mongodb_url.get_secret_value(), settings.basis_data) as stores:
        lots = random.Random(benih)  # noqa: S311 - a repeatable test, not a secret
        own = settings.model_copy(
            update={"berkas_jam": jam, "jeda_sapu_detik": 0.2, "sewa_klaim_detik": 2.0}
        )
        scene = Scene(own, stores, jam, lots, KalenderBerlaku.selalu(bawaan()))
        scene.run_clock(0.0)
        yield scene
