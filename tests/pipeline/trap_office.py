"""What the traps are set with: a clock that the test moves, an office with chosen workers, and a
look at what the watchdog has done."""

import ast
import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

import aio_pika
from pymongo import MongoClient

from shared import topology
from shared.clock import TrialClock
from shared.contracts import Jawaban, Pelanggaran
from shared.contracts.base import Pesan
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.jaga import jagai, teruskan_jaga
from shared.mutu_baku.kejadian import kiriman_pelanggaran, kunci_pelanggaran, susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import connect
from shared.store.watch_port import Klaim
from tests.builders import KURSUS, Perjalanan, katalog
from tests.office import Office, open_office
from tests.unit.architecture.sources import CODE, called, sources
from tests.unit.gladi.rehearsal_case import bernomor
from tests.unit.kalender.contoh import bawaan, wita
from tests.workers import workers_here

SABAR_DETIK = 120
BERLAKU = KalenderBerlaku.selalu(bawaan())


class Jam(TrialClock):
    """Of all processes of a test; runs as fast as life between two moves."""

    def __init__(self, berkas: Path) -> None:
        super().__init__(berkas)
        self.berkas = berkas

    def ke(self, saat: str) -> Self:
        """To an instant by the office's clocks."""
        self.write(self.berkas, wita(saat), laju=1.0)
        return self


@dataclass
class Kantor:
    """An office, and the stores of its watchdogs."""

    office: Office
    watch: MongoWatchStore
    ops: MongoOpsStore
    jam: Jam

    async def ajukan(self, **ubah: Any) -> Permohonan:
        return await self.dari(await self.office.ajukan(await self.office.pengajuan(**ubah)))

    async def sekian(self, banyak: int) -> list[Permohonan]:
        """So many at the first desk, as a worker would have written them."""
        semua = []
        for ke in range(banyak):
            permohonan = bernomor(Perjalanan(KURSUS, diajukan=self.jam()).permohonan, ke)
            semua.append(jagai(permohonan, katalog()[KURSUS].sop, BERLAKU))
            await self.office.store.insert(semua[-1])
        return semua

    async def dari(self, jawaban: Jawaban) -> Permohonan:
        assert jawaban.diterapkan, jawaban
        return await self.office.permohonan(jawaban)

    async def sekarang(self, permohonan: Permohonan) -> Permohonan:
        ada = await self.office.store.find(permohonan.id)
        assert ada is not None
        return ada

    async def disapu(self) -> datetime:
        """Waits until everything that came about before now is claimed and announced."""
        kini = self.jam()
        async with asyncio.timeout(SABAR_DETIK):
            while ((pada := await self.ops.last_sweep()) or kini) <= kini:
                await asyncio.sleep(0.05)
        assert pada is not None
        return pada

    async def ditinggal_mati(self, permohonan: Permohonan) -> None:
        """A watchdog had claimed and fenced all that has come about, and had published the first
        of it, when it was killed."""
        termuat, kini = katalog()[permohonan.sop], self.jam()
        semua = kejadian(permohonan, termuat.sop, BERLAKU, kini)
        for ke, satu in enumerate(semua):
            isi = susun_pelanggaran(permohonan, satu, kini)
            klaim = Klaim(kunci_pelanggaran(isi), isi, "mati", kini - timedelta(days=400))
            assert await self.watch.claim(klaim)
            if ke == 0:
                await self._siarkan(isi)
        maju = teruskan_jaga(permohonan, termuat.sop, BERLAKU, semua[-1].terjadi)
        assert await self.watch.watch(maju, permohonan)

    async def _siarkan(self, pelanggaran: Pelanggaran) -> None:
        kiriman = kiriman_pelanggaran(pelanggaran)
        exchange = await self.office.channel.get_exchange(kiriman.exchange, ensure=False)
        pesan = aio_pika.Message(
            kiriman.pesan.ke_json(),
            type=type(kiriman.pesan).__name__,
            message_id=kiriman.message_id,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        await exchange.publish(pesan, kiriman.kunci)

    async def semua_diumumkan(self, permohonan: Permohonan) -> None:
        async with asyncio.timeout(SABAR_DETIK):
            while any(k.diumumkan_pada is None for k in await self.watch.klaim(permohonan.id)):
                await asyncio.sleep(0.1)

    async def selundupkan(self, antrean: str, pesan: Pesan, **ubah: object) -> str:
        """Send what is no message of the contract; what karantina has to say about it."""
        isi = json.dumps(pesan.model_dump(mode="json") | ubah).encode()
        await self.office.kirim_mentah(antrean, isi)
        terkarantina = await self.office.ambil(topology.ANTREAN_KARANTINA)
        return str((terkarantina.headers or {})["alasan"])

    async def pengumuman(self) -> list[Pelanggaran]:
        """All that wait for ops now, each taken."""
        queue = await self.office.channel.get_queue(topology.ANTREAN_OPS, ensure=False)
        diterima = []
        while (pesan := await queue.get(fail=False)) is not None:
            diterima.append(Pelanggaran.dari_json(pesan.body))
            assert pesan.message_id == kunci_pelanggaran(diterima[-1])
            await pesan.ack()
        return diterima


@asynccontextmanager
async def open_kantor(settings: Settings, *pelaksana: str) -> AsyncIterator[Kantor]:
    """With the workers named, or all of them; the settings name the file of a trial clock."""
    assert settings.mongodb_url and settings.berkas_jam
    jam = Jam(settings.berkas_jam)
    client = connect(settings.mongodb_url.get_secret_value())
    async with workers_here(settings, *pelaksana), open_office(settings) as office:
        nama = settings.basis_data
        yield Kantor(office, MongoWatchStore(client, nama), MongoOpsStore(client, nama), jam)
    client.close()


def kunci(semua: Iterable[Pelanggaran]) -> list[str]:
    return sorted(map(kunci_pelanggaran, semua))


def seharusnya(permohonan: Permohonan, kini: datetime) -> list[str]:
    """The keys of all that has come about."""
    termuat = katalog()[permohonan.sop]
    return sorted(k.kunci(permohonan.id) for k in kejadian(permohonan, termuat.sop, BERLAKU, kini))


def rusakkan(settings: Settings, permohonan: Permohonan, **ubah: object) -> None:
    """Change the stored document behind everybody's back."""
    assert settings.mongodb_url
    with MongoClient[dict[str, object]](settings.mongodb_url.get_secret_value()) as client:
        koleksi = client[settings.basis_data]["permohonan"]
        hasil = koleksi.update_one({"_id": str(permohonan.id)}, {"$set": ubah})
        assert hasil.matched_count == 1


def ganti_sop(folder: Path, kode: str, cari: str, ganti: str) -> None:
    """Edit an SOP file of an office."""
    berkas = folder / f"{kode}.toml"
    teks = berkas.read_text(encoding="utf-8")
    assert cari in teks
    berkas.write_text(teks.replace(cari, ganti), encoding="utf-8")


def said_in_a_whisper() -> list[str]:
    """Where the code handles an error by a word at debug level."""
    return [
        f"{source.path}:{call.lineno}"
        for source in sources(*CODE)
        for handler in source.nodes(ast.ExceptHandler)
        for call in ast.walk(handler)
        if isinstance(call, ast.Call) and called(call) == "debug"
    ]
