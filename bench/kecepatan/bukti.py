"""That the work was really done: every step closed in the store, and nothing left on the wire."""

import asyncio
import time
from collections.abc import Collection

import aio_pika
from aio_pika.exceptions import ChannelNotFoundEntity

from bench.kecepatan.pekerja import PengukuranGagal
from bench.kecepatan.tempat import Ruang
from shared.store.indeks import PERMOHONAN, SURAT

SABAR_DETIK = 15.0
JEDA_DETIK = 0.2


def selesai(ruang: Ruang) -> list[int]:
    """How many steps each finished application has closed."""
    with ruang.permohonan() as permohonan:
        return [
            len(document["riwayat"])
            for document in permohonan.find({"status": "selesai"}, {"riwayat.urutan": 1})
        ]


def buktikan(ruang: Ruang, permohonan: int, langkah: int, sabar_detik: float = SABAR_DETIK) -> None:
    """Raises `PengukuranGagal`."""
    tertutup = selesai(ruang)
    if len(tertutup) != permohonan or set(tertutup) - {langkah}:
        raise PengukuranGagal(
            f"di penyimpanan {len(tertutup)} permohonan selesai dengan {sum(tertutup)} langkah;"
            f" seharusnya {permohonan} dengan {permohonan * langkah}"
        )
    asyncio.run(_kosong(ruang, sabar_detik))


def buktikan_surat(ruang: Ruang, kode: Collection[str]) -> None:
    """That workers made these outputs, of every application. Raises `PengukuranGagal`."""
    with ruang.basis() as basis:
        semua = basis[PERMOHONAN].find({"status": "selesai"}, {"riwayat.hasil": 1})
        dibuat = {satu["_id"] for satu in basis[SURAT].find({}, {"_id": 1})}
        for document in semua:
            hasil = [satu for entri in document["riwayat"] for satu in entri["hasil"]]
            kurang = [
                satu["kode"]
                for satu in hasil
                if satu["kode"] in kode and satu["berkas"]["berkas_id"] not in dibuat
            ]
            if kurang:
                raise PengukuranGagal(f"bukan surat dari pekerja: {', '.join(kurang)}")


async def _kosong(ruang: Ruang, sabar_detik: float) -> None:
    """Asked after the workers stopped: what they still held has come back by then."""
    batas = time.monotonic() + sabar_detik
    while sisa := await _isi_antrean(ruang):
        if time.monotonic() > batas:
            raise PengukuranGagal(f"antrean tidak kosong: {sisa}")
        await asyncio.sleep(JEDA_DETIK)


async def _isi_antrean(ruang: Ruang) -> dict[str, int]:
    isi: dict[str, int] = {}
    async with await aio_pika.connect(ruang.rabbitmq_url) as koneksi:
        for nama in ruang.antrean():
            saluran = await koneksi.channel()
            try:
                queue = await saluran.declare_queue(nama, passive=True)
            except ChannelNotFoundEntity:
                continue  # somebody's own, gone with it
            if banyak := queue.declaration_result.message_count:
                isi[nama] = banyak
            await saluran.close()
    return isi
