"""Real servers for tests: one private pair a run, a fresh vhost and database a test."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from pymongo import MongoClient

from shared.embedded import Servers, ServerUrls
from shared.settings import Settings
from tests.shared_servers import NOTE, read_note, servers_to_kill


@dataclass(frozen=True)
class Management:
    """The HTTP API of the private node."""

    url: str

    def call(self, method: str, path: str, body: object = None) -> httpx.Response:
        url = f"{self.url}/api/{path}"
        # Plain HTTP: to load the certificates of the world takes 30 ms of a processor each time.
        answer = httpx.request(method, url, json=body, timeout=30, verify=False)  # noqa: S501
        answer.raise_for_status()
        return answer


@pytest.fixture(scope="session")
def session_servers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerUrls]:
    """Shared by all processes of a run, where there are several."""
    given = getattr(request.config, "workerinput", {}).get(NOTE)
    if given is not None:
        yield read_note(Path(given))
        return
    with servers_to_kill(tmp_path_factory.mktemp("servers")) as servers:
        yield servers.urls


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """Servers that a test may kill."""
    with servers_to_kill(tmp_path / "servers", management=False) as servers:
        yield servers


@pytest.fixture(scope="session")
def management(session_servers: ServerUrls) -> Management:
    assert session_servers.management_url is not None
    return Management(session_servers.management_url)


@pytest.fixture
def vhost(management: Management) -> Iterator[str]:
    nama = f"uji-{uuid.uuid4().hex[:12]}"
    management.call("PUT", f"vhosts/{nama}")
    yield nama
    management.call("DELETE", f"vhosts/{nama}")


@pytest.fixture
def rabbitmq_url(session_servers: ServerUrls, vhost: str) -> str:
    """A vhost of this test's own."""
    return f"{session_servers.rabbitmq_url.rstrip('/')}/{vhost}"


@pytest.fixture
def mongodb_url(session_servers: ServerUrls) -> str:
    return session_servers.mongodb_url


@pytest.fixture
def basis_data(mongodb_url: str) -> Iterator[str]:
    """The name of a database of this test's own."""
    nama = f"uji_{uuid.uuid4().hex[:12]}"
    yield nama
    with MongoClient[dict[str, object]](mongodb_url) as client:
        client.drop_database(nama)


@pytest.fixture
def settings(rabbitmq_url: str, mongodb_url: str, basis_data: str) -> Settings:
    return Settings(
        rabbitmq_url=SecretStr(rabbitmq_url),
        mongodb_url=SecretStr(mongodb_url),
        basis_data=basis_data,
        batas_mulai_detik=30,
    )
