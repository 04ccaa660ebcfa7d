"""Which servers a command talks to: those of the environment, or the ones running in our folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import SecretStr

from izin.cli.errors import Unreachable
from shared.certificate_words import sebab_sertifikat
from shared.embedded import find_running
from shared.errors import StoreTidakTerjangkau
from shared.readiness import alamat
from shared.settings import Settings
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.motor_client import Client, connect
from shared.store.port import DokumenStore, PermohonanStore

PATIENCE_MS = 5000
"""Someone waits at a terminal: half a minute of silence would be worse than an answer."""

NO_SERVERS = (
    "Jalankan semuanya di terminal lain: izin jalankan semua. Untuk server yang sudah ada, isi"
    " RABBITMQ_URL dan MONGODB_URL"
)

CERTIFICATES = "Periksa alamat dan berkas CA-nya; masa berlakunya: izin rahasia FOLDER --periksa"


@dataclass(frozen=True)
class Stores:
    permohonan: PermohonanStore
    dokumen: DokumenStore


def with_servers(settings: Settings) -> Settings:
    """The settings with both URLs filled in. Raises `Unreachable` when there are no servers."""
    if settings.rabbitmq_url and settings.mongodb_url:
        return settings
    running = find_running(settings.folder_data)
    if running is None:
        folder = settings.folder_data.resolve()
        raise Unreachable(f"Tidak ada server yang berjalan di {folder}", remedy=NO_SERVERS)
    return settings.model_copy(
        update={
            "rabbitmq_url": settings.rabbitmq_url or SecretStr(running.rabbitmq_url),
            "mongodb_url": settings.mongodb_url or SecretStr(running.mongodb_url),
        }
    )


def rabbitmq_url(settings: Settings) -> str:
    assert settings.rabbitmq_url is not None  # noqa: S101 - filled in by with_servers
    return settings.rabbitmq_url.get_secret_value()


def mongodb_url(settings: Settings) -> str:
    assert settings.mongodb_url is not None  # noqa: S101 - filled in by with_servers
    return settings.mongodb_url.get_secret_value()


@asynccontextmanager
async def open_stores(settings: Settings) -> AsyncIterator[Stores]:
    """Settings from `with_servers`. Raises `Unreachable` that says where the store should be."""
    async with open_store_client(settings) as client:
        yield Stores(
            MongoPermohonanStore(client, settings.basis_data),
            GridFsDokumenStore(client, settings.basis_data),
        )


@asynccontextmanager
async def open_store_client(settings: Settings) -> AsyncIterator[Client]:
    """A client that has been answered. Settings and errors as `open_stores`."""
    url = mongodb_url(settings)
    store = MongoPermohonanStore(client := connect(_impatient(url)), settings.basis_data)
    try:
        await store.ping()
        yield client
    except StoreTidakTerjangkau as error:
        certificate = sebab_sertifikat(error.__cause__ or error)
        raise Unreachable(
            f"Penyimpanan dokumen (MongoDB) di {alamat(url)} tidak terjangkau"
            f"{f': {certificate}' if certificate else ''}",
            remedy=CERTIFICATES if certificate else NO_SERVERS,
        ) from error
    finally:
        await store.close()


def _impatient(url: str) -> str:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    for name in ("serverSelectionTimeoutMS", "connectTimeoutMS"):
        options.setdefault(name, str(PATIENCE_MS))
    return urlunsplit(parts._replace(path=parts.path or "/", query=urlencode(options)))
