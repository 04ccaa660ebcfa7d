"""Work beside a page: one at a time of each, finished before the process ends, or given up."""

import asyncio

from services.meja.berjalan import Berjalan


async def test_who_asks_again_meanwhile_waits_for_the_same() -> None:
    berjalan, pintu, kali = Berjalan(), asyncio.Event(), []

    async def kerja(nama: str) -> str:
        kali.append(nama)
        await pintu.wait()
        return nama

    satu = asyncio.create_task(berjalan.sekali("sk", kerja("satu")))
    dua = asyncio.create_task(berjalan.sekali("sk", kerja("dua")))
    lain = asyncio.create_task(berjalan.sekali("lain", kerja("lain")))
    await asyncio.sleep(0)
    satu.cancel()  # the browser went away
    pintu.set()
    assert await dua == "satu"
    assert await lain == "lain"
    assert kali == ["satu", "lain"]
    assert await berjalan.sekali("sk", kerja("tiga")) == "tiga"


async def test_what_is_under_way_may_finish_and_is_given_up_after_a_while() -> None:
    berjalan, selesai = Berjalan(), []

    async def kerja() -> None:
        await asyncio.sleep(0)
        assert berjalan.berhenti
        selesai.append("ya")

    berjalan.mulai("singkat", kerja())
    await berjalan.stop()
    assert selesai == ["ya"]
    berjalan.tunggu_detik = 0
    tak_henti = berjalan.mulai("panjang", asyncio.Event().wait())
    await berjalan.stop()
    assert tak_henti.cancelled()
