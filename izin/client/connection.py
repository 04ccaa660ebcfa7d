"""One robust connection: it comes back by itself when the broker does."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlsplit

import aio_pika
from aio_pika.abc import AbstractConnection as Connection
from aio_pika.abc import AbstractRobustConnection
from aio_pika.exceptions import (
    AMQPError,
    AuthenticationError,
    InvalidFrameError,
    ProbableAuthenticationError,
)

from izin.client.errors import BrokerUnreachable
from izin.client.wire import WireClient
from shared.akses import nama_pengguna
from shared.amqp_properties import read_leniently
from shared.certificate_words import sebab_sertifikat
from shared.worker.rabbit_connect import connect

__all__ = ["Connection", "address", "open_client", "open_connection"]

CONNECT_SECONDS = 10.0
RECONNECT_SECONDS = 1.0
"""Somebody waits at a terminal; aio-pika would try every five."""

DEFAULT_PORT = 5672
TLS_PORT = 5671
OPTIONS: dict[str, Any] = {
    "timeout": CONNECT_SECONDS,
    "client_properties": {"connection_name": "izin"},
}


@asynccontextmanager
async def open_client(rabbitmq_url: str) -> AsyncIterator[WireClient]:
    """Connects once and says so if it cannot: raises `BrokerUnreachable`. After that a lost
    connection is taken up again."""
    with _unreachable(rabbitmq_url):
        connection: AbstractRobustConnection = await aio_pika.connect_robust(
            rabbitmq_url, reconnect_interval=RECONNECT_SECONDS, **OPTIONS
        )
    async with connection:
        client = WireClient(connection, nama_pengguna(rabbitmq_url))
        await client.start()
        yield client


@asynccontextmanager
async def open_connection(rabbitmq_url: str) -> AsyncIterator[Connection]:
    """For looking into queues: it does not come back by itself, so that whoever holds messages
    knows when it holds them no more. Raises `BrokerUnreachable`."""
    with _unreachable(rabbitmq_url):
        connection = await connect(rabbitmq_url, **OPTIONS)
    async with connection:
        yield connection


def address(rabbitmq_url: str) -> str:
    """host:port of the URL, fit to be shown."""
    parts = urlsplit(rabbitmq_url)
    port = parts.port or (TLS_PORT if parts.scheme == "amqps" else DEFAULT_PORT)
    return f"{parts.hostname or 'localhost'}:{port}"


@contextmanager
def _unreachable(rabbitmq_url: str) -> Iterator[None]:
    read_leniently()
    try:
        yield
    except (AMQPError, OSError) as error:
        raise BrokerUnreachable(address(rabbitmq_url), _cause(error)) from error


def _cause(error: Exception) -> str:
    if (certificate := sebab_sertifikat(error)) is not None:
        return certificate
    if isinstance(error, AuthenticationError | ProbableAuthenticationError):
        return "nama pengguna atau kata sandi ditolak"
    if isinstance(error, InvalidFrameError):
        # The broker closes where "open" should be confirmed: it let us in, but not into there.
        return "virtual host tidak ada, atau pengguna ini tidak berhak memakainya"
    if isinstance(error, TimeoutError):
        return f"tidak menjawab dalam {CONNECT_SECONDS:g} detik"
    return "sambungan ditolak, atau alamatnya tidak dikenal"
