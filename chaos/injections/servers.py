"""Broker and store: killed, paused, and the broker without its disk."""

import asyncio
import random
import time
from contextlib import suppress
from datetime import timedelta

from chaos.injections.processes import kill_worker
from chaos.link import GONE
from chaos.office import FACTS
from chaos.scene import Scene
from chaos.site import AWAY
from shared import topology

READ_TRIES = 5
QUEUES_SECONDS = 90.0
SINCE = timedelta(minutes=10)
"""Of the office's time, more than a minute of real time: a handler that waits for a server may
have written its step long before it publishes what follows from it."""


async def kill_broker(scene: Scene, lots: random.Random) -> str:
    pause = lots.uniform(0, 3)
    await scene.breakdowns.kill_broker(pause)
    return f"{pause:.1f} detik"


async def kill_store(scene: Scene, lots: random.Random) -> str:
    pause = lots.uniform(0, 4)
    await scene.breakdowns.kill_store(pause)
    return f"{pause:.1f} detik"


async def kill_both(scene: Scene, lots: random.Random) -> str:
    pause = lots.uniform(0, 3)
    await scene.breakdowns.kill_both(pause)
    return f"{pause:.1f} detik"


async def kill_store_and_workers(scene: Scene, lots: random.Random) -> str:
    """The workers die with messages in hand that wait for the store."""
    pause, count = lots.uniform(1.5, 4), lots.randint(2, 5)
    killing = asyncio.create_task(scene.breakdowns.kill_store(pause))
    await asyncio.sleep(pause * 0.7)
    names = [await kill_worker(scene, lots) for _ in range(count)]
    await killing
    return f"{pause:.1f} detik, {', '.join(names)}"


async def pause_store(scene: Scene, lots: random.Random) -> str:
    """Sometimes for longer than its clients wait."""
    seconds = lots.uniform(10, 25)
    await scene.breakdowns.pause(scene.site.store, seconds)
    return f"{seconds:.0f} detik"


async def pause_broker(scene: Scene, lots: random.Random) -> str:
    """Sometimes for longer than the heartbeats of its clients."""
    seconds = lots.uniform(8, 35)
    await scene.breakdowns.pause(lots.choice(scene.site.broker), seconds)
    return f"{seconds:.0f} detik"


async def lose_disk(scene: Scene, lots: random.Random) -> str:
    """Killed, its folder deleted, started empty, and recovered as an operator would: with what
    was told to people and programs since shortly before."""
    notes, pause = scene.stage.notes, lots.uniform(0, 2)
    await scene.breakdowns.settled()
    since = scene.stage.clock() - SINCE
    for _ in range(READ_TRIES):
        with suppress(*GONE):
            notes.disks.append(await scene.office.read_announcements())
            break
    notes.losses.append(time.monotonic())
    await scene.breakdowns.lose_disk(pause)
    await queues_are_back(scene)
    await scene.izin("pulihkan", "--sejak", since.isoformat(timespec="seconds"))
    scene.site.declared_at = time.monotonic()
    return f"{pause:.1f} detik, lalu pulihkan"


async def queues_are_back(scene: Scene) -> None:
    """The workers bring them back by themselves."""
    wanted = {topology.ANTREAN_KARANTINA, topology.ANTREAN_JURNAL, FACTS} | {
        name
        for role in scene.office.desks
        for name in (topology.antrean_berkas(role), topology.antrean_putusan(role))
    }
    async with asyncio.timeout(QUEUES_SECONDS):
        while True:
            with suppress(*AWAY):
                if wanted <= await scene.site.management.queue_names():
                    return
            await asyncio.sleep(0.5)
