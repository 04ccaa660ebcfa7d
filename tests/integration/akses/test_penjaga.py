"""A worker takes nothing from an account that may not write it, whatever the broker let through."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aio_pika
import pytest
import pytest_asyncio

from shared import topology as t
from shared.akses import OPS, PORTAL, layanan, meja
from shared.akses.penjaga import KEPALA_ASAL
from shared.contracts import Jawaban, Putusan
from shared.permohonan import Permohonan
from shared.settings import Settings
from tests.integration.akses.servers import SecureOffice
from tests.office import Office, open_office
from tests.unit.cli.running import Outcome, izin
from tests.workers import workers_here

PENERIMA = t.PELAKSANA_PENERIMA
LAIN = "kabid"
PUTUSAN = t.antrean_putusan(PENERIMA)


class Scene:
    """One application that waits for its verification, and the decision that its officer makes."""

    def __init__(self, kantor: SecureOffice, portal: Office, putusan: Putusan) -> None:
        self.kantor = kantor
        self.portal = portal
        self.putusan = putusan

    async def send(
        self, pengguna: str, *, lewat: str = t.pintu(PUTUSAN), **properti: object
    ) -> None:
        """By this account's connection, through an exchange that it may write to."""
        async with await aio_pika.connect(self.kantor.rabbitmq_url(pengguna)) as connection:
            channel = await connection.channel(on_return_raises=True)
            exchange = (
                await channel.get_exchange(lewat, ensure=False)
                if lewat
                else channel.default_exchange
            )
            message = aio_pika.Message(
                self.putusan.ke_json(),
                type="Putusan",
                message_id=uuid.uuid4().hex,
                delivery_mode=2,
                **properti,  # type: ignore[arg-type]
            )
            await exchange.publish(message, PUTUSAN, mandatory=True)

    async def put_aside(self) -> aio_pika.abc.AbstractIncomingMessage:
        async with open_office(admin(self.kantor)) as office:
            return await office.ambil(t.ANTREAN_KARANTINA)

    async def now(self) -> Permohonan:
        permohonan = await self.portal.store.find(self.putusan.permohonan_id)
        assert permohonan is not None
        return permohonan

    async def untouched(self) -> bool:
        kini = await self.now()
        return kini.langkah is not None and kini.langkah.pelaksana == PENERIMA


def admin(kantor: SecureOffice) -> Settings:
    return kantor.settings(OPS)


@pytest_asyncio.fixture
async def scene(kantor: SecureOffice, kosong: None) -> AsyncIterator[Scene]:
    worker = kantor.settings(layanan(PENERIMA))
    async with (
        workers_here(worker, PENERIMA),
        open_office(kantor.settings(PORTAL)) as portal,
        open_office(kantor.settings(meja(PENERIMA))) as petugas,
    ):
        assert (await portal.ajukan(await portal.pengajuan())).diterapkan
        putusan = await petugas.putusan(await petugas.tugas(PENERIMA))
        yield Scene(kantor, portal, putusan)


async def test_a_decision_without_a_sender_changes_nothing(scene: Scene) -> None:
    await scene.send(meja(PENERIMA))
    aside = await scene.put_aside()
    assert aside.headers["kode"] == "bukan_wewenang"
    assert "tanpa user_id" in str(aside.headers["alasan"])
    assert KEPALA_ASAL not in aside.headers
    assert await scene.untouched()


async def test_another_services_account_cannot_decide_through_the_nameless_exchange(
    scene: Scene,
) -> None:
    await scene.send(layanan(LAIN), lewat="", user_id=layanan(LAIN))
    aside = await scene.put_aside()
    assert aside.headers["kode"] == "bukan_wewenang"
    assert aside.headers[KEPALA_ASAL] == layanan(LAIN)
    assert aside.user_id == layanan(PENERIMA)
    assert await scene.untouched()


async def test_a_header_is_believed_from_nobody_but_the_administrator(scene: Scene) -> None:
    await scene.send(
        layanan(LAIN),
        lewat="",
        user_id=layanan(LAIN),
        headers={KEPALA_ASAL: meja(PENERIMA)},
    )
    assert (await scene.put_aside()).headers["kode"] == "bukan_wewenang"
    await scene.send(OPS, user_id=OPS)
    aside = await scene.put_aside()
    assert (aside.headers["kode"], aside.headers[KEPALA_ASAL]) == ("bukan_wewenang", OPS)
    assert await scene.untouched()
    await scene.send(OPS, user_id=OPS, headers={KEPALA_ASAL: meja(PENERIMA)})
    await scene.portal.pemberitahuan()
    async with open_office(admin(scene.kantor)) as office:
        await office.ambil(t.antrean_berkas("backoffice"))
    assert not await scene.untouched()


