"""Streams of events: each page is told what is for it, and none holds up the others."""

import asyncio
import re

from shared.web.stream import WAITING_MOST, Event, Hub, stream


async def told(hub: Hub[str], count: int, ping_seconds: float = 20.0) -> str:
    def of_mine(fact: str) -> Event | None:
        return Event("baru", fact) if fact.startswith("untuk-saya") else None

    text = ""

    async def first() -> list[Event]:
        return [Event("mulai")]

    async for part in stream(hub, of_mine, first, ping_seconds).body_iterator:
        text += part if isinstance(part, str) else bytes(part).decode()
        count -= 1
        if not count:
            break
    return text


async def _once_listening(hub: Hub[str]) -> None:
    while not hub.many:
        await asyncio.sleep(0)


async def test_a_page_hears_what_is_for_it() -> None:
    hub: Hub[str] = Hub()
    hearing = asyncio.create_task(told(hub, 3))
    await _once_listening(hub)
    hub.tell("untuk-orang-lain")
    hub.tell("untuk-saya 1")
    text = await hearing
    assert text == "retry: 2000\n\nevent: mulai\ndata: \n\nevent: baru\ndata: untuk-saya 1\n\n"


async def test_a_quiet_stream_shows_that_it_is_there() -> None:
    text = await told(Hub(), 3, ping_seconds=0.01)
    assert text.endswith(": masih di sini\n\n")


async def test_a_stream_ends_when_the_process_does_and_none_begins_after() -> None:
    hub: Hub[str] = Hub()
    hearing = asyncio.create_task(told(hub, 100))
    await _once_listening(hub)
    hub.close()
    await hearing
    await told(hub, 100)
    assert hub.many == 0


async def test_a_page_that_lags_behind_loses_the_oldest_and_holds_nobody_up() -> None:
    hub: Hub[int] = Hub()
    with hub.listening() as queue:
        for number in range(WAITING_MOST + 3):
            hub.tell(number)
        assert queue.qsize() == WAITING_MOST
        assert await queue.get() == 3


def test_lines_of_an_event_are_lines_of_its_data() -> None:
    assert Event("x", "satu\ndua").encode() == b"event: x\ndata: satu\ndata: dua\n\n"


async def test_what_happens_while_it_is_asked_what_was_missed_is_told_too() -> None:
    hub: Hub[str] = Hub()

    async def first() -> list[Event]:
        hub.tell("sementara itu")
        return [Event("terlewat")]

    heard: list[str] = []
    async for part in stream(hub, lambda fact: Event("baru", fact), first).body_iterator:
        heard.append(part if isinstance(part, str) else bytes(part).decode())
        if len(heard) == 3:
            break
    assert [part.split("\n")[0] for part in heard[1:]] == ["event: terlewat", "event: baru"]


async def test_news_that_follow_each_other_come_as_one_when_the_gap_is_over() -> None:
    hub: Hub[str] = Hub()
    heard: list[str] = []

    async def nothing() -> list[Event]:
        return []

    async def listening() -> None:
        response = stream(hub, Event, nothing, gap_seconds=0.05)
        async for part in response.body_iterator:
            text = part if isinstance(part, str) else bytes(part).decode()
            heard.extend(re.findall("event: (.*)\n", text))

    task = asyncio.create_task(listening())
    await _once_listening(hub)
    for fact in ("satu", "satu", "dua", "satu"):
        hub.tell(fact)
    while len(heard) < 3:
        await asyncio.sleep(0)
    assert heard == ["satu", "dua", "satu"]
    hub.close()
    await task
    assert heard == ["satu", "dua", "satu"]
