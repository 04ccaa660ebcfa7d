"""One crash at one exact point, over the real store and the real broker; then another watchdog."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from izin.registry import discover_desks
from ops.watchdog import inspector as inspector_module
from ops.watchdog.context import WatchContext, look_now
from ops.watchdog.duties import open_context
from ops.watchdog.holdings import Holdings, Marker
from ops.watchdog.inspector import Inspector
from shared.alur import Kiriman
from shared.books import all_pelaksana
from shared.permohonan import Permohonan
from shared.rabbit.consume import open_broker
from shared.rabbit.declare import declare
from shared.rabbit.delivery import Publisher
from shared.rabbit.publish import RabbitPublisher
from shared.topology import topologi
from tests.builders import KURSUS, Perjalanan, katalog
from tests.integration.watchdog.scene import PAGI_KERJA, Scene
from tests.unit.kalender.contoh import bawaan, wita
from tests.workers import watchdog_here


@pytest.fixture(autouse=True)
def quick_takeover(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else is alive here whose hands could still hold something."""
    scene.settings = scene.with_lease(1.0)
    monkeypatch.setattr(inspector_module, "GRACE_SECONDS", 0.6)


class Killed(BaseException):
    """Nothing of the process goes on."""


@dataclass
class Dying:
    """The real publisher, in a process that dies with the message sent or not sent."""

    real: Publisher
    sent: bool

    async def send(self, kiriman: Kiriman) -> None:
        if self.sent:
            await self.real.send(kiriman)
        raise Killed

    async def answer(self, *_: object) -> None: ...

    async def quarantine(self, *_: object) -> None: ...


@asynccontextmanager
async def real_context(scene: Scene) -> AsyncIterator[WatchContext]:
    assert scene.settings.rabbitmq_url and scene.settings.mongodb_url
    url = scene.settings.rabbitmq_url.get_secret_value()
    semua = topologi(all_pelaksana(katalog(), discover_desks()))

    async def declare_all() -> None:
        await declare(url, semua)

    await declare_all()
    broker = open_broker(url, 5)
    async with broker:
        publisher = RabbitPublisher(broker, 10, declare_all)
        mongodb_url = scene.settings.mongodb_url.get_secret_value()
        context = open_context(scene.settings, mongodb_url, katalog(), bawaan(), publisher)
        assert context.guard
        await context.guard.join()
        await context.kalender.adopt()
        yield context
        await context.permohonan.close()


async def inspect(context: WatchContext, permohonan: Permohonan) -> None:
    marker = Marker(context.watch, context.clock)
    inspector = Inspector(context, Holdings(context, marker))
    await inspector.inspect(permohonan.id, await look_now(context))


@pytest.mark.parametrize("sent", [False, True])
async def test_killed_around_the_publish_another_finishes_and_nothing_is_said_twice(
    scene: Scene, sent: bool
) -> None:
    satu = await scene.insert(Perjalanan(KURSUS, diajukan=PAGI_KERJA).permohonan)
    scene.freeze(wita("2026-01-05 09.09"))
    async with real_context(scene) as context:
        with pytest.raises(Killed):
            await inspect(replace(context, publisher=Dying(context.publisher, sent)), satu)
    (klaim,) = (await scene.records()).values()
    assert klaim.diumumkan_pada is None
    async with watchdog_here(scene.settings):
        (pelanggaran,) = await scene.verify()
    assert pelanggaran.tingkat == "mendekati"


async def test_killed_between_claim_and_fence_and_closed_in_time_nothing_is_said(
    scene: Scene,
) -> None:
    async def die(*_: object) -> bool:
        raise Killed

    perjalanan = Perjalanan(KURSUS, diajukan=PAGI_KERJA)
    perjalanan.permohonan = lama = await scene.insert(perjalanan.permohonan)
    scene.freeze(wita("2026-01-05 09.09"))
    async with real_context(scene) as context:
        context.watch.watch = die  # type: ignore[method-assign, assignment]
        with pytest.raises(Killed):
            await inspect(context, lama)
    assert len(await scene.records()) == 1
    baru = perjalanan.pada(wita("2026-01-05 09.07")).putus()
    assert await scene.advance(baru, lama)
    async with watchdog_here(scene.settings):
        await scene.until_announced(set())
        assert await scene.verify() == []


async def test_what_was_decided_while_no_watchdog_ran_is_announced_with_all_its_levels(
    scene: Scene,
) -> None:
    perjalanan = Perjalanan(KURSUS, diajukan=PAGI_KERJA)
    perjalanan.pada(wita("2026-01-05 10.30")).putus()
    await scene.insert(perjalanan.permohonan)
    scene.freeze(wita("2026-01-05 10.31"))
    async with watchdog_here(scene.settings):
        diumumkan = await scene.verify()
    assert [p.tingkat for p in diumumkan] == ["mendekati", "terlampaui", "selesai_terlambat"]
    assert [p.terlambat_terdeteksi_detik for p in diumumkan] == [83 * 60, 81 * 60, 60]
