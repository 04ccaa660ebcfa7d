"""Watchdogs with different calendar files, over real servers: one calendar is in force for all, and
a change moves what is open."""

from dataclasses import replace
from pathlib import Path

from shared.books import BERLAKU_SESUDAH, KalenderBook
from shared.clock import TrialClock
from shared.kalender.loader import BERKAS_BAWAAN
from shared.settings import Settings
from shared.store.watch_port import CatatanMasa
from tests.builders import KURSUS, Perjalanan
from tests.integration.watchdog.scene import Scene
from tests.unit.kalender.contoh import bawaan, wita
from tests.workers import watchdog_here

SENIN_SORE = wita("2026-01-05 15.55")
SELASA_LIBUR = """
[[libur]]
tanggal = 2026-01-06
alasan = "Banjir"
sumber = "Surat Edaran Wali Kota 1/2026"
"""


def _with_flood(scene: Scene, folder: Path) -> Settings:
    file = folder / "kalender.toml"
    file.write_text(BERKAS_BAWAAN.read_text(encoding="utf-8") + SELASA_LIBUR, encoding="utf-8")
    return scene.settings.model_copy(update={"kalender": file})


async def _in_force(scene: Scene) -> CatatanMasa:
    buku = KalenderBook(bawaan(), scene.stores.kalender, TrialClock(scene.jam))
    scene.berlaku = await buku.segarkan()
    return (await scene.stores.kalender.masa())[-1]


async def _until_projected(scene: Scene, versi: str) -> None:
    """Nothing is left that another calendar has reckoned."""
    await scene.until(lambda: scene.reckoned_by_others(versi), frozenset())


async def test_a_changed_calendar_moves_what_is_open_and_leaves_what_was_announced(
    scene: Scene, tmp_path: Path
) -> None:
    pagi = await scene.insert(Perjalanan(KURSUS, diajukan=wita("2026-01-05 09.00")).permohonan)
    sore = await scene.insert(Perjalanan(KURSUS, diajukan=SENIN_SORE).permohonan)
    scene.freeze(wita("2026-01-05 16.30"))
    async with watchdog_here(scene.settings):
        await scene.until_announced(await scene.expected(scene.kini))
    semula = {k: replace(klaim) for k, klaim in (await scene.records()).items()}
    assert {k.pelanggaran.permohonan_id for k in semula.values()} == {pagi.id}

    async with watchdog_here(_with_flood(scene, tmp_path)):
        masa = await _in_force(scene)
        assert masa.dari == wita("2026-01-05 16.30") + BERLAKU_SESUDAH
        assert "Banjir" in masa.alasan[0]
        await _until_projected(scene, masa.versi)
        terkini = await scene.stores.permohonan.find(sore.id)
        assert terkini is not None
        assert terkini.jaga is not None
        assert terkini.jaga.jatuh_tempo == wita("2026-01-07 07.35")
        assert [(g.semula, g.menjadi) for g in terkini.jaga.digeser] == [
            (wita("2026-01-06 07.35"), wita("2026-01-07 07.35"))
        ]
        assert await scene.records() == semula
        scene.freeze(wita("2026-01-07 07.36"))
        diumumkan = await scene.verify()
    assert len(diumumkan) == len(semula) + 2
    assert (await _in_force(scene)).tergeser == 1


async def test_two_watchdogs_with_different_files_reckon_alike(
    scene: Scene, tmp_path: Path
) -> None:
    scene.freeze(wita("2026-01-05 16.00"))
    for menit in range(40):
        diajukan = SENIN_SORE.replace(minute=SENIN_SORE.minute + menit // 10)
        await scene.insert(Perjalanan(KURSUS, diajukan=diajukan).permohonan)
    async with watchdog_here(scene.settings), watchdog_here(_with_flood(scene, tmp_path)):
        versi = (await _in_force(scene)).versi
        await _until_projected(scene, versi)
        scene.freeze(wita("2026-01-06 12.00"))
        assert await scene.verify() == []
        scene.freeze(wita("2026-01-07 12.00"))
        assert len(await scene.verify()) == 80
    assert (await _in_force(scene)).versi == versi
