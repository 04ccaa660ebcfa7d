"""What officers' tools and the portal show: what the worker of that queue wrote, and nothing else.

Forged here as an account could that may do more than any tool: another worker's own.
"""

import asyncio
import json
import uuid
from typing import NamedTuple

import aio_pika
import pytest

from shared import topology as t
from shared.akses import OPS, PORTAL, layanan, meja
from shared.rabbit.client import open_client
from tests.builders import Perjalanan
from tests.integration.akses.servers import SecureOffice
from tests.unit.cli.running import izin
from tests.unit.kantor.tugas import tugas_of

PENERIMA, LAIN = t.PELAKSANA_PENERIMA, "kabid"
TUGAS = tugas_of(Perjalanan())
DARI = layanan(PENERIMA)


async def put(
    kantor: SecureOffice, pengguna: str, antrean: str, isi: bytes, **sifat: object
) -> str:
    """Through the nameless exchange, by the account; returns the message's id."""
    message_id = uuid.uuid4().hex
    sifat = {"type": "Tugas", "user_id": pengguna} | sifat
    async with await aio_pika.connect(kantor.rabbitmq_url(pengguna)) as connection:
        channel = await connection.channel()
        message = aio_pika.Message(isi, message_id=message_id, delivery_mode=2, **sifat)  # type: ignore[arg-type]
        await channel.default_exchange.publish(message, antrean)
    return message_id


async def aside(kantor: SecureOffice) -> list[dict[str, str]]:
    """What `izin karantina` shows, once something lies there."""
    while True:
        out = await asyncio.to_thread(izin, "karantina", "daftar", "--json", env=kantor.env(OPS))
        if listed := json.loads(out.out):
            return list(listed)
        await asyncio.sleep(0.1)


class Forged(NamedTuple):
    pengguna: str
    sifat: dict[str, object]
    isi: bytes
    kode: str


@pytest.mark.parametrize(
    "forged",
    [
        Forged(layanan(LAIN), {}, TUGAS.ke_json(), "bukan_wewenang"),
        Forged(DARI, {"user_id": None}, TUGAS.ke_json(), "bukan_wewenang"),
        Forged(DARI, {"type": "Peristiwa"}, b"{}", "pesan_tidak_sah"),
        Forged(DARI, {}, b"bukan JSON", "pesan_tidak_sah"),
    ],
    ids=["worker lain", "tanpa penulis", "jenis lain", "tidak terbaca"],
)
async def test_a_forged_or_strange_task_is_put_aside_and_the_tool_goes_on(
    kantor: SecureOffice, kosong: None, forged: Forged
) -> None:
    antrean = t.antrean_tugas(PENERIMA)
    strange = await put(kantor, forged.pengguna, antrean, forged.isi, **forged.sifat)
    await put(kantor, DARI, antrean, TUGAS.ke_json())
    async with open_client(kantor.rabbitmq_url(meja(PENERIMA))) as client:
        received = await client.take(PENERIMA)
        assert received is not None and received.tugas == TUGAS
        await received.done()
        assert await client.take(PENERIMA) is None
    async with asyncio.timeout(60):
        [entry] = await aside(kantor)
    assert (entry["message_id"], entry["kode"], entry["asal"]) == (strange, forged.kode, antrean)


async def test_a_notice_that_no_worker_wrote_never_reaches_the_applicant(
    kantor: SecureOffice, kosong: None
) -> None:
    await put(kantor, layanan(LAIN), t.ANTREAN_PEMBERITAHUAN, b"{}", user_id=None)
    async with open_client(kantor.rabbitmq_url(PORTAL)) as client, client.notices() as notices:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await anext(notices)
    async with asyncio.timeout(60):
        [entry] = await aside(kantor)
    assert entry["kode"] == "bukan_wewenang"
