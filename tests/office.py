"""An office for tests: portal and officers over the real wire, and a look into karantina."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from shared import topology
from shared.contracts import (
    Dokumen,
    DokumenBerkode,
    Jawaban,
    Pemberitahuan,
    Pengajuan,
    Putusan,
    Tugas,
    Verdik,
)
from shared.permohonan import Permohonan
from shared.rabbit.client import WireClient, open_client
from shared.rabbit.client_queues import ReceivedTask
from shared.rabbit.errors import QueueMissing
from shared.settings import Settings
from shared.sop.model import Sop
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.motor_client import connect
from shared.tindakan import NilaiPutusan
from tests.builders import KURSUS, kode_wajib, pdf, penarikan, pengajuan, petugas, termuat

TUNGGU_DETIK = 90
BATAS = 50_000_000


async def sekali(isi: bytes) -> AsyncIterator[bytes]:
    yield isi


@dataclass
class Office:
    client: WireClient
    channel: aio_pika.abc.AbstractChannel
    store: MongoPermohonanStore
    dokumen: GridFsDokumenStore
    settings: Settings

    async def berkas(self, nama: str, isi: bytes | None = None) -> Dokumen:
        return await self.dokumen.put(
            f"{nama}.pdf", sekali(pdf(nama) if isi is None else isi), BATAS
        )

    async def berkode(self, kode: str, isi: bytes | None = None) -> DokumenBerkode:
        return DokumenBerkode(kode=kode, berkas=await self.berkas(kode, isi))

    async def pengajuan(
        self, sop: Sop | None = None, tanpa: Iterable[str] = (), **ubah: Any
    ) -> Pengajuan:
        sop = sop or termuat(KURSUS).sop
        kode = [k for k in kode_wajib(sop) if k not in set(tanpa)]
        ubah = {"pengajuan_id": uuid.uuid4().hex, "diajukan_pada": datetime.now(UTC)} | ubah
        return pengajuan(sop, [await self.berkode(k) for k in kode], **ubah)

    async def ajukan(self, isi: Pengajuan) -> Jawaban:
        jawaban = await self.client.submit(isi, wait_seconds=TUNGGU_DETIK)
        assert jawaban is not None
        return jawaban

    async def tugas(self, pelaksana: str) -> Tugas:
        """The next task of a role, taken for good."""
        async with asyncio.timeout(TUNGGU_DETIK):
            while (diterima := await self._ambil_tugas(pelaksana)) is None:
                await asyncio.sleep(0.02)
        await diterima.done()
        return diterima.tugas

    async def tugas_bila_ada(self, pelaksana: str) -> Tugas | None:
        """The same without waiting."""
        if (diterima := await self._ambil_tugas(pelaksana)) is None:
            return None
        await diterima.done()
        return diterima.tugas

    async def _ambil_tugas(self, pelaksana: str) -> ReceivedTask | None:
        with suppress(QueueMissing):
            return await self.client.take(pelaksana)
        return None

    async def putusan(self, tugas: Tugas, nilai: NilaiPutusan = "terima", **ubah: Any) -> Putusan:
        """A decision that brings all that the task asks for, unless `ubah` says otherwise."""
        pilihan = next((p for p in tugas.pilihan if p.putusan == nilai), None)
        wajib = pilihan.hasil_wajib if pilihan else ()
        isi: dict[str, Any] = {
            "putusan_id": uuid.uuid4().hex,
            "permohonan_id": tugas.permohonan_id,
            "langkah": tugas.langkah,
            "putaran": tugas.putaran,
            "pelaksana": tugas.pelaksana,
            "putusan": nilai,
            "petugas": petugas(tugas.pelaksana),
            "diputuskan_pada": datetime.now(UTC),
            "atas": tugas.atas.berkas.sha256 if nilai == "terima" and tugas.atas else None,
            "catatan": "" if nilai == "terima" else "alasan uji",
        }
        if tugas.tindakan == "verifikasi":
            isi["verdik"] = tuple(Verdik(kode=d.kode, diterima=True) for d in tugas.dokumen)
        if "hasil" not in ubah:
            nama = f"{tugas.nomor}-{tugas.putaran}"
            isi["hasil"] = tuple([await self.berkode(k, pdf(f"{k}-{nama}")) for k in wajib])
        return Putusan(**(isi | ubah))

    async def putuskan(self, tugas: Tugas, nilai: NilaiPutusan = "terima", **ubah: Any) -> Jawaban:
        return await self.client.decide(await self.putusan(tugas, nilai, **ubah), TUNGGU_DETIK)

    async def tarik(self, permohonan: Permohonan, **ubah: Any) -> Jawaban:
        ubah = {"penarikan_id": uuid.uuid4().hex, "ditarik_pada": datetime.now(UTC)} | ubah
        return await self.client.withdraw(penarikan(permohonan, **ubah), TUNGGU_DETIK)

    async def lewati(self, *pelaksana: str) -> None:
        """One task of each role named, in this order, taken and accepted."""
        for nama in pelaksana:
            jawaban = await self.putuskan(await self.tugas(nama))
            assert jawaban.diterapkan, jawaban

    async def permohonan(self, jawaban: Jawaban) -> Permohonan:
        assert jawaban.permohonan_id is not None
        permohonan = await self.store.find(jawaban.permohonan_id)
        assert permohonan is not None
        return permohonan

    async def pemberitahuan(self) -> Pemberitahuan:
        pesan = await self.ambil(topology.ANTREAN_PEMBERITAHUAN)
        return Pemberitahuan.dari_json(pesan.body)

    async def kirim_mentah(self, kunci: str, isi: bytes, **properti: Any) -> None:
        exchange = await self.channel.get_exchange(topology.EXCHANGE_IZIN, ensure=False)
        await exchange.publish(aio_pika.Message(isi, delivery_mode=2, **properti), kunci)

    async def ambil(self, antrean: str) -> AbstractIncomingMessage:
        """The next message of a queue, acknowledged."""
        queue = await self.channel.get_queue(antrean, ensure=False)
        async with asyncio.timeout(TUNGGU_DETIK):
            while (pesan := await queue.get(fail=False)) is None:
                await asyncio.sleep(0.02)
        await pesan.ack()
        return pesan

    async def kosong(self, antrean: str) -> bool:
        queue = await self.channel.get_queue(antrean, ensure=False)
        pesan = await queue.get(fail=False)
        return pesan is None


@asynccontextmanager
async def open_office(settings: Settings) -> AsyncIterator[Office]:
    assert settings.rabbitmq_url and settings.mongodb_url
    client = connect(settings.mongodb_url.get_secret_value())
    connection = await aio_pika.connect(settings.rabbitmq_url.get_secret_value())
    async with connection, open_client(settings.rabbitmq_url.get_secret_value()) as wire:
        yield Office(
            wire,
            await connection.channel(on_return_raises=True),
            MongoPermohonanStore(client, settings.basis_data),
            GridFsDokumenStore(client, settings.basis_data),
            settings,
        )
    client.close()
