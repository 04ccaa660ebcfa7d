"""Every worker and every tool under an account of its own, over TLS, from submission to SK."""

import asyncio
from contextlib import AsyncExitStack

import aio_pika
import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from ops.notifier.channels import ChannelKeeper, topologi_kabar
from ops.notifier.saluran import SaluranWebhook
from ops.watchdog import NAME as WATCHDOG
from shared import topology as t
from shared.akses import DASBOR, OPS, PORTAL, dilihat, hak_layanan, layanan, meja
from shared.contracts import Peristiwa
from shared.permohonan import periksa_rantai
from shared.rabbit.browse import ready_messages
from shared.rabbit.client import open_client
from shared.rabbit.declare import TopologiBelumAda, declare
from shared.rabbit.errors import HakKurang
from shared.rabbit.events import EventFeed
from shared.settings import Settings
from shared.store.memory_watch import MemoryKabarStore
from tests.builders import PAUD, termuat
from tests.integration.akses.servers import SecureOffice
from tests.office import open_office
from tests.workers import watchdog_here, workers_here

PEMOHON, PENERIMA = t.PELAKSANA_PEMOHON, t.PELAKSANA_PENERIMA
SABAR_DETIK = 60


async def test_an_application_travels_to_its_sk_where_everybody_has_an_account_of_their_own(
    kantor: SecureOffice, kosong: None
) -> None:
    def worker(nama: str) -> Settings:
        return kantor.settings(layanan(nama))

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(workers_here(worker))
        await stack.enter_async_context(watchdog_here(kantor.settings(layanan(WATCHDOG))))
        portal = await stack.enter_async_context(open_office(kantor.settings(PORTAL)))
        jawaban = await portal.ajukan(await portal.pengajuan(termuat(PAUD).sop))
        assert jawaban.kode == "diterapkan"
        for langkah in termuat(PAUD).sop.langkah[1:]:
            if langkah.pelaksana == PEMOHON:
                await portal.lewati(PEMOHON)
                continue
            async with open_office(kantor.settings(meja(langkah.pelaksana))) as petugas:
                await petugas.lewati(langkah.pelaksana)
        permohonan = await portal.permohonan(jawaban)
        assert permohonan.status == "selesai"
        periksa_rantai(permohonan)
        kabar = [(await portal.pemberitahuan()).jenis for _ in range(2)]
        assert kabar == ["diterima", "sk_terbit"]
    assert await queue_length(kantor, t.ANTREAN_KARANTINA) == 0


async def queue_length(kantor: SecureOffice, antrean: str) -> int:
    async with await aio_pika.connect(kantor.admin_url) as connection:
        queue = await (await connection.channel()).declare_queue(antrean, passive=True)
        return queue.declaration_result.message_count or 0


async def test_the_watchdog_hears_facts_in_a_queue_that_the_broker_names(
    kantor: SecureOffice,
) -> None:
    heard: asyncio.Queue[Peristiwa] = asyncio.Queue()
    feed = EventFeed(kantor.rabbitmq_url(layanan(WATCHDOG)), heard.put)
    await feed.start()
    try:
        async with asyncio.timeout(SABAR_DETIK):
            await feed.connected.wait()
    finally:
        await feed.stop()


async def test_the_notifier_makes_changes_and_takes_away_the_queues_of_its_channels(
    kantor: SecureOffice,
) -> None:
    url, store = kantor.rabbitmq_url(layanan("kabar")), MemoryKabarStore()

    async def settle(*saluran: SaluranWebhook) -> None:
        async def declared() -> None:
            await declare(url, topologi_kabar(saluran), dilihat([hak_layanan("kabar")]))

        await ChannelKeeper(url, store, declared).settle(saluran)

    satu = SaluranWebhook(nama="keliling", jenis="webhook", url="https://a.test", rahasia_env="R")
    await settle(satu)
    await settle(satu.model_copy(update={"tingkat": ("terlampaui",)}))
    assert await queue_length(kantor, t.antrean_kabar("keliling")) == 0
    await settle()
    assert await store.channels() == {}


async def test_a_worker_that_may_declare_nothing_says_what_is_missing_and_who_makes_it(
    kantor: SecureOffice,
) -> None:
    url, milik = kantor.rabbitmq_url(layanan(PEMOHON)), dilihat([hak_layanan(PEMOHON)])
    await declare(url, t.topologi(()), milik)
    async with await aio_pika.connect(kantor.admin_url) as connection:
        channel = await connection.channel()
        await channel.queue_delete(t.antrean_berkas(PEMOHON))
        with pytest.raises(
            TopologiBelumAda, match=r"pemohon\.berkas.*izin akses topologi.*ops"
        ) as salah:
            await declare(url, t.topologi(()), milik)
        await declare(kantor.rabbitmq_url(OPS), t.topologi(()))
    assert salah.value.nama == (t.antrean_berkas(PEMOHON),)


async def test_an_account_without_a_right_is_told_of_the_right_and_not_of_a_password(
    kantor: SecureOffice,
) -> None:
    async with open_client(kantor.rabbitmq_url(meja(PENERIMA))) as client:
        with pytest.raises(
            HakKurang, match=r"akun 'meja-frontoffice' tidak berhak m.*'kabid.tugas'"
        ):
            async with client.tasks("kabid"):
                raise AssertionError("it may not")
        with pytest.raises(HakKurang, match=r"'kabid.tugas'"):
            await client.take("kabid")


async def test_the_watchdog_counts_what_waits_in_karantina(
    kantor: SecureOffice, kosong: None
) -> None:
    assert await ready_messages(kantor.rabbitmq_url(layanan(WATCHDOG)), t.ANTREAN_KARANTINA) == 0


async def test_who_only_looks_cannot_write_to_the_store(kantor: SecureOffice) -> None:
    settings = kantor.settings(DASBOR)
    assert settings.mongodb_url is not None
    with MongoClient[dict[str, object]](settings.mongodb_url.get_secret_value()) as client:
        database = client[settings.basis_data]
        assert database["permohonan"].find_one({"_id": "tidak-ada"}) is None
        with pytest.raises(OperationFailure):
            database["permohonan"].insert_one({"_id": "uji"})


async def test_the_services_user_of_the_store_administers_nothing(kantor: SecureOffice) -> None:
    settings = kantor.settings(layanan(PEMOHON))
    assert settings.mongodb_url is not None
    with MongoClient[dict[str, object]](settings.mongodb_url.get_secret_value()) as client:
        with pytest.raises(OperationFailure):
            client["lain"]["uji"].insert_one({"_id": "uji"})
        with pytest.raises(OperationFailure):
            client[settings.basis_data].command("createUser", "x", pwd="x", roles=["readWrite"])
