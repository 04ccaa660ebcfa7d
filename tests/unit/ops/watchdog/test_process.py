"""How a watchdog is put together, and who is told what it does."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from izin.registry import discover_desks
from ops.watchdog.context import Companions
from ops.watchdog.process import compose_watchdog, with_lease
from shared.contracts import Pelanggaran
from shared.settings import Settings
from tests.builders import KURSUS, PAGI
from tests.unit.ops.watchdog.kennel import Dog, Kennel, terlambat


@dataclass
class Listener:
    swept_times: int = 0
    told: list[Pelanggaran] = field(default_factory=list)
    life: list[str] = field(default_factory=list)

    async def start(self) -> None:
        self.life.append("start")

    async def stop(self) -> None:
        self.life.append("stop")

    def swept(self) -> None:
        self.swept_times += 1

    def announced(self, pelanggaran: Pelanggaran) -> None:
        self.told.append(pelanggaran)


async def test_companions_are_told_of_every_sweep_and_of_what_this_process_announced() -> None:
    kennel, listener, companions = Kennel(PAGI + timedelta(days=30)), Listener(), Companions()
    companions.add(listener)
    await kennel.insert(terlambat(KURSUS, PAGI))
    await Dog(kennel, "lain").sweep()
    await kennel.insert(terlambat(KURSUS, PAGI))
    dog = Dog(kennel, "a", companions=companions)
    await dog.sweep()
    await dog.sweep()
    assert listener.swept_times == 2
    assert listener.told == kennel.wire.messages[4:]
    assert len(listener.told) == 4
    await companions.start()
    await companions.stop()
    assert listener.life == ["start", "stop"]


@pytest.mark.parametrize(("sewa", "heartbeat"), [(10, 4), (5, 2), (0.5, 1), (600, 10)])
def test_the_broker_gives_up_one_that_sleeps_before_its_lease_is_over(
    sewa: float, heartbeat: int
) -> None:
    url = with_lease("amqp://izin:p%40s%2Fs@mq:5672/vh?heartbeat=60", sewa)
    assert url == f"amqp://izin:p%40s%2Fs@mq:5672/vh?heartbeat={heartbeat}"
    assert 2 * heartbeat < max(sewa, 3)


def test_without_the_addresses_of_its_servers_there_is_no_watchdog() -> None:
    with pytest.raises(ValueError, match="RABBITMQ_URL"):
        compose_watchdog(discover_desks(), Settings(rabbitmq_url=None, mongodb_url=None))
