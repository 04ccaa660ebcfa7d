"""The settings of a command, and the servers that it talks to: those of the environment, or those
that run in our folder."""

from pathlib import Path

from pydantic import SecretStr, ValidationError

from izin.cli.errors import BadInput, Unreachable
from shared.embedded import find_running
from shared.settings import Settings
from shared.tandatangan.susunan import BERKAS
from shared.validation_text import rincian_galat

TRIAL_KEYS = "tanda-tangan"
"""In the folder of the embedded servers: the authority and the keys for trying."""

NO_SERVERS = (
    "Jalankan semuanya di terminal lain: izin jalankan semua. Untuk server yang sudah ada, isi"
    " RABBITMQ_URL dan MONGODB_URL"
)


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
            "tanda_tangan": settings.tanda_tangan or trial_signing(settings.folder_data),
        }
    )


def trial_signing(folder: Path) -> Path | None:
    """How the office of this folder signs, once it has been started there."""
    file = folder / TRIAL_KEYS / BERKAS
    return file if file.exists() else None


def with_store(settings: Settings) -> Settings:
    """The same for a command that needs no broker."""
    return settings if settings.mongodb_url else with_servers(settings)


def rabbitmq_url(settings: Settings) -> str:
    assert settings.rabbitmq_url is not None  # noqa: S101 - filled in by with_servers
    return settings.rabbitmq_url.get_secret_value()


def mongodb_url(settings: Settings) -> str:
    assert settings.mongodb_url is not None  # noqa: S101 - filled in by with_servers
    return settings.mongodb_url.get_secret_value()


def load_settings() -> Settings:
    """Raises `BadInput`."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadInput(
            "Variabel lingkungan tidak sah",
            details=rincian_galat(error),
            remedy="Namanya IZIN_ diikuti nama pengaturan, misalnya IZIN_BATAS_BERKAS_MIB",
        ) from error
