"""How much comes in at once, and how often."""

import pytest
from starlette.types import Message

from shared.web.limits import MANY_ADDRESSES, Bucket, TooLarge, limited


def parts(*sizes: int) -> list[Message]:
    return [
        {"type": "http.request", "body": b"x" * size, "more_body": at + 1 < len(sizes)}
        for at, size in enumerate(sizes)
    ]


async def read(messages: list[Message], most: int, said: str | None = None) -> int:
    waiting = iter(messages)

    async def receive() -> Message:
        return next(waiting)

    headers = [] if said is None else [(b"content-length", said.encode())]
    receiving = limited({"type": "http", "headers": headers}, receive, most)
    total = 0
    for _ in messages:
        total += len((await receiving())["body"])
    return total


async def test_a_body_up_to_the_limit_is_read() -> None:
    assert await read(parts(60, 40), 100, "100") == 100


@pytest.mark.parametrize("said", ["101", "banyak", "-1", "9" * 30])
async def test_a_length_over_the_limit_or_none_at_all_is_refused_at_once(said: str) -> None:
    with pytest.raises(TooLarge):
        await read([], 100, said)


async def test_a_body_that_is_longer_than_it_says_is_refused() -> None:
    with pytest.raises(TooLarge):
        await read(parts(60, 41), 100, "10")


def test_who_asks_too_often_waits_and_others_do_not() -> None:
    now = 0.0
    bucket = Bucket(rate=2, burst=3, clock=lambda: now)
    assert [bucket.take("a") for _ in range(3)] == [0, 0, 0]
    assert bucket.take("a") == 0.5
    assert bucket.take("b") == 0
    now = 0.5
    assert bucket.take("a") == 0
    assert bucket.take("a") > 0


def test_waiting_longer_saves_up_no_more_than_the_burst() -> None:
    now = 0.0
    bucket = Bucket(rate=2, burst=3, clock=lambda: now)
    bucket.take("a")
    now = 1000.0
    assert [bucket.take("a") == 0 for _ in range(4)] == [True, True, True, False]


def test_no_number_of_addresses_fills_the_memory() -> None:
    bucket = Bucket(rate=1, burst=1, clock=lambda: 0.0)
    for number in range(MANY_ADDRESSES + 10):
        bucket.take(str(number))
    assert len(bucket._left) == MANY_ADDRESSES
