"""Channels come, change their filters and go; their queues follow."""

import asyncio
from pathlib import Path

import pytest
from aio_pika.exceptions import ChannelNotFoundEntity

from shared.settings import Settings
from shared.topology import ANTREAN_OPS, antrean_kabar
from tests.alerts import pelanggaran
from tests.integration.notifier.receivers import HttpReceiver
from tests.integration.notifier.stage import (
    notifier_here,
    publish,
    until,
    waiting,
    webhook,
    with_channels,
)

DUA = antrean_kabar("dua")


async def test_a_channel_that_is_gone_keeps_what_it_has_and_gets_nothing_more(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    satu, dua = webhook("satu", http.url), webhook("dua", f"{http.url}/dua")
    async with notifier_here(with_channels(settings, tmp_path, satu, dua)):
        pass
    await publish(settings, pelanggaran(1))
    for ke in (2, 3):
        async with notifier_here(with_channels(settings, tmp_path, satu)):
            await publish(settings, pelanggaran(ke))
            await until(lambda ke=ke: len(http.requests) == ke)  # type: ignore[misc]
    assert await waiting(settings, DUA) == 1
    async with notifier_here(with_channels(settings, tmp_path, satu, dua)):
        await until(lambda: len(http.on("/dua")) == 1)


async def test_an_empty_queue_goes_with_its_channel(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    satu, dua = webhook("satu", http.url), webhook("dua", f"{http.url}/dua")
    async with notifier_here(with_channels(settings, tmp_path, satu, dua)):
        pass
    assert await waiting(settings, DUA) == 0
    async with notifier_here(with_channels(settings, tmp_path, satu)):
        pass
    with pytest.raises(ChannelNotFoundEntity):
        await waiting(settings, DUA)


async def test_a_narrower_filter_lets_in_only_what_it_should(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    async with notifier_here(with_channels(settings, tmp_path, webhook("satu", http.url))):
        pass
    sempit = webhook("satu", http.url, 'tingkat = ["mendekati"]')
    await publish(settings, pelanggaran(1))
    async with notifier_here(with_channels(settings, tmp_path, sempit)):
        await publish(settings, pelanggaran(2, tingkat="mendekati"))
        await until(lambda: len(http.requests) == 1)
        await asyncio.sleep(0.2)
    await publish(settings, pelanggaran(3))
    assert await waiting(settings, antrean_kabar("satu")) == 0
    assert [r.json["nomor"][-1] for r in http.requests] == ["2"]


async def test_no_channel_takes_anything_away_from_the_queue_of_ops(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    async with notifier_here(with_channels(settings, tmp_path, webhook("satu", http.url))):
        await publish(settings, *(pelanggaran(n) for n in range(5)))
        await until(lambda: len(http.requests) == 5)
    assert await waiting(settings, ANTREAN_OPS) == 5
