"""An office as a command opens it: settings, servers, SOPs and desks."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from pydantic import SecretStr, ValidationError

from izin.cli.errors import BadInput, Unreachable
from izin.registry import discover_desks
from shared.akses import Hak, semua_hak
from shared.embedded import find_running
from shared.kantor.kantor import Kantor, open_kantor
from shared.rabbit.client import WireClient, open_client
from shared.settings import Settings
from shared.sop.loader import KatalogSop, baca_berkas, muat_folder
from shared.sop.model import SopTermuat
from shared.topology import Topologi, topologi
from shared.validation_text import rincian_galat

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


LIBRARIES = ("aio_pika", "aiormq")


@asynccontextmanager
async def open_wire(settings: Settings) -> AsyncIterator[WireClient]:
    """Settings from `with_servers`."""
    quiet_libraries()
    async with open_client(rabbitmq_url(settings)) as client:
        yield client


def quiet_libraries() -> None:
    """What goes wrong is said once, in the command's own words: the libraries' records of it would
    only confuse."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def pelaksana_names() -> dict[str, str]:
    """What to call each pelaksana, by its key."""
    return {key: desk.nama for key, desk in discover_desks().items()}


def load_catalogue(settings: Settings) -> KatalogSop:
    """Raises SopTidakSah."""
    return muat_folder(settings.folder_sop, frozenset(discover_desks()))


def roles(settings: Settings) -> frozenset[str]:
    """Every pelaksana there is, of a desk or of an SOP. Raises SopTidakSah."""
    named = {p for loaded in load_catalogue(settings).values() for p in loaded.sop.pelaksana}
    return frozenset(named | set(discover_desks()))


def installation(settings: Settings) -> tuple[Sequence[Hak], Topologi]:
    """The accounts that the loaded SOPs need, and the queues. Raises SopTidakSah."""
    catalogue = load_catalogue(settings)
    sops = [loaded.sop for loaded in catalogue.values()]
    pelaksana = roles(settings)
    return semua_hak(sops, pelaksana), topologi(pelaksana)


def load_file(path: Path) -> SopTermuat:
    """Raises SopTidakSah."""
    return baca_berkas(path, frozenset(discover_desks()))


def load_sop(settings: Settings, code_or_path: str) -> SopTermuat:
    """By code, or by the path of a file. Raises SopTidakSah and SopTidakDikenal."""
    path = Path(code_or_path)
    if path.suffix == ".toml" or len(path.parts) > 1:
        return load_file(path)
    return load_catalogue(settings)[code_or_path]
