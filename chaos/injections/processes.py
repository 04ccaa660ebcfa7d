"""Workers and watchdogs: killed, or made to stand still."""

import asyncio
import random

from chaos.scene import Scene
from chaos.troupe import Actor


def _alive(scene: Scene, *, watchdogs: bool) -> list[Actor]:
    return [a for a in scene.troupe.actors if a.alive and a.part.watches is watchdogs]


async def kill_worker(scene: Scene, lots: random.Random) -> str:
    return _kill_one(_alive(scene, watchdogs=False), lots)


async def kill_meja(scene: Scene, lots: random.Random) -> str:
    return _kill_one([a for a in scene.troupe.actors if a.alive and a.part.shows], lots)


async def kill_watchdog(scene: Scene, lots: random.Random) -> str:
    return _kill_one(_alive(scene, watchdogs=True), lots)


def _kill_one(candidates: list[Actor], lots: random.Random) -> str:
    if not candidates:
        return "tidak ada yang hidup"
    actor = lots.choice(candidates)
    actor.kill()
    return actor.name


async def pause_process(scene: Scene, lots: random.Random) -> str:
    """Other things go on meanwhile."""
    actor = lots.choice(scene.troupe.actors)
    seconds = lots.uniform(10, 25)
    scene.beside(_pause(actor, seconds))
    return f"{actor.name} {seconds:.0f} detik"


async def _pause(actor: Actor, seconds: float) -> None:
    actor.pause()
    await asyncio.sleep(seconds)
    actor.resume()
