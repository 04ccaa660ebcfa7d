"""Desks that close steps in the very moment in which they fall due."""

import asyncio
from datetime import timedelta

from shared.contracts.base import ke_milidetik
from shared.permohonan import Permohonan
from tests.builders import KURSUS, Perjalanan
from tests.integration.watchdog.scene import PAGI_KERJA, Scene
from tests.workers import watchdog_here

BANYAK = 100
BATAS = timedelta(minutes=10)
SEDETIK = timedelta(seconds=1)


async def _decide(scene: Scene, satu: Permohonan, contoh: Perjalanan) -> int:
    """Read the clock, take a moment, write; again from the start when somebody was quicker.
    Returns how often it had to."""
    kali = 0
    while True:
        lama = await scene.stores.permohonan.find(satu.id)
        assert lama is not None
        contoh.permohonan = lama
        baru = contoh.pada(scene.kini).putus()
        await asyncio.sleep(scene.lots.uniform(0.0, 0.6))
        if await scene.advance(baru, lama):
            return kali
        kali += 1


async def test_whoever_is_quicker_the_history_and_the_announcements_agree(scene: Scene) -> None:
    contoh = Perjalanan(KURSUS, diajukan=PAGI_KERJA)
    semua = []
    for _ in range(BANYAK):
        diajukan = ke_milidetik(PAGI_KERJA - scene.lots.random() * 2 * SEDETIK)
        semua.append(await scene.insert(Perjalanan(KURSUS, diajukan=diajukan).permohonan))
    often = scene.settings.model_copy(update={"jeda_sapu_detik": 0.1})
    scene.run_clock(0.0, PAGI_KERJA + BATAS - 5 * SEDETIK)
    async with watchdog_here(often), watchdog_here(often):
        scene.run_clock(1.0, PAGI_KERJA + BATAS - 3 * SEDETIK)

        async def desk(satu: Permohonan) -> int:
            await asyncio.sleep(scene.lots.uniform(0.0, 4.0))
            return await _decide(scene, satu, contoh)

        ulang = await asyncio.gather(*(desk(satu) for satu in semua))
        scene.freeze(PAGI_KERJA + BATAS + timedelta(minutes=2))
        diumumkan = await scene.verify()
    tingkat = [p.tingkat for p in diumumkan if p.langkah == 2]
    assert tingkat.count("mendekati") == BANYAK
    terlambat = tingkat.count("terlampaui")
    assert 0 < terlambat < BANYAK
    assert tingkat.count("selesai_terlambat") == terlambat
    assert sum(ulang) > 0
