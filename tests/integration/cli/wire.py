"""What the client's tests send and hear: samples, and a few lines that play the others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from shared.contracts import Jawaban, Pemberitahuan, Pengajuan, Putusan, Tugas
from shared.contracts.base import Pesan
from tests.servers import Management

SAMPLES = Path("tests/samples")
KABID = "kabid"


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.json").read_bytes()


TUGAS = Tugas.dari_json(sample("tugas-setujui"))
PUTUSAN = Putusan.dari_json(sample("putusan-setujui"))
PENGAJUAN = Pengajuan.dari_json(sample("pengajuan-baru"))
NOTICE = Pemberitahuan.dari_json(sample("pemberitahuan-diterima"))


async def put(rabbitmq_url: str, antrean: str, pesan: Pesan | bytes) -> None:
    body = pesan if isinstance(pesan, bytes) else pesan.ke_json()
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()
        await channel.default_exchange.publish(aio_pika.Message(body, message_id="m-1"), antrean)


@asynccontextmanager
async def answering(rabbitmq_url: str, antrean: str, pause: float = 0) -> AsyncIterator[None]:
    """Answers each Putusan as a worker would, after `pause` seconds."""
    async with await aio_pika.connect(rabbitmq_url) as connection:
        channel = await connection.channel()

        async def answer(message: AbstractIncomingMessage) -> None:
            putusan = Putusan.dari_json(message.body)
            await asyncio.sleep(pause)
            jawaban = Jawaban(
                menjawab=putusan.putusan_id, diterapkan=True, kode="diterapkan", alasan="ya"
            )
            reply = aio_pika.Message(jawaban.ke_json(), correlation_id=message.correlation_id)
            await channel.default_exchange.publish(reply, message.reply_to or "")
            await message.ack()

        await (await channel.get_queue(antrean)).consume(answer)
        yield


async def cut(management: Management, vhost: str) -> None:
    """What a broker that is restarted does to its clients; the list of them lags by seconds."""
    for _ in range(100):
        names = [
            c["name"]
            for c in management.call("GET", "connections").json()
            if c.get("vhost") == vhost
        ]
        if names:
            break
        await asyncio.sleep(0.1)
    for name in names:
        management.call("DELETE", f"connections/{name}")


async def shut_out(management: Management, vhost: str) -> None:
    """A broker that is away: what is cut does not come back."""
    management.call("PUT", f"vhost-limits/{vhost}/max-connections", {"value": 0})
    await cut(management, vhost)
