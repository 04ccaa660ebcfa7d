"""A process whose clock is wrong stands still beside an office that goes on. Each process of these
tests goes by a trial clock of its own file; the office's is `jam.json`."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from izin.registry import discover_desks
from ops.watchdog.process import compose_watchdog
from shared import clock_guard
from shared.settings import Settings
from tests.pipeline.trap_office import SABAR_DETIK, Jam, kunci, open_kantor
from tests.pipeline.wrong_clocks import PAGI, jam_proses, sampai, sendiri, set_right
from tests.workers import watchdog_here, workers_here

SALAH = ["2026-12-05 09.00", "2026-12-02 09.09", "2026-12-01 09.00"]


@pytest.fixture
def settings(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(clock_guard, "EVERY_SECONDS", 0.3)
    jam = Jam(tmp_path / "jam.json").ke(PAGI)
    ubah = {"berkas_jam": jam.berkas, "jeda_sapu_detik": 0.1, "jeda_denyut_detik": 0.5}
    return settings.model_copy(update=ubah)


@pytest.mark.parametrize("salah", SALAH)
async def test_a_watchdog_with_a_wrong_clock_neither_announces_nor_moves_the_fence(
    settings: Settings, salah: str
) -> None:
    lain, jam_lain = sendiri(settings, salah)
    async with open_kantor(settings) as kantor, jam_proses(settings) as berhenti:
        permohonan = await kantor.ajukan(diajukan_pada=kantor.jam())
        watchdog = compose_watchdog(discover_desks(), lain)
        task = asyncio.create_task(watchdog.run())
        await sampai(berhenti)
        assert not watchdog.ready.is_set()
        assert await kantor.watch.klaim(permohonan.id) == ()
        tugas = await kantor.office.tugas("frontoffice")
        assert (await kantor.office.putuskan(tugas)).diterapkan
        entri = (await kantor.sekarang(permohonan)).riwayat[-1]
        assert entri.ditutup_pada - entri.dibuka_pada < timedelta(minutes=2)
        set_right(jam_lain, kantor.jam)
        await asyncio.wait_for(watchdog.ready.wait(), SABAR_DETIK)
        assert kunci(await kantor.pengumuman()) == []
        watchdog.stop()
        assert await task == 0


@pytest.mark.parametrize("salah", SALAH)
async def test_a_worker_whose_clock_jumps_decides_when_it_is_right_again(
    settings: Settings, salah: str
) -> None:
    lain, jam_lain = sendiri(settings, PAGI)
    async with (
        open_kantor(settings, "backoffice") as kantor,
        jam_proses(settings) as berhenti,
        workers_here(lain, "frontoffice"),
        watchdog_here(settings),
    ):
        permohonan = await kantor.ajukan(diajukan_pada=kantor.jam())
        putusan = await kantor.office.putusan(await kantor.office.tugas("frontoffice"))
        jam_lain.ke(salah)
        menjawab = asyncio.create_task(kantor.office.client.decide(putusan, SABAR_DETIK))
        await sampai(berhenti)
        await kantor.disapu()
        assert (await kantor.sekarang(permohonan)).urutan == 1, "it waits"
        assert not menjawab.done()
        set_right(jam_lain, kantor.jam)
        jawaban = await menjawab
        assert jawaban is not None
        assert jawaban.diterapkan
        entri = (await kantor.sekarang(permohonan)).riwayat[-1]
        assert entri.ditutup_pada <= kantor.jam()
        assert entri.ditutup_pada - entri.dibuka_pada < timedelta(minutes=2)
        await kantor.disapu()
        assert kunci(await kantor.pengumuman()) == []


async def test_a_pulse_is_never_written_from_the_future(settings: Settings) -> None:
    lain, jam_lain = sendiri(settings, PAGI)
    async with (
        open_kantor(settings, "backoffice") as kantor,
        jam_proses(settings) as berhenti,
        workers_here(lain, "frontoffice"),
    ):
        await sampai(lambda: kantor.ops.pulse("frontoffice"))
        jam_lain.ke(SALAH[0])
        await sampai(berhenti)
        denyut = await kantor.ops.pulse("frontoffice")
        assert denyut is not None
        assert denyut <= kantor.jam()
        set_right(jam_lain, kantor.jam)

        async def berdenyut() -> bool:
            return (await kantor.ops.pulse("frontoffice") or denyut) > denyut

        await sampai(berdenyut)
