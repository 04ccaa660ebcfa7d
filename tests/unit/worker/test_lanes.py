import asyncio

from shared.worker.lanes import Lanes


async def test_one_key_is_served_one_at_a_time_and_other_keys_are_not_held_up() -> None:
    lanes, jejak = Lanes(), list[str]()

    async def kerja(kunci: str, nama: str) -> None:
        async with lanes.lane(kunci):
            jejak.append(f"{nama} masuk")
            await asyncio.sleep(0.01)
            jejak.append(f"{nama} keluar")

    await asyncio.gather(kerja("a", "a1"), kerja("a", "a2"), kerja("b", "b1"))
    assert jejak.index("a1 keluar") < jejak.index("a2 masuk")
    assert jejak.index("b1 masuk") < jejak.index("a1 keluar")


async def test_a_lane_nobody_uses_is_forgotten() -> None:
    lanes = Lanes()
    async with lanes.lane("a"):
        pass
    assert not lanes._locks
