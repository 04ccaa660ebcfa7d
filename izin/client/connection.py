"""One robust connection: it comes back by itself when the broker does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aio_pika
from aio_pika.abc import AbstractRobustConnection
from aio_pika.exceptions import (
    AMQPError,
    AuthenticationError,
    InvalidFrameError,
    ProbableAuthenticationError,
)

from izin.client.errors import BrokerUnreachable
from izin.client.wire import WireClient

CONNECT_SECONDS = 10.0
DEFAULT_PORT = 5672


@asynccontextmanager
async def open_client(rabbitmq_url: str) -> AsyncIterator[WireClient]:
    """Connects once and says so if it cannot: raises `BrokerUnreachable`. After that a lost
    connection is taken up again."""
    connection = await _connect(rabbitmq_url)
    async with connection:
        client = WireClient(connection)
        await client.start()
        yield client


def address(rabbitmq_url: str) -> str:
    """host:port of the URL, fit to be shown."""
    parts = urlsplit(rabbitmq_url)
    return f"{parts.hostname or 'localhost'}:{parts.port or DEFAULT_PORT}"


async def _connect(rabbitmq_url: str) -> AbstractRobustConnection:
    try:
        return await aio_pika.connect_robust(
            rabbitmq_url, timeout=CONNECT_SECONDS, client_properties={"connection_name": "izin"}
        )
    except (AMQPError, OSError) as error:
        raise BrokerUnreachable(address(rabbitmq_url), _cause(error)) from error


def _cause(error: Exception) -> str:
    if isinstance(error, AuthenticationError | ProbableAuthenticationError):
        return "nama pengguna atau kata sandi ditolak"
    if isinstance(error, InvalidFrameError):
        # The broker closes where "open" should be confirmed: it let us in, but not into there.
        return "virtual host tidak ada, atau pengguna ini tidak berhak memakainya"
    if isinstance(error, TimeoutError):
        return f"tidak menjawab dalam {CONNECT_SECONDS:g} detik"
    return "sambungan ditolak, atau alamatnya tidak dikenal"
