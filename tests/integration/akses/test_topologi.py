"""`izin akses topologi`: the administrator makes what others may not."""

import asyncio

import aio_pika

from shared import topology as t
from shared.akses import OPS, PORTAL
from tests.integration.akses.servers import SecureOffice
from tests.unit.cli.running import izin


async def test_what_somebody_deleted_is_made_again(kantor: SecureOffice) -> None:
    async with await aio_pika.connect(kantor.admin_url) as connection:
        channel = await connection.channel()
        await channel.queue_delete(t.ANTREAN_PEMBERITAHUAN)
        outcome = await asyncio.to_thread(izin, "akses", "topologi", env=kantor.env(OPS))
        assert outcome.code == 0
        assert "menunggu sampai RabbitMQ mencatatnya" in outcome.said
        assert "semua antrean menjawab" in outcome.said
        again = await asyncio.to_thread(izin, "akses", "topologi", env=kantor.env(OPS))
        assert again.code == 0
        assert "menunggu" not in again.said
        assert await channel.get_queue(t.ANTREAN_PEMBERITAHUAN)


def test_any_other_account_is_told_which_one_may(kantor: SecureOffice) -> None:
    outcome = izin("akses", "topologi", env=kantor.env(PORTAL))
    assert outcome.code == 4
    assert "akun ops" in outcome.said
