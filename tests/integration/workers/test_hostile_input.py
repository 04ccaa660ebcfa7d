"""A real worker process against everything that an outsider can put on its queues."""

import asyncio
import json
import random
from collections import Counter

import pika.exceptions  # type: ignore[import-untyped]
import pytest

from shared import topology
from shared.contracts import Pengajuan, Putusan
from shared.contracts.reading import UKURAN_PESAN_BROKER_BYTES, baca_pesan
from shared.errors import PesanTidakTerbaca
from shared.rabbit.consume import open_broker, subscribe
from shared.rabbit.declare import declare
from shared.rabbit.delivery import Delivery
from shared.settings import Settings
from shared.topology import antrean_berkas, antrean_putusan, topologi
from tests.integration.workers.raw_properties import PECULIAR, RawSender, number
from tests.office import TUNGGU_DETIK, open_office
from tests.unit.contracts.golden import FOLDER
from tests.workers import StartWorker

BERKAS_FO = antrean_berkas("frontoffice")
MANY = 200


def _spoilt(dice: random.Random, sample: bytes) -> bytes:
    body = bytearray(sample)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(body))
        body[at : at + dice.randint(0, 4)] = dice.randbytes(dice.randint(0, 4))
    return bytes(body)


def _unreadable(sample: str) -> list[bytes]:
    """The same ones at each run; a few would still be sound, and are left out."""
    dice = random.Random(sample)  # noqa: S311 - not for secrets
    sound = (FOLDER / f"{sample}.json").read_bytes()
    found: list[bytes] = []
    while len(found) < MANY // 2:
        body = _spoilt(dice, sound)
        try:
            baca_pesan(body, None, {"Pengajuan": Pengajuan, "Putusan": Putusan})
        except PesanTidakTerbaca:
            found.append(body)
    return found


def _bare(body: bytes) -> tuple[bytes, dict[str, bytes]]:
    return body, {}


async def test_nothing_that_outsiders_send_stops_a_worker(
    settings: Settings, start_worker: StartWorker
) -> None:
    """Its process, and even its connection, is the same afterwards; an honest applicant is served,
    and in karantina lies what was sent, byte for byte, and nothing else."""
    assert settings.rabbitmq_url is not None
    sender = RawSender(settings.rabbitmq_url.get_secret_value())
    worker = await asyncio.to_thread(start_worker, "frontoffice")
    await asyncio.to_thread(worker.wait_ready)
    peculiar = [(json.dumps({"ke": what}).encode(), raw) for what, raw in PECULIAR.items()]
    submissions = [_bare(body) for body in _unreadable("pengajuan-baru")]
    decisions = [_bare(body) for body in _unreadable("putusan-verifikasi")]
    await asyncio.to_thread(sender.send, BERKAS_FO, *peculiar, *submissions)
    await asyncio.to_thread(sender.send, antrean_putusan("frontoffice"), *peculiar, *decisions)
    async with open_office(settings) as office:
        assert (await office.ajukan(await office.pengajuan())).diterapkan
        sent = Counter(body for body, _ in (*peculiar, *peculiar, *submissions, *decisions))
        kept = [(await office.ambil(topology.ANTREAN_KARANTINA)).body for _ in range(sent.total())]
        assert Counter(kept) == sent
        assert await office.kosong(topology.ANTREAN_KARANTINA)
    assert worker.process.poll() is None
    log = worker.log.read_text()
    assert "unforeseen" not in log
    assert "topology_declared_anew" not in log, "its connection broke"


async def test_how_often_a_message_was_delivered_is_not_for_its_sender_to_say(
    settings: Settings,
) -> None:
    assert settings.rabbitmq_url is not None
    url, antrean = settings.rabbitmq_url.get_secret_value(), antrean_putusan("kabid")
    await declare(url, topologi(["kabid"]))
    counted: asyncio.Queue[int] = asyncio.Queue()

    async def serve(delivery: Delivery) -> None:
        counted.put_nowait(delivery.envelope.kali_dikirim)
        await (delivery.ack() if delivery.envelope.kali_dikirim else delivery.requeue())

    broker = open_broker(url, 5)
    subscribe(broker, antrean, serve, 1, ())
    async with broker:
        await broker.start()
        spoofed = {"headers": number(b"x-delivery-count", 99)}
        await asyncio.to_thread(RawSender(url).send, antrean, (b"{}", spoofed))
        async with asyncio.timeout(TUNGGU_DETIK):
            assert [await counted.get(), await counted.get()] == [0, 1]


async def test_a_message_that_runs_out_of_time_is_kept_in_karantina(settings: Settings) -> None:
    assert settings.rabbitmq_url is not None
    url = settings.rabbitmq_url.get_secret_value()
    await declare(url, topologi(["kabid"]))
    ended = PECULIAR["an end in the next moment"]
    await asyncio.to_thread(RawSender(url).send, antrean_putusan("kabid"), (b"{}", ended))
    async with open_office(settings) as office:
        terkarantina = await office.ambil(topology.ANTREAN_KARANTINA)
    assert terkarantina.body == b"{}"
    assert terkarantina.headers["x-first-death-reason"] == "expired"


async def test_the_broker_takes_nothing_that_could_fill_it(settings: Settings) -> None:
    assert settings.rabbitmq_url is not None
    url = settings.rabbitmq_url.get_secret_value()
    await declare(url, topologi(["kabid"]))
    huge = bytes(UKURAN_PESAN_BROKER_BYTES + 1)
    with pytest.raises(pika.exceptions.ChannelClosedByBroker) as closed:
        await asyncio.to_thread(RawSender(url).send, antrean_putusan("kabid"), (huge, {}))
    assert closed.value.reply_code == 406
    async with open_office(settings) as office:
        assert await office.kosong(antrean_putusan("kabid"))
