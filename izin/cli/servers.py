"""Which servers a command talks to: those of the environment, or the ones running in our folder."""

from contextlib import AbstractAsyncContextManager

from pydantic import SecretStr

from izin.cli.errors import Unreachable
from izin.registry import discover_desks
from shared.embedded import find_running
from shared.kantor.kantor import Kantor, open_kantor
from shared.settings import Settings

NO_SERVERS = (
    "Jalankan semuanya di terminal lain: izin jalankan semua. Untuk server yang sudah ada, isi"
    " RABBITMQ_URL dan MONGODB_URL"
)


def open_office(settings: Settings) -> AbstractAsyncContextManager[Kantor]:
    """Settings from `with_servers`. Raises as `open_kantor`."""
    return open_kantor(settings, discover_desks())


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
