"""`python -m bench.petugas INDUK PESANAN`: the officers of AlurIzin and of the two floors."""

import asyncio
import sys
from dataclasses import replace

import aiormq

from bench.pesanan import SIAP, Pesanan, katakan, tunggu_mulai
from bench.petugas.irama import jalankan
from bench.petugas.kantor import buka
from bench.petugas.surat import Penulis
from bench.pola.rekam import rekam
from izin.parent import die_with_parent
from shared.settings import Settings
from shared.surat.loader import muat_surat


async def main(pesanan: Pesanan) -> None:
    settings = Settings()
    assert settings.rabbitmq_url is not None
    koneksi = await aiormq.connect(settings.rabbitmq_url.get_secret_value())
    penulis = Penulis(muat_surat(settings.folder_surat)) if pesanan.surat else None
    kantor = await buka(rekam(), koneksi, penulis)
    if pesanan.pemanasan:
        pemanasan = replace(
            pesanan, jumlah=pesanan.pemanasan, serentak=None, laju=None, selama_detik=None
        )
        await jalankan(pemanasan, kantor.satu)
    katakan(SIAP)
    await asyncio.to_thread(tunggu_mulai)
    kantor.latensi.clear()
    jumlah, detik = await jalankan(pesanan, kantor.satu)
    latensi = kantor.latensi if pesanan.latensi else []
    katakan({"permohonan": jumlah, "detik": detik, "latensi": latensi})
    await koneksi.close()


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))
    asyncio.run(main(Pesanan.dari_teks(sys.argv[2])))
