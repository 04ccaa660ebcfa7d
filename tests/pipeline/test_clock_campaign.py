"""A campaign: one worker and one watchdog whose clocks jump ahead, behind, and back, each by
itself or both apart, while applications are decided in time, or left to fall due."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from chaos.checker.times import check_times
from shared import clock_guard
from shared.contracts import Putusan
from shared.permohonan import Permohonan
from shared.settings import Settings
from tests.pipeline.trap_office import SABAR_DETIK, Jam, Kantor, kunci, open_kantor, seharusnya
from tests.pipeline.wrong_clocks import (
    PAGI,
    StandingStill,
    jam_proses,
    sampai,
    sendiri,
    set_right,
)
from tests.workers import watchdog_here, workers_here

JAUH = (
    timedelta(days=3),
    timedelta(minutes=9),
    timedelta(hours=8),
    timedelta(minutes=-9),
    timedelta(days=-1),
)
LOKET, SELURUHNYA = "frontoffice", timedelta(minutes=11)
NTP = timedelta(seconds=5)


@dataclass
class Campaign:
    """`diputus`: what was decided in time, and the true time before it was sent and after it was
    answered."""

    kantor: Kantor
    jam: dict[str, Jam]
    berhenti: StandingStill
    lots: random.Random
    semua: list[Permohonan] = field(default_factory=list)
    diputus: list[tuple[Putusan, datetime, datetime]] = field(default_factory=list)

    async def right(self) -> None:
        for satu in self.jam.values():
            set_right(satu, self.kantor.jam)
        await sampai(self._all_agree)

    async def _all_agree(self) -> bool:
        return not await self.berhenti()

    async def later(self, lama: timedelta) -> None:
        """The true time goes on, and with it every clock."""
        jam = self.kantor.jam
        jam.write(jam.berkas, jam() + lama, laju=1.0)
        await self.right()
        await self.kantor.disapu()

    async def jump(self, siapa: list[str]) -> None:
        """Each to a time of its own; returns when each says that it stands still."""
        for nama, jauh in zip(siapa, self.lots.sample(JAUH, len(siapa)), strict=True):
            jam = self.jam[nama]
            jam.write(jam.berkas, self.kantor.jam() + jauh, laju=1.0)

        async def all_stand() -> bool:
            diam = {satu.sebutan.split()[0] for satu in await self.berhenti()}
            return diam == set(siapa)

        await sampai(all_stand)

    async def round(self, siapa: list[str]) -> None:
        kantor = self.kantor
        self.semua.append(await kantor.ajukan(diajukan_pada=kantor.jam()))
        putusan = await kantor.office.putusan(
            await kantor.office.tugas(LOKET), diputuskan_pada=kantor.jam()
        )
        await self.jump(siapa)
        sebelum = kantor.jam()
        menjawab = asyncio.create_task(kantor.office.client.decide(putusan, SABAR_DETIK))
        await self.nothing_early()
        if LOKET in siapa:
            assert not menjawab.done(), "a worker that stands still answers nothing"
            await self.right()
        jawaban = await menjawab
        assert jawaban is not None
        assert jawaban.diterapkan, jawaban
        self.diputus.append((putusan, sebelum, kantor.jam()))
        await self.right()

    async def left(self) -> None:
        """One that nobody decides: it falls due."""
        self.semua.append(await self.kantor.ajukan(diajukan_pada=self.kantor.jam()))
        await self.kantor.office.tugas(LOKET)

    async def nothing_early(self) -> None:
        kini = self.kantor.jam() + NTP
        for satu in self.semua:
            ada = {k.kunci for k in await self.kantor.watch.klaim(satu.id)}
            assert ada <= set(seharusnya(await self.kantor.sekarang(satu), kini))

    async def judge(self, settings: Settings) -> None:
        await self.kantor.disapu()
        kini = self.kantor.jam()
        for satu in self.semua:
            ada = sorted(k.kunci for k in await self.kantor.watch.klaim(satu.id))
            assert ada == seharusnya(await self.kantor.sekarang(satu), kini), "none missing"
            await self.kantor.semua_diumumkan(satu)
        for putusan, sebelum, sesudah in self.diputus:
            permohonan = await self.kantor.office.store.find(putusan.permohonan_id)
            assert permohonan is not None
            entri = permohonan.entri_kiriman(putusan.putusan_id)
            assert entri is not None
            assert sebelum - NTP <= entri.ditutup_pada <= sesudah + NTP
            assert entri.saat_pengirim is None
        assert list(check_times(*_written(settings), kini + NTP)) == []
        menurut_riwayat = [
            seharusnya(await self.kantor.sekarang(satu), kini) for satu in self.semua
        ]
        diumumkan = kunci(await self.kantor.pengumuman())
        assert diumumkan == sorted(chain.from_iterable(menurut_riwayat)), "each once"


def _written(settings: Settings) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    assert settings.mongodb_url
    url = settings.mongodb_url.get_secret_value()
    with MongoClient[dict[str, Any]](url, tz_aware=True) as client:
        database = client[settings.basis_data]
        return list(database["permohonan"].find({})), list(database["pelanggaran"].find({}))


@asynccontextmanager
async def open_campaign(settings: Settings, folder: Path, benih: int) -> AsyncIterator[Campaign]:
    """The office's other workers go by the true time."""
    benar = settings.model_copy(
        update={
            "berkas_jam": Jam(folder / "jam.json").ke(PAGI).berkas,
            "jeda_sapu_detik": 0.1,
            "jeda_denyut_detik": 0.5,
        }
    )
    worker, jam_worker = sendiri(benar, PAGI, "worker")
    watchdog, jam_watchdog = sendiri(benar, PAGI, "watchdog")
    async with AsyncExitStack() as stack:
        kantor = await stack.enter_async_context(open_kantor(benar, "backoffice"))
        berhenti = await stack.enter_async_context(jam_proses(benar))
        jam = {LOKET: jam_worker, "watchdog": jam_watchdog}
        campaign = Campaign(kantor, jam, berhenti, random.Random(benih))  # noqa: S311
        for satu in jam.values():
            set_right(satu, kantor.jam)
        await stack.enter_async_context(workers_here(worker, LOKET))
        await stack.enter_async_context(watchdog_here(watchdog))
        await campaign.right()
        yield campaign


async def run(settings: Settings, folder: Path, rounds: list[list[str]], benih: int) -> None:
    print(f"benih {benih}")
    async with open_campaign(settings, folder, benih) as campaign:
        for siapa in rounds:
            await campaign.round(siapa)
            await campaign.left()
            await campaign.later(timedelta(minutes=campaign.lots.choice([1, 7, 11])))
            await campaign.nothing_early()
        await campaign.later(SELURUHNYA)
        await campaign.judge(settings)


BERGILIR = [[LOKET], ["watchdog"], [LOKET, "watchdog"]]


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_guard, "EVERY_SECONDS", 0.3)


async def test_clocks_that_jump_announce_nothing_early_miss_nothing_and_seal_nothing_late(
    settings: Settings, tmp_path: Path
) -> None:
    await run(settings, tmp_path, BERGILIR, 15)


@pytest.mark.lama
async def test_clocks_that_jump_for_a_long_time(settings: Settings, tmp_path: Path) -> None:
    await run(settings, tmp_path, BERGILIR * 12, random.SystemRandom().randrange(10**6))
