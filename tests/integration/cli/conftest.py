"""One running office a module: the roles share a process, since every one that starts loads the
same libraries for over a second."""

import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from pymongo import MongoClient

from shared import topology
from shared.embedded import ServerUrls
from shared.rabbit.client import WireClient, open_client
from shared.rabbit.declare import declare
from shared.tandatangan.susunan import tulis_uji_coba
from tests.integration.cli.office import Office, office
from tests.integration.cli.wire import KABID
from tests.servers import Management
from tests.unit.cli.folders import rewrite, sample_folder

WORKERS = 8
"""Seven roles and the watchdog."""


@pytest.fixture(scope="module")
def place(
    session_servers: ServerUrls,
    management: Management,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, str]]:
    """The environment of a vhost, a database and an authority of this module's own."""
    name = f"uji-{uuid.uuid4().hex[:12]}"
    management.call("PUT", f"vhosts/{name}")
    yield {
        "RABBITMQ_URL": f"{session_servers.rabbitmq_url.rstrip('/')}/{name}",
        "MONGODB_URL": session_servers.mongodb_url,
        "IZIN_BASIS_DATA": name,
        "IZIN_PETUGAS": "198001012005011001:Budi Petugas",
        "IZIN_TANDA_TANGAN": str(tulis_uji_coba(tmp_path_factory.mktemp("tanda-tangan"))),
    }
    management.call("DELETE", f"vhosts/{name}")
    with MongoClient[dict[str, object]](session_servers.mongodb_url) as client:
        client.drop_database(name)


@pytest.fixture(scope="module")
def running(place: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Every pelaksana at work; it has to stop as gracefully as it ran."""
    with office(place, tmp_path_factory.mktemp("kantor"), "semua", "--proses", "1") as one:
        one.wait_for("siap ", WORKERS)
        yield one
        assert one.stop() == 0, one.said()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sample that no other test submits."""
    made = sample_folder(tmp_path / "folder")
    rewrite(made, "Siti Contoh", f"Siti {uuid.uuid4().hex[:8]}")
    return made


@pytest_asyncio.fixture
async def queues(rabbitmq_url: str) -> None:
    await declare(rabbitmq_url, topology.topologi([KABID]))


@pytest_asyncio.fixture
async def client(rabbitmq_url: str, queues: None) -> AsyncIterator[WireClient]:
    async with open_client(rabbitmq_url) as one:
        yield one
