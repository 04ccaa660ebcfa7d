"""A watchdog sees that karantina is not empty, and does not take a moment's emptiness for one."""

from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from ops.watchdog.karantina import EMPTY_LOOKS, KarantinaWatch
from shared.errors import BrokerTidakTerjangkau
from shared.rabbit.errors import HakKurang
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_watch import MemoryOpsStore
from tests.builders import PAGI


class Scene:
    def __init__(self) -> None:
        self.ops = MemoryOpsStore(MemoryPermohonanStore())
        self.pesan: int | Exception = 0
        self.watch = KarantinaWatch(self.ops, self.count, lambda: PAGI)

    async def count(self) -> int:
        if isinstance(self.pesan, Exception):
            raise self.pesan
        return self.pesan

    async def see(self, *pesan: int) -> Sequence[str]:
        """What is logged while so many lie there at each look."""
        with capture_logs() as logs:
            for satu in pesan:
                self.pesan = satu
                await self.watch.look()
        return [log["event"] for log in logs]

    async def sejak_diketahui(self) -> bool:
        keadaan = await self.ops.karantina()
        return keadaan is not None and keadaan.sejak is not None


async def test_it_is_said_once_that_karantina_is_not_empty() -> None:
    scene = Scene()
    assert await scene.see(0, 2, 3, 3) == ["karantina_berisi"]
    assert await scene.sejak_diketahui()


async def test_while_somebody_looks_through_it_it_is_not_empty() -> None:
    scene = Scene()
    assert await scene.see(2, 0, 0, 2) == ["karantina_berisi"]
    assert await scene.sejak_diketahui()


async def test_it_is_empty_after_some_looks_and_can_fill_again() -> None:
    scene = Scene()
    assert await scene.see(2, *[0] * EMPTY_LOOKS) == ["karantina_berisi"]
    assert not await scene.sejak_diketahui()
    assert await scene.see(1) == ["karantina_berisi"]


async def test_an_empty_one_is_known_to_be_empty_at_the_first_look() -> None:
    scene = Scene()
    await scene.see(0)
    keadaan = await scene.ops.karantina()
    assert keadaan is not None
    assert keadaan.pesan == 0


async def test_while_the_broker_is_away_what_was_seen_last_stands() -> None:
    scene = Scene()
    await scene.see(2)
    scene.pesan = BrokerTidakTerjangkau("tutup")
    with pytest.raises(BrokerTidakTerjangkau):
        await scene.watch.look()
    assert await scene.sejak_diketahui()


async def test_a_watchdog_that_may_not_see_it_says_so_loudly_and_what_stands_remains() -> None:
    scene = Scene()
    await scene.see(2)
    scene.pesan = HakKurang("akun 'w' tidak berhak melihat antrean 'karantina'")
    with capture_logs() as logs:
        await scene.watch.look()
    [log] = logs
    assert (log["event"], log["log_level"]) == ("karantina_tidak_terlihat", "error")
    assert "izin akses daftar" in log["sebab"]
    assert await scene.sejak_diketahui()
