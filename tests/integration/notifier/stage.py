"""A notifier over the real broker and store, and a watchdog's announcements."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aio_pika
from pydantic import SecretStr

from izin.registry import discover_desks
from ops.notifier.installation import penulis_of, read_kabar
from ops.notifier.process import Notifier
from ops.notifier.rhythm import Tempo
from shared import topology
from shared.contracts import Pelanggaran
from shared.mutu_baku.kejadian import kiriman_pelanggaran
from shared.settings import Settings
from tests.forge import ForkedProcess, the_forge

SIAP_DETIK = 90
CEPAT = Tempo(awal=0.05, terlama=0.3, giliran=1.0)
RAHASIA = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def webhook(nama: str, url: str, lain: str = "") -> str:
    return (
        f'[[saluran]]\nnama = "{nama}"\njenis = "webhook"\nurl = "{url}"\n'
        f'rahasia_env = "UJI_RAHASIA"\n{lain}\n'
    )


def apprise(nama: str, url: str, lain: str = "") -> str:
    return f'[[saluran]]\nnama = "{nama}"\njenis = "apprise"\nurl = "{url}"\n{lain}\n'


def with_channels(settings: Settings, folder: Path, *saluran: str) -> Settings:
    berkas = folder / "kabar.toml"
    berkas.write_text("\n".join(saluran))
    berkas.chmod(0o600)
    return settings.model_copy(update={"kabar": berkas})


@asynccontextmanager
async def notifier_here(settings: Settings, tempo: Tempo = CEPAT) -> AsyncIterator[None]:
    """On this event loop; it must end well."""
    assert settings.kabar is not None
    desks = discover_desks()
    kabar = read_kabar(settings.kabar, desks, settings)
    notifier = Notifier(kabar, penulis_of(desks, settings), settings, tempo)
    task = asyncio.create_task(notifier.run())
    try:
        async with asyncio.timeout(SIAP_DETIK):
            waiting = asyncio.create_task(notifier.ready.wait())
            await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
            assert notifier.ready.is_set(), "the notifier ended before it was ready"
        yield
    finally:
        notifier.stop()
        assert await task == 0


class NotifierProcess:
    """`izin jalankan kabar` in a process of its own, with its log in a file."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        assert settings.rabbitmq_url and settings.mongodb_url and settings.kabar
        self.log = folder / "kabar.log"
        self._env = {
            **os.environ,
            "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
            "MONGODB_URL": settings.mongodb_url.get_secret_value(),
            "IZIN_BASIS_DATA": settings.basis_data,
            "IZIN_KABAR": str(settings.kabar),
        }
        self.process: ForkedProcess | None = None

    def start(self) -> None:
        self.log.write_bytes(b"")
        self.process = the_forge().izin(("jalankan", "kabar"), self._env, self.log)
        batas = time.monotonic() + SIAP_DETIK
        while b"siap" not in self.log.read_bytes():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < batas, self.log.read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=90)


async def publish(settings: Settings, *kabar: Pelanggaran) -> None:
    """Confirmed, as the watchdog does."""
    async with _channel(settings) as channel:
        exchange = await channel.get_exchange(topology.EXCHANGE_MUTU_BAKU)
        for satu in kabar:
            kiriman = kiriman_pelanggaran(satu)
            pesan = aio_pika.Message(
                satu.ke_json(),
                message_id=kiriman.message_id,
                type="Pelanggaran",
                delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            )
            await _confirmed(exchange, pesan, kiriman.kunci)


async def _confirmed(
    exchange: aio_pika.abc.AbstractExchange, pesan: aio_pika.Message, kunci: str
) -> None:
    """Queues of a broker that has just come back refuse for a moment."""
    async with asyncio.timeout(SIAP_DETIK):
        while True:
            with suppress(aio_pika.exceptions.DeliveryError):
                await exchange.publish(pesan, kunci)
                return
            await asyncio.sleep(0.1)


async def waiting(settings: Settings, antrean: str) -> int:
    """Messages that a queue has to hand out."""
    async with _channel(settings) as channel:
        queue = await channel.declare_queue(antrean, passive=True)
        return queue.declaration_result.message_count or 0


async def until_waiting(settings: Settings, antrean: str, banyak: int) -> None:
    async with asyncio.timeout(SIAP_DETIK):
        while await waiting(settings, antrean) != banyak:
            await asyncio.sleep(0.05)


async def quarantined(settings: Settings) -> aio_pika.abc.AbstractIncomingMessage:
    """The next message of karantina, taken out of it."""
    async with _channel(settings) as channel, asyncio.timeout(SIAP_DETIK):
        queue = await channel.get_queue(topology.ANTREAN_KARANTINA)
        while True:
            pesan = await queue.get(fail=False)
            if pesan is not None:
                await pesan.ack()
                return pesan
            await asyncio.sleep(0.05)


async def until(condition: Callable[[], bool], seconds: float = SIAP_DETIK) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


@asynccontextmanager
async def _channel(settings: Settings) -> AsyncIterator[aio_pika.abc.AbstractChannel]:
    assert isinstance(settings.rabbitmq_url, SecretStr)
    async with await aio_pika.connect(settings.rabbitmq_url.get_secret_value()) as connection:
        yield await connection.channel()
