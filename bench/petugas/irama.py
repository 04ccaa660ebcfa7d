"""How many applications are on their way at once, and when the next one is submitted."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from bench.pesanan import Pesanan

Satu = Callable[[], Awaitable[None]]


async def jalankan(pesanan: Pesanan, satu: Satu) -> tuple[int, float]:
    """How many applications came to their end, and in how many seconds. Raises `TimeoutError`."""
    mulai = time.perf_counter()
    async with asyncio.timeout(pesanan.batas_detik):
        if pesanan.laju is not None:
            jumlah = await _berlaju(pesanan.jumlah, pesanan.laju, satu)
        else:
            jumlah = await _serentak(pesanan, satu)
    return jumlah, time.perf_counter() - mulai


async def _berlaju(jumlah: int, laju: float, satu: Satu) -> int:
    """At its own pace: a slow answer does not hold the next submission back."""
    mulai = time.perf_counter()
    async with asyncio.TaskGroup() as semua:
        for ke in range(jumlah):
            await asyncio.sleep(max(0.0, mulai + ke / laju - time.perf_counter()))
            semua.create_task(_dijalani(satu))
    return jumlah


async def _serentak(pesanan: Pesanan, satu: Satu) -> int:
    mulai, selesai = time.perf_counter(), 0
    sisa = iter(range(pesanan.jumlah))

    def lagi() -> bool:
        if pesanan.selama_detik is not None:
            return time.perf_counter() - mulai < pesanan.selama_detik
        return next(sisa, None) is not None

    async def satu_per_satu() -> None:
        nonlocal selesai
        while lagi():
            await satu()
            selesai += 1

    async with asyncio.TaskGroup() as semua:
        for _ in range(pesanan.serentak or pesanan.jumlah):
            semua.create_task(satu_per_satu())
    return selesai


async def _dijalani(satu: Satu) -> None:
    await satu()
