"""The wire: cut, messages that come twice or in another order, queues that are gone."""

import asyncio
import random
import time
from contextlib import suppress

from chaos.injections.servers import queues_are_back
from chaos.link import GONE, Link, NotSent
from chaos.office import shuffle_queue
from chaos.scene import Scene
from chaos.site import AWAY
from shared import topology

PILE_SECONDS = 6.0
MOST = 40


async def cut_connections(scene: Scene, lots: random.Random) -> str:
    """All connections of all clients at once."""
    closed = 0
    with suppress(*AWAY):
        closed = await scene.site.management.close_all_connections()
    return f"{closed} sambungan"


async def repeat_messages(scene: Scene, lots: random.Random) -> str:
    """Copies of messages that were sent before, as they were."""
    copies = list(scene.stage.copies)
    chosen = lots.sample(copies, min(len(copies), lots.randint(5, 25)))
    link, sent = Link(scene.stage.rabbitmq_url), 0
    for copy in chosen:
        with suppress(NotSent, *GONE):
            await link.publish(copy.key, copy.message)
            scene.stage.figures.sent_twice[f"{copy.message.type} (salinan)"] += 1
            sent += 1
    await link.close()
    return f"{sent} pesan"


async def reorder(scene: Scene, lots: random.Random) -> str:
    """While the workers of a role are dead its queue grows; then it is shuffled."""
    role = lots.choice(sorted(scene.office.desks))
    queue = lots.choice((topology.antrean_berkas(role), topology.antrean_putusan(role)))
    if scene.stage.options.joined and role != topology.PELAKSANA_PENERIMA:
        queue = topology.antrean_putusan(role)  # with everybody away only people publish
    order = lots.sample(range(MOST), MOST)
    actors = scene.troupe.of(role)
    for actor in actors:
        actor.hold()
    moved = 0
    try:
        await asyncio.sleep(lots.uniform(2, PILE_SECONDS))
        with suppress(*GONE):
            moved = await shuffle_queue(scene.stage.rabbitmq_url, queue, MOST, order)
    finally:
        for actor in actors:
            actor.release()
    return f"{queue}, {moved} pesan"


async def delete_worker_queue(scene: Scene, lots: random.Random) -> str:
    """What waits in it is gone; it is recovered as an operator would."""
    role = lots.choice(sorted(scene.office.desks))
    queue = lots.choice((topology.antrean_berkas(role), topology.antrean_putusan(role)))
    if await _delete(scene, queue):
        scene.stage.notes.losses.append(time.monotonic())
        await queues_are_back(scene)
        scene.site.declared_at = time.monotonic()
        await scene.izin("pulihkan")
    return f"{queue}, lalu pulihkan"


async def delete_officers_queue(scene: Scene, lots: random.Random) -> str:
    """Its readers have in hand what was in it, so nothing is gone: whoever publishes to it must
    notice and bring it back."""
    roles = sorted(scene.office.desks)
    queues = [*map(topology.antrean_tugas, roles), topology.ANTREAN_PEMBERITAHUAN]
    queue = lots.choice(queues)
    await _delete(scene, queue)
    scene.site.declared_at = time.monotonic() + PILE_SECONDS
    return queue


async def _delete(scene: Scene, queue: str) -> bool:
    with suppress(*AWAY):
        await scene.site.management.delete_queue(queue)
        return True
    return False