async def test_nobody_can_say_another_name(scene: Scene) -> None:
    with pytest.raises(aio_pika.exceptions.ChannelPreconditionFailed, match="user_id"):
        await scene.send(layanan(LAIN), lewat="", user_id=meja(PENERIMA))
    assert await scene.untouched()


async def test_who_asks_for_an_answer_is_told_that_it_may_not(scene: Scene) -> None:
    """A worker's own account can ask like any tool; it still may not decide."""
    jawaban = await ask(scene, layanan(LAIN))
    assert (jawaban.diterapkan, jawaban.kode) == (False, "bukan_wewenang")
    assert jawaban.menjawab == scene.putusan.putusan_id
    assert meja(PENERIMA) in jawaban.alasan
    assert await scene.untouched()


async def ask(scene: Scene, pengguna: str) -> Jawaban:
    async with await aio_pika.connect(scene.kantor.rabbitmq_url(pengguna)) as connection:
        channel = await connection.channel()
        replies = await channel.get_queue(t.ANTREAN_BALASAN, ensure=False)
        async with replies.iterator(no_ack=True, timeout=60) as answers:
            message = aio_pika.Message(
                scene.putusan.ke_json(),
                type="Putusan",
                user_id=pengguna,
                reply_to=t.ANTREAN_BALASAN,
                correlation_id="tanya",
                delivery_mode=2,
            )
            await channel.default_exchange.publish(message, PUTUSAN)
            async for answer in answers:
                return Jawaban.dari_json(answer.body)
    raise AssertionError("no answer")


async def test_a_submission_that_the_portal_did_not_send_is_kept_and_makes_no_application(
    scene: Scene,
) -> None:
    pengajuan = await scene.portal.pengajuan(diajukan_pada=datetime.now(UTC))
    async with await aio_pika.connect(scene.kantor.rabbitmq_url(layanan(LAIN))) as connection:
        channel = await connection.channel()
        message = aio_pika.Message(
            pengajuan.ke_json(), type="Pengajuan", user_id=layanan(LAIN), delivery_mode=2
        )
        await channel.default_exchange.publish(message, t.antrean_berkas(PENERIMA))
    assert (await scene.put_aside()).headers["kode"] == "bukan_wewenang"
    assert (await scene.portal.ajukan(pengajuan)).kode == "diterapkan"


async def by_administrator(scene: Scene, *arguments: str) -> Outcome:
    env = {**scene.kantor.env(OPS), "IZIN_PETUGAS": "198001012005011001:Budi Petugas"}
    return await asyncio.to_thread(izin, *arguments, env=env)


async def test_what_the_administrator_sends_back_counts_as_whoever_wrote_it(scene: Scene) -> None:
    await scene.send(layanan(LAIN), lewat="", user_id=layanan(LAIN))
    async with asyncio.timeout(60):
        while not json.loads((await by_administrator(scene, "karantina", "daftar", "--json")).out):
            await asyncio.sleep(0.1)
    assert (await by_administrator(scene, "karantina", "kirim-ulang", "--semua")).code == 0
    again = await scene.put_aside()
    assert (again.headers["kode"], again.headers[KEPALA_ASAL]) == ("bukan_wewenang", layanan(LAIN))
    assert await scene.untouched()
    await scene.send(
        layanan(PENERIMA),
        lewat=t.EXCHANGE_KARANTINA,
        user_id=layanan(PENERIMA),
        headers={
            "kode": "galat_tak_terduga",
            "alasan": "uji",
            "antrean_asal": PUTUSAN,
            KEPALA_ASAL: meja(PENERIMA),
        },
    )
    assert (await by_administrator(scene, "karantina", "kirim-ulang", "--semua")).code == 0
    async with open_office(admin(scene.kantor)) as office:
        await office.ambil(t.antrean_berkas("backoffice"))
    assert not await scene.untouched()


async def test_the_administrator_recovers_what_is_missing(scene: Scene) -> None:
    outcome = await by_administrator(scene, "pulihkan")
    assert outcome.code == 0, outcome.err
    async with open_office(scene.kantor.settings(meja(PENERIMA))) as petugas:
        wanted = scene.putusan.permohonan_id
        while (await petugas.tugas(PENERIMA)).permohonan_id != wanted:
            """Of another test: all that are under way come back."""
