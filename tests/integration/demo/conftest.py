from collections.abc import Iterator
from typing import Any

import pytest
from pymongo import MongoClient

from shared.settings import Settings
from tests.integration.demo.theatre import databases


@pytest.fixture
def elsewhere(settings: Settings) -> Iterator[dict[str, str]]:
    """Servers of somebody else, as the environment names them; whatever a demo leaves in the store
    goes with the test."""
    assert settings.rabbitmq_url and settings.mongodb_url
    env = {
        "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
        "MONGODB_URL": settings.mongodb_url.get_secret_value(),
        "IZIN_BASIS_DATA": settings.basis_data[:14],
    }
    yield env
    with MongoClient[dict[str, Any]](env["MONGODB_URL"]) as client:
        for name in databases(client, env):
            client.drop_database(name)
