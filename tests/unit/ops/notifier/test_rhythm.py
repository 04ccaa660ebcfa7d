"""When a channel is tried again, and when it is left alone."""

import asyncio
import time

import pytest

from ops.notifier.errors import GagalSementara, GagalTetap
from ops.notifier.rhythm import Rhythm, Tempo

pytestmark = pytest.mark.usefixtures("skipping_time")

CEPAT = Tempo(awal=0.01, terlama=0.04, giliran=0.2)


class Door:
    """Raises what stands in `answers`, one after the other; then it opens."""

    def __init__(self, *answers: Exception) -> None:
        self.answers = list(answers)
        self.knocks: list[float] = []

    async def __call__(self) -> None:
        self.knocks.append(time.monotonic())
        if self.answers:
            raise self.answers.pop(0)

    @property
    def pauses(self) -> list[float]:
        return [b - a for a, b in zip(self.knocks, self.knocks[1:], strict=False)]


def closed(kali: int = 1000) -> Door:
    return Door(*(GagalSementara("tutup") for _ in range(kali)))


async def test_what_opens_is_not_tried_again() -> None:
    door = Door()
    await Rhythm("satu", CEPAT).turn("", door)
    assert len(door.knocks) == 1


async def test_pauses_grow_up_to_a_limit() -> None:
    door = closed(6)
    await Rhythm("satu", Tempo(awal=0.02, terlama=0.08, giliran=2)).turn("", door)
    assert len(door.knocks) == 7
    assert door.pauses[0] < 0.06 < door.pauses[-1] + 0.02
    assert all(jeda >= 0.015 for jeda in door.pauses)


async def test_a_refusal_is_final_at_once() -> None:
    door = Door(GagalTetap("penerima menolak"))
    with pytest.raises(GagalTetap):
        await Rhythm("satu", CEPAT).turn("", door)
    assert len(door.knocks) == 1


async def test_a_turn_ends_with_the_last_reason() -> None:
    door = Door(*(GagalSementara(f"ke-{ke}") for ke in range(1000)))
    mulai = time.monotonic()
    with pytest.raises(GagalSementara, match=r"ke-\d+"):
        await Rhythm("satu", CEPAT).turn("", door)
    assert len(door.knocks) >= 3
    assert time.monotonic() - mulai < 1.5


async def test_the_next_turn_goes_on_where_the_last_one_ended() -> None:
    """Or a message that comes again at once would be tried again at once."""
    rhythm = Rhythm("satu", Tempo(awal=0.2, terlama=0.4, giliran=0.1))
    for _ in range(2):
        with pytest.raises(GagalSementara):
            await rhythm.turn("", closed())
    door = Door()
    mulai = time.monotonic()
    await rhythm.turn("", door)
    assert door.knocks[0] - mulai > 0.2
    mulai = time.monotonic()
    await rhythm.turn("", door)
    assert door.knocks[1] - mulai < 0.1


async def test_one_that_fails_does_not_slow_another() -> None:
    rhythm = Rhythm("satu", Tempo(awal=5, terlama=5, giliran=0.1))
    with pytest.raises(GagalSementara):
        await rhythm.turn("beracun", closed())
    door = Door()
    async with asyncio.timeout(1):
        await rhythm.turn("sehat", door)


async def test_who_asks_to_be_left_alone_is() -> None:
    door = Door(GagalSementara("kode 429", tunggu_detik=0.3))
    await Rhythm("satu", Tempo(awal=0.01, terlama=0.02, giliran=2)).turn("", door)
    assert door.pauses[0] >= 0.3


async def test_stopping_ends_a_pause_with_a_last_try() -> None:
    rhythm = Rhythm("satu", Tempo(awal=60, terlama=60, giliran=600))
    door = closed()
    turn = asyncio.create_task(rhythm.turn("", door))
    while not door.knocks:
        await asyncio.sleep(0.01)
    rhythm.stop()
    async with asyncio.timeout(1):
        with pytest.raises(GagalSementara):
            await turn
    assert len(door.knocks) == 2
