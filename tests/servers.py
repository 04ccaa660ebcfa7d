"""Real servers for tests: one private pair a session, a fresh vhost and database a test."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from pymongo import MongoClient

from shared.embedded import Servers, embedded_servers
from shared.settings import Settings


@dataclass(frozen=True)
class Management:
    """The HTTP API of the private node."""

    url: str

    def call(self, method: str, path: str, body: object = None) -> httpx.Response:
        answer = httpx.request(method, f"{self.url}/api/{path}", json=body, timeout=30)
        answer.raise_for_status()
        return answer


@pytest.fixture(scope="session")
def session_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Private ones also where RABBITMQ_URL is set: tests must not touch somebody's broker."""
    with embedded_servers(tmp_path_factory.mktemp("servers"), env={}) as servers:
        yield servers


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """Servers that a test may kill."""
    with embedded_servers(tmp_path / "servers", env={}) as servers:
        yield servers


@pytest.fixture(scope="session")
def management(session_servers: Servers) -> Management:
    assert session_servers.urls.management_url is not None
    return Management(session_servers.urls.management_url)


@pytest.fixture
def vhost(management: Management) -> Iterator[str]:
    nama = f"uji-{uuid.uuid4().hex[:12]}"
    management.call("PUT", f"vhosts/{nama}")
    yield nama
    management.call("DELETE", f"vhosts/{nama}")


@pytest.fixture
def rabbitmq_url(session_servers: Servers, vhost: str) -> str:
    """A vhost of this test's own."""
    return f"{session_servers.rabbitmq_url.rstrip('/')}/{vhost}"


@pytest.fixture
def mongodb_url(session_servers: Servers) -> str:
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
