"""People are told that karantina is not empty: once, and once a day while it lasts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ops.notifier.errors import GagalSementara
from ops.notifier.quarantine import KarantinaWarnings, PeringatanKarantina
from ops.notifier.saluran import SaluranApprise, SaluranUmum, SaluranWebhook
from ops.notifier.surat import surat_karantina
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_watch import MemoryKabarStore, MemoryOpsStore
from shared.store.watch_port import SEWA_PERINGATAN
from tests.builders import PAGI


class Scene:
    """Two notifiers, one channel."""

    def __init__(self) -> None:
        self.ops = MemoryOpsStore(MemoryPermohonanStore())
        self.kini = PAGI
        self.fails = False
        self.given: list[PeringatanKarantina] = []
        store = MemoryKabarStore()
        self.notifiers = [
            KarantinaWarnings(self.ops, store, [("kepala", self)], self.clock) for _ in range(2)
        ]

    def clock(self) -> datetime:
        return self.kini

    async def send_karantina(self, peringatan: PeringatanKarantina) -> None:
        if self.fails:
            raise GagalSementara("tutup")
        self.given.append(peringatan)

    async def after(self, lama: timedelta, pesan: int) -> int:
        """How many warnings have been given by then."""
        self.kini += lama
        await self.ops.saw_karantina(pesan, self.kini)
        for notifier in self.notifiers:
            await notifier.once()
        return len(self.given)


async def test_nobody_is_told_of_an_empty_one_or_of_one_that_nobody_has_seen() -> None:
    scene = Scene()
    for notifier in scene.notifiers:
        await notifier.once()
    assert await scene.after(timedelta(), 0) == 0


async def test_it_is_told_once_however_many_notifiers_run_and_again_a_day_later() -> None:
    scene = Scene()
    assert await scene.after(timedelta(), 2) == 1
    assert await scene.after(timedelta(hours=23), 5) == 1
    assert await scene.after(timedelta(hours=2), 5) == 2
    assert await scene.after(timedelta(hours=2), 5) == 2


async def test_one_that_fills_again_is_told_again() -> None:
    scene = Scene()
    assert await scene.after(timedelta(), 2) == 1
    await scene.after(timedelta(minutes=1), 0)
    assert await scene.after(timedelta(minutes=1), 1) == 2


async def test_what_did_not_arrive_is_tried_again_as_the_same_warning() -> None:
    scene = Scene()
    scene.fails = True
    assert await scene.after(timedelta(), 2) == 0
    scene.fails = False
    assert await scene.after(timedelta(seconds=30), 2) == 0
    assert await scene.after(SEWA_PERINGATAN, 2) == 1
    assert scene.given[0].kunci.startswith("kepala/karantina/")


ORANG = {"nama": "kepala", "jenis": "apprise", "url_env": "URL"}
PROGRAM = {"nama": "dasbor", "jenis": "webhook", "url_env": "URL", "rahasia_env": "RAHASIA"}


@pytest.mark.parametrize(
    ("saluran", "diberi_tahu"),
    [
        (SaluranApprise.model_validate(ORANG), True),
        (SaluranApprise.model_validate(ORANG | {"karantina": False}), False),
        (SaluranApprise.model_validate(ORANG | {"tingkat": ("terlampaui",)}), False),
        (
            SaluranApprise.model_validate(ORANG | {"tingkat": ("mendekati",), "karantina": True}),
            True,
        ),
        (SaluranWebhook.model_validate(PROGRAM), False),
        (SaluranWebhook.model_validate(PROGRAM | {"karantina": True}), True),
    ],
)
def test_a_channel_for_everything_of_people_is_told_unless_it_says_otherwise(
    saluran: SaluranUmum, diberi_tahu: bool
) -> None:
    assert saluran.menghendaki_karantina is diberi_tahu


def test_the_letter_says_how_many_since_when_and_what_to_do() -> None:
    surat = surat_karantina(PeringatanKarantina("k", 3, PAGI), ZoneInfo("Asia/Makassar"))
    assert surat.judul == "[AlurIzin] 3 pesan di karantina"
    assert "izin karantina" in surat.isi
    assert "2026" in surat.isi
    assert surat.genting
