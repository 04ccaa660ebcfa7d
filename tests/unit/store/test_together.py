"""Requests that share a round trip: each gets its own result, and who comes alone does not wait."""

import asyncio
from collections.abc import Sequence

import pytest

from shared.store.together import Together


class Server:
    """Doubles numbers; the first round trip lasts until `let_go`."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self._gate = asyncio.Event()

    def let_go(self) -> None:
        self._gate.set()

    async def __call__(self, numbers: Sequence[int]) -> Sequence[int | Exception]:
        self.groups.append(list(numbers))
        await self._gate.wait()
        if 13 in numbers:
            raise ConnectionError("away")
        return [ValueError(number) if number < 0 else 2 * number for number in numbers]


async def begun(together: Together[int, int], *numbers: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(together(number)) for number in numbers]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


async def test_what_comes_while_one_is_on_its_way_makes_up_the_next() -> None:
    server = Server()
    together = Together(server, 100)
    first = await begun(together, 1)
    others = await begun(together, 2, 3, 4)
    assert server.groups == [[1]]
    server.let_go()
    assert await asyncio.gather(*first, *others) == [2, 4, 6, 8]
    assert server.groups == [[1], [2, 3, 4]]


async def test_a_group_has_a_size_that_it_does_not_exceed() -> None:
    server = Server()
    server.let_go()
    together = Together(server, 2)
    assert await asyncio.gather(*(together(n) for n in range(5))) == [0, 2, 4, 6, 8]
    assert [len(group) for group in server.groups] == [2, 2, 1]


async def test_of_those_with_one_key_only_one_is_in_a_group_and_their_order_is_kept() -> None:
    server = Server()
    server.let_go()
    together = Together(server, 100, lambda number: number % 10)
    await asyncio.gather(*(together(n) for n in (1, 11, 2, 21, 12)))
    assert server.groups == [[1, 2], [11, 12], [21]]


async def test_what_is_wrong_with_one_is_nobody_elses_trouble() -> None:
    server = Server()
    server.let_go()
    together = Together(server, 100)
    good, bad = await asyncio.gather(together(1), together(-1), return_exceptions=True)
    assert good == 2
    assert isinstance(bad, ValueError)


async def test_a_round_trip_that_fails_fails_for_all_in_it_and_for_nobody_after() -> None:
    server = Server()
    together = Together(server, 2)
    tasks = await begun(together, 1, 13)
    later = await begun(together, 5)
    server.let_go()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results] == [ConnectionError, ConnectionError]
    assert await later[0] == 10


async def test_a_server_that_forgets_one_leaves_nobody_waiting() -> None:
    async def forgets(numbers: Sequence[int]) -> Sequence[int]:
        return numbers[1:]

    with pytest.raises(ValueError, match="0 results for 1 requests"):
        await Together(forgets, 100)(1)


async def test_who_does_not_wait_any_more_is_left_out_and_stops_nobody() -> None:
    server = Server()
    together = Together(server, 100)
    first = await begun(together, 1)
    gone, stays = await begun(together, 2, 3)
    gone.cancel()
    first[0].cancel()
    await asyncio.sleep(0)
    server.let_go()
    assert await stays == 6
    assert server.groups == [[1], [3]]
    with pytest.raises(asyncio.CancelledError):
        await first[0]


async def test_in_company_a_moment_is_waited_for_more_and_alone_none() -> None:
    server = Server()
    server.let_go()
    together = Together(server, 100, linger_seconds=0.05)
    await asyncio.gather(together(1), together(2))
    later = await begun(together, 3)
    await asyncio.sleep(0.01)
    later += await begun(together, 4)
    assert server.groups == [[1, 2]]
    assert await asyncio.gather(*later) == [6, 8]
    assert server.groups == [[1, 2], [3, 4]]
    await asyncio.sleep(0.15)
    await together(5)
    await begun(together, 6)
    assert server.groups[2:] == [[5], [6]]
