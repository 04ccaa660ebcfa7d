"""By which exchange a tool's client sends, with the rights of today and of an earlier version."""

import uuid
from collections.abc import Iterator

import aio_pika
import pytest

from shared import topology as t
from shared.akses import PORTAL, meja
from shared.rabbit.client import open_client
from shared.rabbit.errors import HakKurang
from tests.builders import KURSUS, pengajuan, termuat
from tests.integration.akses.servers import VHOST, SecureOffice
from tests.servers import Management

PENERIMA = t.antrean_berkas(t.PELAKSANA_PENERIMA)


@pytest.fixture
def earlier(kantor: SecureOffice) -> Iterator[str]:
    """The address of a tool's account whose rights speak of `izin` and of no door."""
    nama, management = (
        meja(f"lama-{uuid.uuid4().hex[:8]}"),
        Management(kantor.rabbit.management_url),
    )
    management.call("PUT", f"users/{nama}", {"password": "uji", "tags": ""})
    rights = {"configure": "^$", "write": "^izin$", "read": "^$"}
    management.call("PUT", f"permissions/{VHOST}/{nama}", rights)
    host = kantor.rabbit.url.partition("@")[2]
    yield f"amqp://{nama}:uji@{host}{VHOST}"
    management.call("DELETE", f"users/{nama}")


async def sent_by(kantor: SecureOffice, url: str) -> tuple[str | None, str | None]:
    """Exchange and author of a submission that was sent from this address."""
    async with open_client(url) as client:
        for _ in range(2):  # the second by what the first has found out
            await client.submit(pengajuan(termuat(KURSUS).sop, ()))
    async with await aio_pika.connect(kantor.admin_url) as connection:
        queue = await (await connection.channel()).get_queue(PENERIMA, ensure=False)
        seen = {
            (m.exchange, m.user_id) for m in [await queue.get(no_ack=True) for _ in range(2)] if m
        }
        assert await queue.get(no_ack=True, fail=False) is None
    [only] = seen
    return only


async def test_an_account_of_its_own_sends_by_the_door(kantor: SecureOffice, kosong: None) -> None:
    assert await sent_by(kantor, kantor.rabbitmq_url(PORTAL)) == (t.pintu(PENERIMA), PORTAL)


async def test_an_account_that_may_do_everything_sends_as_it_always_did(
    kantor: SecureOffice, kosong: None
) -> None:
    exchange, _ = await sent_by(kantor, kantor.admin_url)
    assert exchange == t.EXCHANGE_IZIN


async def test_a_tool_works_with_the_rights_of_an_earlier_version(
    kantor: SecureOffice, kosong: None, earlier: str
) -> None:
    exchange, _ = await sent_by(kantor, earlier)
    assert exchange == t.EXCHANGE_IZIN


async def test_a_tool_that_may_use_neither_is_told_of_the_door(kantor: SecureOffice) -> None:
    async with open_client(kantor.rabbitmq_url(meja("kabid"))) as client:
        for _ in range(2):
            with pytest.raises(HakKurang, match=t.pintu(PENERIMA)):
                await client.submit(pengajuan(termuat(KURSUS).sop, ()))
