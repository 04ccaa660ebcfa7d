"""Roles of one process under accounts of their own: each writes under its own name."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aio_pika

from shared import topology as t
from shared.akses import PORTAL, layanan, meja
from shared.gabungan import gabung
from shared.settings import Settings, variabel_url
from tests.integration.akses.servers import SecureOffice
from tests.office import open_office
from tests.workers import workers_here

LOKET, MEJA, LAIN = "frontoffice", "backoffice", "pemohon"
SABAR_DETIK = 60


def bersama(kantor: SecureOffice) -> Settings:
    """Front and back office have accounts; whoever has none goes by that of another role."""
    settings = kantor.settings(layanan(LAIN))
    own = {nama: kantor.settings(layanan(nama)).rabbitmq_url for nama in (LOKET, MEJA)}
    urls = {variabel_url(nama): url for nama, url in own.items()}
    return settings.model_copy(update={"rabbitmq_url_sendiri": urls})


@asynccontextmanager
async def overhearing(kantor: SecureOffice) -> AsyncIterator[dict[str, str | None]]:
    """Who wrote what: account by routing key, as the messages of applications are sent."""
    heard: dict[str, str | None] = {}

    async def hear(message: aio_pika.abc.AbstractIncomingMessage) -> None:
        heard[f"{message.routing_key} {message.type}"] = message.user_id

    async with await aio_pika.connect(kantor.admin_url) as connection:
        queue = await (await connection.channel()).declare_queue(exclusive=True)
        await queue.bind(t.EXCHANGE_IZIN, "#")
        for antrean in t.topologi((LOKET, MEJA, LAIN)).antrean:
            if antrean.berpintu:
                await queue.bind(t.pintu(antrean.nama), antrean.nama)
        await queue.consume(hear, no_ack=True)
        yield heard


async def test_each_role_of_a_process_writes_under_its_own_account(
    kantor: SecureOffice, kosong: None
) -> None:
    async with (
        overhearing(kantor) as heard,
        workers_here(bersama(kantor), gabung((LOKET, MEJA, LAIN))),
        open_office(kantor.settings(PORTAL)) as portal,
    ):
        jawaban = await portal.ajukan(await portal.pengajuan())
        for nama in (LOKET, MEJA):
            async with open_office(kantor.settings(meja(nama))) as petugas:
                await petugas.lewati(nama)
        assert (await portal.permohonan(jawaban)).urutan == 3
        async with asyncio.timeout(SABAR_DETIK):
            while "dinasteknis.berkas Berkas" not in heard:
                await asyncio.sleep(0.02)
    assert heard == {
        "frontoffice.berkas Pengajuan": PORTAL,
        "frontoffice.berkas Berkas": layanan(LOKET),
        "frontoffice.tugas Tugas": layanan(LOKET),
        "frontoffice.putusan Putusan": meja(LOKET),
        "pemohon.pemberitahuan Pemberitahuan": layanan(LOKET),
        "backoffice.berkas Berkas": layanan(LOKET),
        "backoffice.tugas Tugas": layanan(MEJA),
        "backoffice.putusan Putusan": meja(MEJA),
        "dinasteknis.berkas Berkas": layanan(MEJA),
    }
