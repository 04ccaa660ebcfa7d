"""The wire client as a command uses it."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from izin.cli.output import plain, stderr
from izin.cli.servers import rabbitmq_url
from shared.errors import Ditolak
from shared.rabbit.client import WireClient, open_client
from shared.settings import Settings

LIBRARIES = ("aio_pika", "aiormq")


@asynccontextmanager
async def open_wire(settings: Settings) -> AsyncIterator[WireClient]:
    """Settings from `with_servers`."""
    quiet_libraries()
    url, periksa = rabbitmq_url(settings), settings.periksa_pengguna
    async with open_client(url, periksa, put_aside) as client:
        yield client


def put_aside(antrean: str, tolak: Ditolak) -> None:
    text = f"Satu pesan di {antrean} bukan tugas yang sah dan disisihkan ke karantina: {tolak}"
    stderr().print(plain(text, style="yellow"))


def quiet_libraries() -> None:
    """What goes wrong is said once, in the command's own words: the libraries' records of it would
    only confuse."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL)
