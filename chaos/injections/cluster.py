"""A cluster of three: the node that leads most queues is killed, and comes back."""

import asyncio
import random
from collections import Counter
from contextlib import suppress

from chaos.cluster import NODES, ClusterNode
from chaos.scene import Scene
from chaos.site import AWAY

WHOLE_SECONDS = 120.0


async def kill_leader(scene: Scene, lots: random.Random) -> str:
    """Not before all members are there: with two of three nodes gone nobody could go on."""
    await scene.breakdowns.settled()
    await _whole(scene)
    quorums = await scene.site.management.quorums()
    led = Counter(one.leader for one in quorums.values())
    nodes = {n.node: n for n in scene.site.broker if isinstance(n, ClusterNode)}
    name = max(nodes, key=lambda one: led[one])
    pause = lots.uniform(1, 6)
    with scene.stage.figures.outage("satu dari tiga node"):
        await asyncio.to_thread(nodes[name].kill)
        await asyncio.sleep(pause)
        await asyncio.to_thread(nodes[name].start)
    await _whole(scene)
    return f"{name} memimpin {led[name]} antrean, {pause:.1f} detik"


async def _whole(scene: Scene) -> None:
    async with asyncio.timeout(WHOLE_SECONDS):
        while True:
            with suppress(*AWAY):
                quorums = await scene.site.management.quorums()
                if quorums and all(one.online == NODES for one in quorums.values()):
                    return
            await asyncio.sleep(0.5)
