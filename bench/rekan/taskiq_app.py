"""taskiq over aio-pika, with motor in its tasks; a queue a role, no results kept."""

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient
from taskiq import TaskiqEvents
from taskiq_aio_pika import AioPikaBroker
from taskiq_aio_pika.queue import Queue

from bench.pola.tulisan import dokumen_untuk, saring_untuk, ubah_untuk
from bench.rekan.hop import LangkahHilang, alamat, berikut, pola
from shared.store.indeks import PERMOHONAN

RABBITMQ_URL, MONGODB_URL, BASIS_DATA = alamat()

broker: Any = AioPikaBroker(
    RABBITMQ_URL, task_queues=[Queue(name=nama) for nama in pola().pelaksana]
)


async def _sambungkan(state: Any) -> None:
    state.permohonan = AsyncIOMotorClient(MONGODB_URL, tz_aware=True)[BASIS_DATA][PERMOHONAN]
    sys.stderr.write("siap\n")


async def _hop(permohonan_id: str, ke: int) -> None:
    tapak, permohonan = pola().tapak[ke], broker.state.permohonan
    if tapak.dokumen:
        await permohonan.insert_one(dokumen_untuk(tapak, permohonan_id))
    else:
        saring, ubah = saring_untuk(tapak, permohonan_id), ubah_untuk(tapak, permohonan_id)
        if not (await permohonan.update_one(saring, ubah)).matched_count:
            raise LangkahHilang(f"{permohonan_id}: langkah {ke}")
    if (pelaksana := berikut(ke)) is not None:
        await _ke(pelaksana).kiq(permohonan_id, ke + 1)


broker.add_event_handler(TaskiqEvents.WORKER_STARTUP, _sambungkan)
hop: Any = broker.register_task(_hop, task_name="hop")


def _ke(pelaksana: str) -> Any:
    return hop.kicker().with_labels(queue_name=pelaksana)


def kirim(semua: Sequence[str]) -> None:
    asyncio.run(_kirim(semua))


async def _kirim(semua: Sequence[str]) -> None:
    await broker.startup()
    for permohonan_id in semua:
        await _ke(pola().tapak[0].pelaksana).kiq(permohonan_id, 0)
    await broker.shutdown()
